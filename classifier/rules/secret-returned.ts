import type { WordSet } from '../reading/lexicon.ts';
import { among, hasLemma, inDomain, isSpelled, phraseAt, set, texts, verbs } from '../reading/look.ts';
import { isMute } from '../reading/name.ts';
import { quoteLead } from '../reading/quote.ts';
import { CONFIGURATION, ENVIRONMENT, NOT_SECRET, ofCoins, SECRETS, TOKEN, VARIABLES, whySecret } from '../reading/secrets.ts';
import type { Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const GIVING = verbs('get search export download inspect compute');
/** One form of a key out of another: `seed_from_mnemonic`. */
const MNEMONIC = set('mnemonic');
const TURNING = set('to from');
const QUALIFIERS = set(
  'api private access secret auth oauth bearer refresh session ssh service connection seed recovery sign encryption pair login verification bot device provision share license licence request authorization epp sdk sas',
);
const KEEPING = set('private ssh api');
const KEYS = set('key token string phrase code qr');
/** The directory, not the password. */
const PWD = 'pwd';
const DIRECTORY = set('directory folder path');
const ABOUT = set('check validate verify count status exist analyze scan delete decode parse');
/** What a token is told to be beside. */
const CURRENT = set('current my own user');
const SECRET = set('secret');
const ONE_TIME = set('otp totp');
const CODING = verbs('generate');
const SCANNING = set('scan scanning');
const ALERT = set('alert');
const OF_A_COIN = set('address chain mint symbol contract network text');

const WHOLE = set('current full entire complete whole all app application run effective');
const NARROWED = set('include contain field index item project metadata secret');

/** Full settings of an application: connection strings and keys are among them (rubric R1). */
function wholeConfiguration({ name, lead, leadObject, sentences, params }: Reading): boolean {
  const object = name.object;
  if (!hasLemma(object, CONFIGURATION) || !object.every(({ lemma }) => CONFIGURATION.has(lemma) || WHOLE.has(lemma))) return false;
  const told = leadObject.length > 0 && leadObject.every(({ lemma }) => CONFIGURATION.has(lemma) || WHOLE.has(lemma));
  return (
    told &&
    lead !== undefined &&
    hasLemma(lead.words, WHOLE) !== undefined &&
    !sentences.some(({ words }) => hasLemma(words, NARROWED)) &&
    (hasLemma(leadObject, WHOLE) !== undefined || !params.some(({ required }) => required))
  );
}

/** `holds`: it is High whatever the model makes of it. */
function returned(reading: Reading, saw: string, force: 'floor' | 'argument', holds: boolean): Finding {
  return {
    rule: 'secret-returned',
    force,
    saw,
    quote: quoteLead(reading),
    category: 'Read',
    basis: 'R1',
    ...(holds && { holds }),
    facets: { sensitiveRead: 'secret' },
  };
}

const ENV = 'env';
const EVERY = texts('all every full complete entire current raw');
/** A secret in so many words, and nothing else beside it. */
const OUTRIGHT = 3;

/** "Returns the API key." of `get_weather`: all that the first sentence says comes back is a secret, whatever the name says. */
function isOutright({ lead, leadVerb, leadVerbAt, leadObject }: Reading): boolean {
  if (lead === undefined || leadVerb?.verb !== 'get' || leadVerb.lemma === 'list') return false;
  const what = leadObject.filter((word) => !isSpelled(word, EVERY));
  if (what.length === 0 || what.length > OUTRIGHT || lead.words.length > leadVerbAt + OUTRIGHT + what.length) return false;
  // "clave de API": the qualifier may stand behind.
  const both = (one: WordSet, other: WordSet) => hasLemma(what, one) !== undefined && hasLemma(what, other) !== undefined;
  return both(QUALIFIERS, KEYS) || both(ENVIRONMENT, VARIABLES) || what.some((word) => among(word, SECRETS) || word.lemma === ENV);
}

const OUT_OF = texts('from by');

/** Without what it is made from or found by: `get_address_from_private_key`, `get_application_by_api_key`. */
function stated(words: readonly Word[]): readonly Word[] {
  const from = words.findIndex((word) => isSpelled(word, OUT_OF));
  return from > 1 ? words.slice(0, from) : words;
}

const ANY_KIND = set('resource object k8s kube kubernete kubectl');
const KIND = set('kind type apiversion');
const ONE = set('get show fetch read');
const SEVERAL = texts('resources objects');

/** A resource of whatever kind is asked for, a secret among them. */
function ofAnyKind(reading: Reading): boolean {
  const { name, params, lead } = reading;
  if (
    !(inDomain(reading, 'kubernetes') || hasLemma(lead?.words ?? [], CLUSTER)) ||
    !among(name.verb, ONE) ||
    !name.object.every((word) => among(word, ANY_KIND))
  )
    return false;
  return params.some(({ words }) => hasLemma(words, KIND)) || (lead !== undefined && hasLemma(lead.words, RESOURCE) !== undefined);
}

/** One as a whole carries its secret; of several the names come back, and what their state is. */
function anyKind(reading: Reading): Finding {
  const found = returned(reading, 'a resource of any kind may be asked for, a secret among them', 'argument', true);
  const several = reading.name.object.some((word) => isSpelled(word, SEVERAL));
  return several ? { ...found, saw: 'resources of any kind come back', basis: 'R2', facets: { sensitiveRead: 'private' } } : found;
}

const RESOURCE = set('resource');
const CLUSTER = set('kubernete k8s');

/** What comes back is told of a secret, and not the secret. What it is found by does not count: `get_cookie_by_name`. */
function isAbout({ name, leadObject }: Reading, bare: boolean): boolean {
  const named = name.bare.filter((_, at) => name.bare[at - 1]?.text !== 'by');
  if (name.bare.some(({ text }) => text === PWD) && hasLemma(leadObject, DIRECTORY)) return true;
  return hasLemma(named, NOT_SECRET) !== undefined || (!bare && hasLemma(leadObject, NOT_SECRET) !== undefined);
}

export const secretReturned: Rule = {
  id: 'secret-returned',
  title: 'A secret comes back',
  text: 'What the tool returns lets its holder act as somebody: a password, an API key, an access token, a private key, environment variables, the whole configuration of an application or a server, the variables of a deployment, a cluster’s resource of any kind, a one-time or pairing code, a link that logs in, what a page keeps in its storage, the items of a password manager, values that a parameter unmasks. It enters the context of the model, and every later tool that sends can carry it out. Token prices, key figures and publishable keys are not meant.',
  rubric: ['R1', 'R2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    const { name } = reading;
    const words = stated(name.bare);
    const { object } = name;
    // `pg_credentials`: named by nothing but the secret, so it is that which comes back.
    const bare =
      name.verb === undefined &&
      words.length <= 2 &&
      (among(words.at(-1), SECRETS) || (reading.silent && phraseAt(words, [KEEPING, KEYS]) === 0));
    if (hasLemma(name.bare, MNEMONIC) && hasLemma(name.bare, TURNING))
      return [returned(reading, 'it turns one form of a key into another', 'argument', true)];
    if (among(name.verb, CODING) && hasLemma(name.bare, ONE_TIME))
      return [returned(reading, 'it returns a code that logs in', 'argument', true)];
    if (!bare && !among(verb, GIVING)) return NOTHING;
    // An alert of secret scanning is about a leaked secret, and its record may carry the secret itself.
    if (phraseAt(words, [SECRET, SCANNING, ALERT]) >= 0)
      return [returned(reading, 'it lists leaked secrets, whose values may be among what it returns', 'argument', true)];
    const why = whySecret(reading);
    if (why) return [returned(reading, why, 'argument', true)];
    if (ofAnyKind(reading)) return [anyKind(reading)];
    if (isAbout(reading, bare) || hasLemma(words, ABOUT)) return NOTHING;
    const mute = isMute(name);
    const plain = hasLemma(stated(object), SECRETS) ?? (object.length <= 1 || mute ? hasLemma(reading.leadObject, SECRETS) : undefined);
    const paired =
      phraseAt(words, [QUALIFIERS, KEYS]) >= 0 ||
      (phraseAt(reading.leadObject, [QUALIFIERS, KEYS]) >= 0 && (mute || hasLemma(object, KEYS) !== undefined));
    const environment =
      phraseAt(words, [ENVIRONMENT, VARIABLES]) >= 0 ||
      object.at(-1)?.text === 'env' ||
      ((mute || object.at(-1)?.lemma === 'variable') && phraseAt(reading.leadObject, [ENVIRONMENT, VARIABLES]) >= 0);
    const token =
      verb?.verb === 'get' &&
      verb.lemma !== 'list' &&
      object.length > 0 &&
      among(object.at(-1), TOKEN) &&
      object.at(-1)?.text !== 'tokens' &&
      (object.filter((word) => !among(word, CURRENT)).length === 1
        ? !ofCoins(reading) || reading.lead?.words.some((word) => among(word, QUALIFIERS))
        : false) &&
      !reading.params.some((param) => hasLemma(param.words, OF_A_COIN));
    if (!bare && !plain && !paired && !environment && !token && !isOutright(reading)) {
      if (!wholeConfiguration(reading)) return NOTHING;
      return [
        returned(reading, 'it returns the whole configuration, with the connection strings and keys that stand in it', 'argument', true),
      ];
    }
    const lists = (verb?.lemma === 'list' || verb?.verb === 'search' || verb?.verb === 'inspect') && !environment;
    const saw = lists ? 'it lists secrets, whose values may be among what it returns' : 'it returns something that authenticates';
    return [returned(reading, saw, lists || verb?.verb !== 'get' ? 'argument' : 'floor', bare)];
  },
};
