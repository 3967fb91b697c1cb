/** Small questions that many rules ask of words, parameters and sentences. */
import type { Domain } from './domains.ts';
import { verbsOf, type WordSet, wordOf, wordSet } from './lexicon.ts';
import type { Param, Reading, VerbClass, Word } from './types.ts';

/** Whether the word's base form is in the set. */
export function among(word: Word | undefined, { at, bit }: WordSet): boolean {
  return word !== undefined && ((word.sets[at] as number) & bit) !== 0;
}

/** The first of the words whose base form is in the set; of the first `most` words, where that is given. */
export function hasLemma(words: readonly Word[], { at, bit }: WordSet, most = words.length): Word | undefined {
  const until = Math.min(most, words.length);
  for (let next = 0; next < until; next++) {
    const word = words[next] as Word;
    if (((word.sets[at] as number) & bit) !== 0) return word;
  }
  return undefined;
}

/** Classes of verbs as a set of all their verbs. */
export function verbs(classes: string): WordSet {
  return wordSet(classes.split(' ').flatMap((kind) => verbsOf(kind as VerbClass)));
}

/** Verbs that change nothing: to look, to work out, to wait. */
export const READING = verbs('get search inspect compute think wait');

/** "Delete", "deletes": what is done; not "deleted" nor "deleting". */
export function isPredicate({ text, lemma }: Word): boolean {
  return text === lemma || text.endsWith('s');
}

/** Whether some word of each has the same base form. */
export function shares(words: readonly Word[], others: readonly Word[]): boolean {
  return words.some((word) => others.some(({ lemma }) => lemma === word.lemma));
}

/** Whether any word of the name is one of these. */
export function inName(reading: Reading, lemmas: WordSet): boolean {
  return hasLemma(reading.name.bare, lemmas) !== undefined;
}

/** Whether any word of the name or of what the lead's verb acts on is one of these. */
export function inObject(reading: Reading, lemmas: WordSet): Word | undefined {
  return hasLemma(reading.name.bare, lemmas) ?? hasLemma(reading.leadObject, lemmas);
}

/** What a parameter is called that takes a path. */
export const PATHS = set('path file filename filepath dir directory folder');

/** Whether the caller writes any text of his own into the parameter, or a list of such: no choice, and no field of an object. */
export function takesText({ type, enum: choices, depth }: Param): boolean {
  return depth === 0 && choices.length === 0 && (type === 'string' || type === 'array' || type === '');
}

/** What things are listed by, or plainly called in a list. */
const LISTED_BY = set(
  'id uuid guid key name number ref path file url uri item entry record row node object entity email address title handle username input delete',
);

/** What is put into a statement, and no things: `query_parameters`. */
const VALUES = set('parameter param argument');

/** The parameter that lists the things acted on: `ids`, or `page_ids` of pages; not what each of them is given (`labels` of an issue). */
export function listOf({ params, name, core }: Reading): Param | undefined {
  return params.find(({ depth, type, words }) => {
    const last = words.at(-1);
    if (depth > 0 || type !== 'array' || !last?.text.endsWith('s') || among(last, VALUES)) return false;
    const named = words.some(({ lemma }) => lemma === core?.word.lemma || name.object.some((thing) => thing.lemma === lemma));
    return named || words.every((word) => among(word, LISTED_BY));
  });
}

export function inDomain({ server }: Reading, ...domains: Domain[]): boolean {
  return holdsAny(server.domains, server.domains.length, domains);
}

/** How many of a server's domains, strongest first, it is chiefly of. */
const CHIEF = 2;

/** The same of the strongest alone: a third is often no more than a word that a few tools share. */
export function isChiefly({ server }: Reading, ...domains: Domain[]): boolean {
  return holdsAny(server.domains, CHIEF, domains);
}

function holdsAny(held: readonly Domain[], most: number, domains: readonly Domain[]): boolean {
  const until = Math.min(most, held.length);
  for (let at = 0; at < until; at++) for (let next = 0; next < domains.length; next++) if (held[at] === domains[next]) return true;
  return false;
}

/** Words as a set that {@link hasLemma} and {@link phraseAt} ask for by a bit. Throws at one that is no base form, since it is never met. */
export function set(words: string): WordSet {
  const list = words.split(' ');
  for (const text of list) {
    const { lemma } = wordOf(text);
    if (lemma !== text && !list.includes(lemma)) throw new Error(`"${text}" is met as "${lemma}"`);
  }
  return wordSet(list);
}

/** Words as they are spelled: a set that {@link isSpelled} asks for. */
export interface TextSet {
  texts: ReadonlySet<string>;
  /** Their base forms: a word with another one is asked for by a bit alone. */
  lemmas: WordSet;
}

export function texts(words: string): TextSet {
  const list = words.split(' ');
  return { texts: new Set(list), lemmas: wordSet(list.map((text) => wordOf(text).lemma)) };
}

/** Whether the word is one of these as it is spelled. */
export function isSpelled(word: Word | undefined, { texts, lemmas }: TextSet): boolean {
  return word !== undefined && among(word, lemmas) && texts.has(word.text);
}

/** A phrase goes on within so many words. */
const GAP = 4;

/** Where the phrase begins, or -1: a word of each set in turn, each soon after the one before; within the first `most` words, where that is given. */
export function phraseAt(words: readonly Word[], together: readonly WordSet[], most = words.length): number {
  const first = together[0];
  if (!first) return -1;
  const end = Math.min(most, words.length);
  for (let at = 0; at < end; at++) if (among(words[at], first) && goesOn(words, at + 1, end, together)) return at;
  return -1;
}

function goesOn(words: readonly Word[], start: number, end: number, together: readonly WordSet[]): boolean {
  let from = start;
  for (let part = 1; part < together.length; part++) {
    const sought = together[part] as WordSet;
    const until = Math.min(end, from + GAP);
    let next = from;
    while (next < until && !among(words[next], sought)) next++;
    if (next === until) return false;
    from = next + 1;
  }
  return true;
}

const NEGATIONS = new Set('not no never without cannot don doesn won nor neither isn aren'.split(' '));

/** Whether the word at `at` is negated: a negation within the three words before it. */
export function negated(words: readonly Word[], at: number): boolean {
  for (let before = Math.max(0, at - 3); before < at; before++) if (NEGATIONS.has(words[before]?.text ?? '')) return true;
  return false;
}
