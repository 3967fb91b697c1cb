import { cue } from '../reading/cues.ts';
import type { WordSet } from '../reading/lexicon.ts';
import { among, hasLemma, negated, phraseAt, set } from '../reading/look.ts';
import { quoteLead, quoteSentence } from '../reading/quote.ts';
import type { Reading, Sentence, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const QUERYING = set('query sql cypher select statement mysql postgre postgresql');
const READ = set('read');
const READONLY = set('readonly');
const REFUSING = set('fail reject block refuse disallow');
const WRITING = set('dml ddl insert update write modification mutation');
/** Kinds of statements that write. */
const WRITES = set('dml ddl');
/** The four of a table, adding, removing and changing among them. */
const CHANGING_TOO = /增删改/;
const SUPPORTING = set('support');
const SAID_WITHIN = 12;
const ONLY = set('only');
const DATA = set('access sql query database connection postgresql postgre mysql sqlite transaction querying data');
const QUERY = set('query sql cypher transaction statement select connection aggregation queries graphql bigquery operation access');
const ALLOWED = set('allow permit support execute accept can be');

/** "fails if the query exceeds 1 GB or contains DML", "supports all DML statements". */
function saysOfWrites(words: readonly Word[], verb: WordSet): boolean {
  const at = words.findIndex((word) => among(word, verb));
  return at >= 0 && !negated(words, at) && hasLemma(words.slice(at + 1, at + SAID_WITHIN), WRITES) !== undefined;
}

/** Whether a query is run, and not built, checked or told about. */
function queries({ mainVerb, name }: Reading): boolean {
  return mainVerb?.verb === 'run' || mainVerb?.verb === 'search' || (mainVerb?.verb === 'get' && among(name.head, QUERYING)) || !mainVerb;
}

/** What stands elsewhere of reading is then one of several ways. */
function writesToo({ description, sentences }: Reading): boolean {
  return CHANGING_TOO.test(description) || sentences.some(({ words }) => saysOfWrites(words, SUPPORTING));
}

/** "read-only SQL query", "in a read-only transaction". */
function enforced(words: readonly Word[]): boolean {
  if (phraseAt(words, [READONLY, QUERY]) >= 0 || phraseAt(words, [REFUSING, WRITING]) >= 0 || saysOfWrites(words, REFUSING)) return true;
  const at = phraseAt(words, [READ, ONLY, QUERY]);
  return (at >= 0 && !negated(words, at) && words[at + 1]?.text === 'only') || onlySelect(words);
}

/** "only SELECT … allowed", "must be a SELECT"; a sentence that only names the label does not. */
function onlySelect(words: readonly Word[]): boolean {
  const at = words.findIndex((word) => word.text === 'only');
  if (at < 0) return false;
  const selects = words.slice(Math.max(0, at - 6), at + 8).some((word) => word.text === 'select');
  return selects && (words.some((word) => among(word, ALLOWED)) || words[at + 1]?.text === 'select' || words[at - 1]?.text === 'select');
}

/** "Run SQL queries against the database (READ-ONLY)": what is run is marked so, where it is told. */
const MARK = /\(read[- ]only\)[\s.]*$/i;

function isMarked({ start, end, words }: Sentence, description: string): boolean {
  return hasLemma(words, QUERYING) !== undefined && MARK.test(description.slice(start, end));
}

const CONDITION = set('if');
const CONDITION_WITHIN = 14;

/** "Provides read-only access", and not "if you only need to read, assign a user with read-only access": that is left to the operator. */
function stands(server: readonly Word[]): boolean {
  const at = phraseAt(server, [READ, ONLY, DATA]);
  return at >= 0 && hasLemma(server.slice(Math.max(0, at - CONDITION_WITHIN), at), CONDITION) === undefined;
}

export const readOnlyQuery: Rule = {
  id: 'read-only-query',
  title: 'A query that may only read',
  text: 'The definition says of its queries that only reading ones are possible: read-only transactions, only SELECT allowed, a read-only connection. Then a query language over a datastore is left, which reads much but changes nothing. "This tool is read-only" alone is a claim about a label and does not count; the statement must be about the query, the transaction or the access, and nothing beside it may say that statements that write are supported.',
  rubric: ['R4'],
  check(reading): readonly Finding[] {
    const { lead } = reading;
    if (!hasLemma(reading.name.bare, QUERYING) && !(lead && hasLemma(lead.words, QUERYING, 14))) return NOTHING;
    const selects = (reading.cues & cue('readonly')) === 0 ? undefined : reading.sentences.find((one) => onlySelect(one.words));
    const sentence = lead && (enforced(lead.words) || isMarked(lead, reading.description)) ? lead : selects;
    const server = !sentence && queries(reading) && stands(reading.server.words);
    if ((!sentence && !server) || writesToo(reading)) return NOTHING;
    return [
      {
        rule: 'read-only-query',
        force: 'exception',
        lifts: ['sql-statement'],
        saw: server ? 'the server states that its access is read-only' : 'its queries are stated to be read-only',
        quote: sentence ? quoteSentence(reading, sentence) : quoteLead(reading),
        category: 'Read',
        basis: 'R4',
        facets: { exec: 'none', sensitiveRead: 'private' },
      },
    ];
  },
};
