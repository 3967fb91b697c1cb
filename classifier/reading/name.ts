/** The verb of a tool's name and what it acts on. */
import { isKnown } from './lexicon.ts';
import { among, isSpelled, set, texts, verbs } from './look.ts';
import type { NameReading, Word } from './types.ts';
import { ADVERBS, NOUNISH, PREPOSITIONS } from './verbs.ts';
import { nameWords } from './words.ts';

const BEFORE_VERB = texts(ADVERBS.join(' '));
const NOUNS_FIRST = texts(NOUNISH.join(' '));
/** Of these, the ones that nouns alone follow where they begin a name. */
const DOING = texts('post format trigger record process release build lock deposit stake swap trade schedule log email message tweet');
const SEEKING = verbs('search');
const PREPOSITION = texts(PREPOSITIONS.join(' '));
/** Verbs that only carry the next one: `confirm_delete_application`. */
const CARRYING = texts('confirm execute perform run request do force safe batch bulk handle apply call start try');
/** What follows one of these is not done: `simulate_transfer`. */
const TRYING = texts('preview simulate estimate');
/** What is dealt in, and what is done there: `swap_cancel_order`. */
const MARKETS = texts('swap trade stake');
const ON_MARKETS = texts('cancel close set open place amend');
/** What is done with a run, at the end of a name: `run_complete`. */
const ENDED = texts('complete finish close upsert');
/** What is done long, and is no dealing: `long_press_on_screen`. */
const PRESSED = texts('press tap click touch');
/** Verbs that stand last in names that begin with their object: `d1_database_delete`. */
const CLOSING = verbs(
  'get create add update delete remove cancel save toggle restore revoke grant clear deploy start run replace move state',
);
/** Verbs that names begin with as the name of a service. */
const FAMILIES = texts('compute deploy monitor search storage');
const RUN_THINGS = set('pipeline workflow job build');
const ASKING = texts('request ask apply');
const JOINERS = texts('and or');
const LOOKING = verbs('get search inspect compute');
const CHANGING = verbs('create add update save delete remove clear replace send publish move copy toggle archive merge deploy run start');
const MAKING = verbs('create add update save generate');
const RUNNING = verbs('run');
/** Of the interface, at the end of a name: `createDatabaseV1`. */
const VERSION = /^v\d$/;
/** So many words of a name are read. */
const NAME_READ = 24;

/** Reads a name; `prefix` is how many leading words all tools of the server share. */
export function readName(name: string, prefix: readonly string[]): NameReading {
  const words = nameWords(name.slice(0, 200)).slice(0, NAME_READ);
  const bare = withoutPrefix(words, prefix);
  const verbAt = changingOf(bare, findVerb(bare));
  const verb = verbAt < 0 ? undefined : bare[verbAt];
  const object = objectOf(bare, verbAt);
  return { words, bare, verb, verbAt, moreVerbs: joinedVerbs(bare, verbAt), object, head: object.at(-1), nouns: nounsOf(object) };
}

/** A name of words that are in no table, `blarg`, says nothing of what is done, nor of what to. */
export function isMute({ verb, bare }: NameReading): boolean {
  return verb === undefined && bare.every(({ lemma }) => !isKnown(lemma));
}

/** `get_or_create_label`, `insert_and_execute_cell`: of two verbs that are joined, the one that changes something, or runs it. */
function changingOf(words: readonly Word[], verbAt: number): number {
  const verb = words[verbAt];
  if (!verb) return verbAt;
  const worse = among(verb, LOOKING) ? CHANGING : among(verb, MAKING) ? RUNNING : undefined;
  if (!worse) return verbAt;
  const joined = words.findIndex(
    (word, at) => at > verbAt + 1 && isSpelled(words[at - 1], JOINERS) && among(word, worse) && !word.ambiguous && !isInflected(word),
  );
  return joined < 0 ? verbAt : joined;
}

function withoutPrefix(words: readonly Word[], prefix: readonly string[]): readonly Word[] {
  let at = 0;
  while (at < prefix.length && at < words.length - 1 && words[at]?.text === prefix[at]) at++;
  return at === 0 ? words : words.slice(at);
}

/**
 * Where the verb stands. First position wins for a plain verb; a word that is a noun as often yields to a plain verb in
 * last position (`d1_database_delete`, `list_create`); then the first plain verb anywhere before a preposition.
 */
function findVerb(words: readonly Word[]): number {
  let first = 0;
  while (first < words.length - 1 && isSpelled(words[first], BEFORE_VERB)) first++;
  const lead = isInflected(words[first]) ? undefined : words[first];
  // `do_alarm_set`: of a thing whose name is shortened to `do`.
  if (
    lead?.text === 'do' &&
    words.length > first + 2 &&
    !words[first + 1]?.verb &&
    words.at(-1)?.verb &&
    prepositionIn(words, first + 1) < 0
  )
    return words.length - 1;
  // `preview_transaction_create`: what would come of it.
  if (lead && isSpelled(lead, TRYING) && words.length > first + 1) return first;
  // `request_to_join_community`: what is asked for is done.
  if (lead && isSpelled(lead, ASKING) && words[first + 1]?.text === 'to' && words[first + 2]?.verb) return first + 2;
  // `mark_all_as_read`, `run_rollback_pipeline`: what stands behind says how, or what.
  if (lead && words.length > first + 1 && (lead.text === 'mark' || (lead.text === 'run' && among(words.at(-1), RUN_THINGS)))) return first;
  if (lead && isSpelled(lead, CARRYING) && isPlain(words[first + 1])) return first + 1;
  if (lead?.text === 'run' && isSpelled(words[first + 1], ENDED) && words.length === first + 2) return first + 1;
  if (lead?.text === 'long' && isSpelled(words[first + 1], PRESSED)) return first + 1;
  if (lead && isSpelled(lead, MARKETS) && words.length > first + 2) {
    const next = words[first + 1]?.text === 'batch' ? first + 2 : first + 1;
    if (isSpelled(words[next], ON_MARKETS)) return next;
  }
  // `compute_disk_update`, `deploy_plan_get`: a family of tools, and what this one does.
  if (lead && isSpelled(lead, FAMILIES) && words.length > first + 2 && isClosing(words.at(-1)) && prepositionIn(words, first + 1) < 0)
    return words.length - 1;
  if (lead?.verb && !lead.ambiguous) return first;
  let stop = prepositionIn(words, first + 1);
  if (stop < 0) stop = words.length;
  const last = words[stop - 1];
  if (stop - 1 > first && isClosing(last)) return stop - 1;
  const plain = firstOf(words, first + 1, stop, isPlain);
  const other = firstOf(words, first + 1, stop, isOther);
  if (lead && isSpelled(lead, NOUNS_FIRST)) {
    if (plain >= 0) return plain;
    // `API-post-search`: the method of HTTP, and what is done.
    if (other >= 0 && (!isSpelled(lead, DOING) || (lead.text === 'post' && among(words[other], SEEKING)))) return other;
  }
  if (lead?.verb) return first;
  // `wfp_list_dispatch_namespaces`: what is listed may be called by a verb.
  if (plain > first + 1 && plain < stop - 1 && words[plain - 1]?.text === 'list') return plain - 1;
  if (plain >= 0) return plain;
  return stop - 1 > first && isOther(last) ? stop - 1 : other;
}

function prepositionIn(words: readonly Word[], from: number): number {
  return words.findIndex((word, at) => at >= from && isSpelled(word, PREPOSITION));
}

/** Whether it may close a name that begins with its object. */
function isClosing(word: Word | undefined): boolean {
  return among(word, CLOSING) && isPlain(word);
}

/** A verb, and no noun. */
function isPlain(word: Word | undefined): boolean {
  return word?.verb !== undefined && !word.ambiguous && !isInflected(word);
}

/** A verb that is no noun first of all. */
function isOther(word: Word | undefined): boolean {
  return word?.verb !== undefined && !isInflected(word) && !isSpelled(word, NOUNS_FIRST);
}

function firstOf(words: readonly Word[], from: number, stop: number, is: (word: Word | undefined) => boolean): number {
  for (let at = from; at < stop; at++) if (is(words[at])) return at;
  return -1;
}

/** Verbs of names stand in their base form; plurals, participles and gerunds there are nouns and adjectives. */
function isInflected(word: Word | undefined): boolean {
  return word !== undefined && word.text !== word.lemma && /(?:s|ing|ed)$/.test(word.text) && word.text.startsWith(word.lemma.slice(0, 2));
}

function objectOf(words: readonly Word[], verbAt: number): Word[] {
  const after: Word[] = [];
  for (let at = verbAt + 1; at < words.length; at++) {
    const word = words[at] as Word;
    if (isSpelled(word, JOINERS) || (word.verb && isSpelled(words[at - 1], JOINERS))) continue;
    if (isSpelled(word, PREPOSITION)) break;
    if (at === words.length - 1 && after.length > 0 && VERSION.test(word.text)) break;
    after.push(word);
  }
  return after.length > 0 || verbAt <= 0 ? after : words.slice(0, verbAt).filter((word) => !isSpelled(word, BEFORE_VERB));
}

function joinedVerbs(words: readonly Word[], verbAt: number): Word[] {
  return words.filter((word, at) => at > 0 && at !== verbAt && word.verb !== undefined && isSpelled(words[at - 1], JOINERS));
}

/** Noun classes of several words together. */
export function nounsOf(words: readonly Word[]): number {
  let nouns = 0;
  for (const word of words) nouns |= word.nouns;
  return nouns;
}
