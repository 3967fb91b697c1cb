/** Small questions that many rules ask of words, parameters and sentences. */
import type { Domain } from './domains.ts';
import type { Reading, VerbClass, Word } from './types.ts';

export function hasLemma(words: readonly Word[], lemmas: ReadonlySet<string>): Word | undefined {
  for (const word of words) if (lemmas.has(word.lemma)) return word;
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
export function inName(reading: Reading, lemmas: ReadonlySet<string>): boolean {
  return hasLemma(reading.name.bare, lemmas) !== undefined;
}

/** Whether any word of the name or of what the lead's verb acts on is one of these. */
export function inObject(reading: Reading, lemmas: ReadonlySet<string>): Word | undefined {
  return hasLemma(reading.name.bare, lemmas) ?? hasLemma(reading.leadObject, lemmas);
}

export function inDomain(reading: Reading, ...domains: Domain[]): boolean {
  return reading.server.domains.some((domain) => domains.includes(domain));
}

/** Words as a set. */
export function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** Where the phrase begins, or -1. */
export function phraseAt(words: readonly Word[], together: readonly ReadonlySet<string>[]): number {
  const [first, ...rest] = together;
  if (!first) return -1;
  for (let at = 0; at < words.length; at++) {
    if (!first.has(words[at]?.lemma ?? '')) continue;
    let from = at + 1;
    const all = rest.every((set) => {
      for (let next = from; next < Math.min(words.length, from + 4); next++) {
        if (set.has(words[next]?.lemma ?? '')) {
          from = next + 1;
          return true;
        }
      }
      return false;
    });
    if (all) return at;
  }
  return -1;
}

const NEGATIONS = new Set('not no never without cannot don doesn won nor neither isn aren'.split(' '));

/** Whether the word at `at` is negated: a negation within the three words before it. */
export function negated(words: readonly Word[], at: number): boolean {
  for (let before = Math.max(0, at - 3); before < at; before++) if (NEGATIONS.has(words[before]?.text ?? '')) return true;
  return false;
}
