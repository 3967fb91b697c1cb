import type { WordSet } from '../reading/lexicon.ts';
import { among, hasLemma, inDomain, isSpelled, set, texts, verbs } from '../reading/look.ts';
import { type Holding, holdingOf, isFetchedWhole } from '../reading/privacy.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const WITHOUT_CONTENT = set('count validate preview estimate simulate verify test exist');
const READING = verbs('get search inspect export state download');
const PLAIN = set(
  'email mail inbox dm conversation contact customer patient employee lead deal invoice payout salary appointment diary voicemail portfolio billing prescription',
);

/**
 * What the grade of a word leaves open, by what the server holds: things of which no more than the name comes back, and
 * things that are private there and nowhere else. A pull request is work, a request of a browser is what it sent.
 */
const NAMED_ONLY: Partial<Record<Holding, WordSet>> = {
  work: set('group branch folder team release pipeline workflow source location route form subscription path chart object question'),
  systems: set('profile page network snapshot stack record'),
  personal: set('inbox'),
  local: set('directory'),
};
const PRIVATE_THERE: Partial<Record<Holding, WordSet>> = {
  work: set('request entry change wiki'),
  systems: set('issue request investigation'),
  personal: set('thread entry'),
  local: set('request'),
  open: set('order'),
};
/** What somebody has on an exchange, where prices and books are everybody's. */
const ON_AN_EXCHANGE = set('position account balance holding activity watchlist margin fill wallet order transaction');

/** Who pays, and what was done with their money. */
const OF_PAYERS = set('business address adjustment');

/** Customers and what is done for them, on a CRM of one's own; where companies are looked up, they are everybody's. */
const OF_CUSTOMERS = set('company account association task');
const PEOPLE = set('user');

const REPOSITORY = set('repository');
/** Of an address on a chain, where every address is open. */
const HELD = set('portfolio deal');

/** Who has an account on a forge shows it to everybody; whoever searches its repositories finds those that are shown. */
function isOpen({ server, mainVerb }: Reading, core: Word): boolean {
  const first = server.domains[0];
  if (first === 'forge') return among(core, PEOPLE) || (among(core, REPOSITORY) && mainVerb?.verb === 'search');
  return first === 'crypto' && among(core, HELD);
}

const CURRENT = set('current authenticate');

/** Who is asked as is told in answer: `whoami` (rubric §5). */
function isOneself({ params, lead }: Reading, core: Word): boolean {
  return params.length === 0 && among(core, PEOPLE) && hasLemma(lead?.words ?? [], CURRENT, 8) !== undefined;
}

const UNPUBLISHED = texts('draft drafts scheduled');
const LOOKING = verbs('get search');
const POSTS = set('tweet post thread message video story draft article');

/** Drafts and scheduled posts, on a service whose content is public otherwise. */
function unpublished({ name, server }: Reading): boolean {
  return (
    among(name.verb, LOOKING) &&
    hasLemma(name.bare, POSTS) !== undefined &&
    name.bare.some((word) => isSpelled(word, UNPUBLISHED)) &&
    holdingOf(server.domains) === 'open'
  );
}

const SENT = texts('sent');
const MAILED = set('email mail message sms');

/** `list-sent-email-attachments`: no stranger wrote it. */
function wasSent({ name }: Reading): boolean {
  return among(name.verb, LOOKING) && name.bare.some((word) => isSpelled(word, SENT)) && hasLemma(name.bare, MAILED) !== undefined;
}

/** Stores of values under keys, and what gets the values rather than the keys. */
const STORES = set('redis valkey memcached');
const GETTING = set('get hget hgetall hmget mget lrange smember zrange xrange gets');
const VALUE = set('value vector json cache hash');
const NO_VALUE = set('key index info config schema type length size exist status database cluster subscription account');

/** `hgetall`, `json_get`, "get value by key": rows of a database that has no tables. */
function isStored({ name, server, lead }: Reading): boolean {
  if (!hasLemma(server.words, STORES) || hasLemma(name.bare, NO_VALUE)) return false;
  if (name.bare.length === 1) return hasLemma(name.bare, GETTING) !== undefined;
  return (
    hasLemma(name.bare, VALUE) !== undefined ||
    (hasLemma(name.bare, GETTING) !== undefined && hasLemma(lead?.words ?? [], VALUE, 4) !== undefined)
  );
}

/** Private whatever the word for it says. */
function held(reading: Reading, saw: string, facets: Finding['facets'] = {}): Finding {
  return {
    rule: 'private-content',
    force: 'argument',
    saw,
    quote: quoteLead(reading),
    category: 'Read',
    basis: 'R2',
    holds: true,
    facets: { sensitiveRead: 'private', ...facets },
  };
}

function isListed(word: Word, words: WordSet | undefined): boolean {
  return words !== undefined && among(word, words);
}

export const privateContent: Rule = {
  id: 'private-content',
  title: 'Private content is read',
  text: 'What comes back is what people put in: mail, messages, files, notes, records of customers, health, location or money, logs, rows of a database, values of a key-value store, a picture of a logged-in screen. How private a word is depends on the server: a comment in a tracker is, a comment on a public site is not. Schemas, names of resources, public data and documentation are not meant.',
  rubric: ['R2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb !== undefined && !among(verb, READING)) return NOTHING;
    const { core } = reading;
    if (unpublished(reading)) return [held(reading, 'what is not published yet is private', { untrustedIngest: false })];
    if (wasSent(reading)) return [held(reading, 'what was sent from here is private, and of one’s own', { untrustedIngest: false })];
    if (isStored(reading)) return [held(reading, 'what is stored under a key is whatever was put in')];
    const holding = holdingOf(reading.server.domains);
    const first = reading.server.domains[0];
    if (verb && among(verb, WITHOUT_CONTENT)) return NOTHING;
    const whole = core && isFetchedWhole(core, verb) && inDomain(reading, 'tracker', 'docs', 'design', 'crm');
    const grade = whole ? 2 : core?.grade;
    if (!core || isOpen(reading, core.word) || isOneself(reading, core.word)) return NOTHING;
    const there =
      isListed(core.word, PRIVATE_THERE[holding]) ||
      (first === 'trading' && among(core.word, ON_AN_EXCHANGE)) ||
      (first === 'payments' && among(core.word, OF_PAYERS)) ||
      (first === 'crm' && among(core.word, OF_CUSTOMERS) && !inDomain(reading, 'websearch', 'reference'));
    if (!there && (grade === undefined || grade < 2)) return NOTHING;
    const plain =
      !core.aggregate &&
      !isListed(core.word, NAMED_ONLY[holding]) &&
      (there || (grade === 3 ? holding !== 'open' || among(core.word, PLAIN) : holding === 'local' || holding === 'work'));
    return [
      {
        rule: 'private-content',
        force: 'argument',
        saw: plain ? `"${core.word.lemma}" is not public, and can hold private data` : `"${core.word.lemma}" may hold private content`,
        quote: quoteLead(reading),
        category: 'Read',
        basis: plain ? 'R2' : undefined,
        ...(first === 'payments' && among(core.word, OF_PAYERS) && { holds: true }),
        facets: plain ? { sensitiveRead: 'private' } : {},
      },
    ];
  },
};
