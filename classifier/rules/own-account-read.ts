import { among, inDomain, phraseAt, set, verbs } from '../reading/look.ts';
import { quoteLead, quoteParam } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = verbs('get search inspect export download');
const OWN = set('your my own member');
const THINGS = set(
  'order trade position balance watchlist playlist library collection history tweet post file document message email note task issue project event draft bookmark wallet portfolio account transaction holding profile feed timeline contact device photo track like follower list record app store data workspace repository page',
);
const WITH_MONEY = new Set<string | undefined>(['trading', 'payments']);
const AUTHENTICATED = set('logged current');
const USERS = set('user account member');

export const ownAccountRead: Rule = {
  id: 'own-account-read',
  title: 'The own account is read',
  text: 'The definition speaks of your, my or the authenticated user’s things, or the tool takes account keys: what comes back belongs to the operator, even where the same kind of thing is public elsewhere.',
  rubric: ['R2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb !== undefined && !among(verb, READING)) return NOTHING;
    const keys = reading.params.find(
      (param) => param.words.length === 2 && param.words[0]?.lemma === 'secret' && param.words[1]?.lemma === 'key',
    );
    const words = [...reading.name.bare, ...(reading.lead?.words.slice(0, 16) ?? [])];
    const at = words.findIndex(
      (word, index) => among(word, OWN) && OWN.has(word.text) && words.slice(index + 1, index + 4).some((next) => among(next, THINGS)),
    );
    const authenticated = phraseAt(words, [AUTHENTICATED, USERS]) >= 0;
    if ((at < 0 && !authenticated && !keys) || inDomain(reading, 'compute')) return NOTHING;
    return [
      {
        rule: 'own-account-read',
        force: 'argument',
        saw: keys ? `it takes the account's \`${keys.name}\`` : 'it reads things of the operator’s own account',
        quote: keys ? quoteParam(keys) : quoteLead(reading),
        category: 'Read',
        basis: 'R2',
        // Where money lies, what is one's own is nobody else's to see.
        holds: WITH_MONEY.has(reading.server.domains[0]),
        facets: { sensitiveRead: 'private' },
        param: keys?.name,
      },
    ];
  },
};
