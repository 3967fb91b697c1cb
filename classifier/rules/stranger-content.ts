import type { Domain } from '../reading/domains.ts';
import type { WordSet } from '../reading/lexicon.ts';
import { among, hasLemma, inObject, phraseAt, set, verbs } from '../reading/look.ts';
import { ofOwnManual } from '../reading/manual.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = verbs('get search inspect download compute');
const WITHOUT_CONTENT = set('count validate verify exist calculate');
const NONE = set('');
/** Written by strangers wherever it is read. */
const ANYWHERE = set(
  'tweet subreddit reddit hackernews rss transcript subtitle news webpage website web blog forum email inbox mailbox youtube tiktok bilibili weibo zhihu readme trending whois rdap',
);
/** Servers whose whole content strangers wrote. */
const ALL_OF = new Set<string>(['websearch', 'social']);
const NAMES = set('type category usage quota credit status limit key setting config health language account me schedule draft');
/** What strangers write, by kind of server. */
const WRITTEN: Partial<Record<Domain, WordSet>> = {
  mail: set('email message thread mail inbox draft attachment conversation body search content'),
  chat: set('message thread history conversation reply dm chat channel_history replies search content'),
  forge: set('issue comment pull pr code file content readme discussion commit review diff search repository gist release note advisory'),
  git: set('log diff show blame'),
  tracker: set('issue comment task ticket story search card description'),
  support: set('ticket conversation comment message incident case article'),
  docs: set('page block comment document note content search database query body row record'),
  crm: set('email note meeting ticket engagement communication object conversation message search feedback'),
  calendar: set('event meeting appointment booking invitation'),
  database: set('document collection row record query find data'),
  monitoring: set('log event issue error trace attachment replay exception'),
  reference: set(
    'wiki wikipedia article paper search study abstract comment review post activity story page recommendation video listing forum',
  ),
  market: set('news article sentiment post'),
  media: set('comment search playlist lyric caption'),
  crypto: set('metadata uri nft inscription proposal'),
  files: set('content search'),
  memory: set('content search'),
  commerce: set('review question listing'),
  learning: set('submission discussion assignment announcement'),
  // Of a program that somebody else made.
  reverse: set('string decompile pseudocode'),
};

/** What the operator's own people and programs wrote, though strangers might elsewhere. */
const OWN: Partial<Record<Domain, WordSet>> = {
  security: set('vulnerability incident hotspot issue scan container credential finding detection'),
  health: set('patient study log appointment'),
  vector: set('document search query index retrieve'),
  git: set('log diff show blame status commit history reflog'),
};
const COOKIE = set('cookie');
/** Where a repository is fetched from somewhere first, others wrote it. */
const ELSEWHERE = set('url remote clone fetch github gitlab ingest gitingest');

function isFetched({ params, lead, server }: Reading): boolean {
  return [...params.map(({ words }) => words), lead?.words ?? [], server.words].some((words) => hasLemma(words, ELSEWHERE) !== undefined);
}

/** A site by its name: one's own where sites are managed, anybody's where they are read. */
const SITE = set('website');
const READ = set('read fetch scrape extract crawl check search summarize analyze');

/** Of the web, and written by whoever runs it: `list_web_rules`. */
const WEB = set('web');
const RUN = set('rule protocol traffic probe policy server service app application host hosting');
/** What one's own domains are registered with. */
const WHOIS = set('whois');
const PROFILE = set('profile');
/** Which papers there are, and pictures that a site lets one choose from. */
const NEWS = set('news');
const SOURCE = set('source');
const PICTURES = set('emote badge emoji');

function saysNothing({ name }: Reading): boolean {
  return (
    phraseAt(name.bare, [WEB, RUN]) >= 0 ||
    phraseAt(name.bare, [NEWS, SOURCE]) >= 0 ||
    phraseAt(name.bare, [WHOIS, PROFILE]) >= 0 ||
    among(name.head, PICTURES)
  );
}

function isOwn(reading: Reading): boolean {
  const { core, name, server } = reading;
  const first = server.domains[0];
  const own = first && OWN[first];
  if (among(core?.word, COOKIE)) return true;
  if (own === undefined || (first === 'git' && isFetched(reading))) return false;
  // What git commands show is told by any word of theirs: `git_diff_staged`.
  const named = first === 'git' ? hasLemma(name.bare, own) !== undefined : name.head === undefined && among(name.verb, own);
  return named || among(core?.word, own);
}

export const strangerContent: Rule = {
  id: 'stranger-content',
  title: 'Strangers wrote what comes back',
  text: 'What the tool returns was written by people the operator does not know, or may have been: web pages, search results, posts, comments, mail, issues, records that outsiders fill in. Words in it may be aimed at the model. Which words count depends on the kind of server: findings of one’s own scanner, records of one’s own patients and documents of one’s own index are not meant, nor the documentation of what the server itself is of.',
  rubric: [],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb !== undefined && !among(verb, READING)) return NOTHING;
    if ((verb && among(verb, WITHOUT_CONTENT)) || saysNothing(reading) || ofOwnManual(reading)) return NOTHING;
    if (isOwn(reading))
      return [
        {
          rule: 'stranger-content',
          force: 'argument',
          saw: 'what comes back is the operator’s own',
          quote: quoteLead(reading),
          facets: { untrustedIngest: false },
        },
      ];
    const { domains } = reading.server;
    const where = domains.slice(0, 2).find((domain) => WRITTEN[domain] !== undefined);
    const anywhere = inObject(reading, ANYWHERE);
    const managed = among(anywhere, SITE) && domains[0] !== 'websearch' && !among(verb, READ);
    const what = (managed ? undefined : anywhere) ?? (where ? inObject(reading, WRITTEN[where] ?? NONE) : undefined);
    const open =
      domains[0] !== undefined &&
      ALL_OF.has(domains[0]) &&
      (verb?.verb === 'search' || verb?.verb === 'get' || verb?.verb === 'compute') &&
      !hasLemma(reading.name.bare, NAMES);
    if (!what && !open) return NOTHING;
    return [
      {
        rule: 'stranger-content',
        force: 'note',
        saw: what ? `strangers may have written what comes back ("${what.lemma}")` : 'what comes back is found among what strangers wrote',
        quote: quoteLead(reading),
        facets: { untrustedIngest: true, openWorld: true },
      },
    ];
  },
};
