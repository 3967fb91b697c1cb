import { among, hasLemma, inDomain, phraseAt, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const MAKING = verbs('create add generate reset login update replace');
const CHANGING = verbs('update replace');
const OPENING = verbs('create login');
const RENEWING = set('create add generate reset regenerate rotate refresh renew issue mint provision assume authenticate login register');
const PLAIN = set('apikey credential password keypair mnemonic otp passphrase jwt');
const QUALIFIERS = set('api access secret auth oauth bearer refresh session ssh private database deploy service bridge authentication');
const KEYS = set('key token keypair');
const COINS = ['crypto', 'market', 'trading'] as const;
const HOLDERS = set('wallet account keypair');
/** `rotate_signing_secret`: the new one is told, the old one no longer works. */
const ROTATING = set('rotate regenerate renew generate');
/** One form of a key out of another: `mnemonic_from_seed`. */
const FROM = set('from');
const TOLD = set('return receive show output contain include get');
const MATERIAL = set('token key secret credential password apikey');
/** What is about a key is none: `create_api_key_provider`, `check_token_validity`. */
const ABOUT = set('provider validity policy template scope check verify validate');

function spoken({ sentences, silent }: Reading): boolean {
  return silent || sentences.some(({ words, aside }) => !aside && phraseAt(words, [QUALIFIERS, MATERIAL]) >= 0);
}

/** `create_customer_portal_session`: a link into the account of a customer. */
function portal({ name, mainVerb }: Reading): boolean {
  return (mainVerb?.verb === 'create' || mainVerb?.verb === 'generate') && phraseAt(name.bare, [PORTAL, WAY_IN]) >= 0;
}

const PORTAL = set('portal');
const WAY_IN = set('session link url');

const GIVING = set('return');
const CREDENTIAL = set('credential');

/** "Returns SMTP credentials for the new inbox." */
function givesCredentials(said: readonly Word[]): boolean {
  return among(said[0], GIVING) && hasLemma(said.slice(1, 4), CREDENTIAL) !== undefined;
}

export const secretMade: Rule = {
  id: 'secret-made',
  title: 'A new secret comes back',
  text: 'The tool makes or renews something that authenticates and hands it over: an API key, an access token, a password, a key pair, the private key of a wallet, a link into the account of a customer. The answer carries the secret into the context of the model, and the change is one of authority.',
  rubric: ['W1'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb || (!among(verb, MAKING) && !among(verb, RENEWING))) return NOTHING;
    if (among(verb, CHANGING) && !among(verb, RENEWING)) return NOTHING;
    const words = reading.name.bare;
    if (hasLemma(words, ABOUT)) return NOTHING;
    const crypto = inDomain(reading, ...COINS);
    const renewed = among(verb, ROTATING) && reading.name.head?.text === 'secret' ? reading.name.head : undefined;
    const what =
      hasLemma(reading.name.object, PLAIN) ??
      renewed ??
      (phraseAt(words, [QUALIFIERS, KEYS]) >= 0 ? hasLemma(words, KEYS) : undefined) ??
      (crypto && verb.verb !== 'login' && among(reading.name.head, HOLDERS) ? reading.name.head : undefined) ??
      (!crypto && reading.name.object.length <= 2 && among(reading.name.head, KEYS) && among(verb, RENEWING)
        ? reading.name.head
        : undefined);
    if (portal(reading))
      return [
        {
          rule: 'secret-made',
          force: 'floor',
          saw: 'whoever opens the link it returns is logged in',
          quote: quoteLead(reading),
          category: 'Write',
          basis: 'W1',
          facets: { sensitiveRead: 'secret', privilegeChange: true },
        },
      ];
    const sentence = what
      ? undefined
      : reading.sentences.find(
          ({ words: said, aside }) => !aside && (phraseAt(said, [TOLD, QUALIFIERS, MATERIAL]) >= 0 || givesCredentials(said)),
        );
    if (!what && !(sentence && among(verb, OPENING))) return NOTHING;
    // A wallet or an account is authority; only where its key is spoken of does a secret come back.
    const held = what !== undefined && among(what, HOLDERS) && what.lemma !== 'keypair' && !spoken(reading);
    return [
      {
        rule: 'secret-made',
        // What opens a wallet is no sample, as a password is that a generator makes up.
        force: crypto && what !== undefined && !held && !hasLemma(words, FROM) ? 'floor' : 'argument',
        saw: held
          ? `a new ${what.lemma} is made, and with it authority over it`
          : what
            ? `a new ${what.lemma} is handed over`
            : 'the answer holds something that authenticates',
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'W1',
        ...(sentence && { holds: true }),
        facets: held ? { privilegeChange: true } : { sensitiveRead: 'secret', privilegeChange: true },
      },
    ];
  },
};
