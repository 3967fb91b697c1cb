/** Small questions that many rules ask of words, parameters and sentences. */
import type { Domain } from './domains.ts';
import { type WordSet, wordSet } from './lexicon.ts';
import type { Reading, VerbClass, Word } from './types.ts';

/** The first of the words whose base form is in the set. */
export function hasLemma(words: readonly Word[], { at, bit }: WordSet): Word | undefined {
  for (let next = 0; next < words.length; next++) {
    const word = words[next] as Word;
    if (((word.sets[at] as number) & bit) !== 0) return word;
  }
  return undefined;
}

/** The verb the rules go by: the name's, or the one the description opens with where the name's is a noun as often. */
export function mainVerb({ name, leadVerb }: Reading): Word | undefined {
  if (name.verb && !name.verb.ambiguous) return name.verb;
  // Names made from HTTP methods (`post_profile__id__web`) say less than their description.
  if (leadVerb && name.verbAt === 0 && METHODS.has(name.verb?.text ?? '')) return leadVerb;
  return leadVerb && !leadVerb.ambiguous ? leadVerb : (name.verb ?? leadVerb);
}

const METHODS = new Set(['post', 'put', 'patch']);

export function verbIs(word: Word | undefined, kinds: ReadonlySet<VerbClass>): boolean {
  return word?.verb !== undefined && kinds.has(word.verb);
}

/** Whether any word of the name is one of these. */
export function inName(reading: Reading, lemmas: WordSet): boolean {
  return hasLemma(reading.name.bare, lemmas) !== undefined;
}

/** Whether any word of the name or of what the lead's verb acts on is one of these. */
export function inObject(reading: Reading, lemmas: WordSet): Word | undefined {
  return hasLemma(reading.name.bare, lemmas) ?? hasLemma(reading.leadObject, lemmas);
}

export function inDomain(reading: Reading, ...domains: Domain[]): boolean {
  for (const domain of reading.server.domains) for (const asked of domains) if (domain === asked) return true;
  return false;
}

/** Words as a set that {@link hasLemma} and {@link phraseAt} ask for by a bit. */
export function set(words: string): WordSet {
  return wordSet(words.split(' '));
}

/** A phrase goes on within so many words. */
const GAP = 4;

/** Where the phrase begins, or -1: a word of each set in turn, each soon after the one before. */
export function phraseAt(words: readonly Word[], together: readonly WordSet[]): number {
  const first = together[0];
  if (!first) return -1;
  for (let at = 0; at < words.length; at++)
    if (((words[at]?.sets[first.at] ?? 0) & first.bit) !== 0 && goesOn(words, at + 1, together)) return at;
  return -1;
}

function goesOn(words: readonly Word[], start: number, together: readonly WordSet[]): boolean {
  let from = start;
  for (let part = 1; part < together.length; part++) {
    const { at, bit } = together[part] as WordSet;
    const until = Math.min(words.length, from + GAP);
    let next = from;
    while (next < until && ((words[next]?.sets[at] ?? 0) & bit) === 0) next++;
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
