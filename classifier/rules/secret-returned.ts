import { hasLemma, mainVerb, phraseAt, set, verbIs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { VerbClass } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const GIVING = new Set<VerbClass>(['get', 'search', 'export', 'download', 'inspect']);
const SECRETS = set('secret credential password passphrase mnemonic apikey otp totp keystore dotenv');
const QUALIFIERS = set(
  'api private access secret auth oauth bearer refresh session ssh service connection seed recovery signing encryption pairing login verification bot device',
);
const KEYS = set('key token string phrase code qr');
const ENVIRONMENT = set('environment env');
const VARIABLES = set('variable var vars');
const NOT_SECRET = set(
  'publishable public schema metadata scanning alert policy type template count status exist price balance holder supply account list_id usage permission name names info alerts scan rotation',
);
const ABOUT = set('check validate verify count status exists analyze scan delete');

export const secretReturned: Rule = {
  id: 'secret-returned',
  title: 'A secret comes back',
  text: 'What the tool returns lets its holder act as somebody: a password, an API key, an access token, a private key, environment variables, a one-time or pairing code. It enters the context of the model, and every later tool that sends can carry it out. Token prices, key figures and publishable keys are not meant.',
  rubric: ['R1'],
  check(reading): readonly Finding[] {
    const verb = mainVerb(reading);
    if (!verbIs(verb, GIVING)) return NOTHING;
    const words = reading.name.bare;
    const object = reading.name.object;
    const all = [...words, ...reading.leadObject];
    if (hasLemma(all, NOT_SECRET) || hasLemma(words, ABOUT)) return NOTHING;
    const plain = hasLemma(object, SECRETS) ?? (object.length <= 1 ? hasLemma(reading.leadObject, SECRETS) : undefined);
    const paired =
      phraseAt(words, [QUALIFIERS, KEYS]) >= 0 ||
      (phraseAt(reading.leadObject, [QUALIFIERS, KEYS]) >= 0 && hasLemma(object, KEYS) !== undefined);
    const environment = phraseAt(words, [ENVIRONMENT, VARIABLES]) >= 0 || object.at(-1)?.text === 'env';
    if (!plain && !paired && !environment) return NOTHING;
    const lists = (verb?.lemma === 'list' || verb?.verb === 'search' || verb?.verb === 'inspect') && !environment;
    return [
      {
        rule: 'secret-returned',
        force: lists || verb?.verb !== 'get' ? 'argument' : 'floor',
        saw: lists ? 'it lists secrets, whose values may be among what it returns' : 'it returns something that authenticates',
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'R1',
        facets: { sensitiveRead: 'secret' },
      },
    ];
  },
};
