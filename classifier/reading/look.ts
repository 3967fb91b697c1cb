/** Small questions that many rules ask of words, parameters and sentences. */
import type { Domain } from './domains.ts';
import { bit, type NounClass } from './nouns.ts';
import type { Param, Reading, Sentence, VerbClass, Word } from './types.ts';

export function anyNoun(words: readonly Word[], bits: number): Word | undefined {
  for (const word of words) if ((word.nouns & bits) !== 0) return word;
  return undefined;
}

/** Bits of several noun classes together. */
export function bits(...names: NounClass[]): number {
  return names.reduce((all, name) => all | bit(name), 0);
}

export function hasLemma(words: readonly Word[], lemmas: ReadonlySet<string>): Word | undefined {
  for (const word of words) if (lemmas.has(word.lemma)) return word;
  return undefined;
}

/** First parameter with a word of the set in its name. */
export function paramNamed(reading: Reading, lemmas: ReadonlySet<string>): Param | undefined {
  for (const param of reading.params) if (hasLemma(param.words, lemmas)) return param;
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

/** Whether the object of the name, or of the lead's verb, is of one of these kinds. */
export function hasNoun(reading: Reading, kinds: number): boolean {
  return (reading.name.nouns & kinds) !== 0 || (reading.leadNouns & kinds) !== 0;
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

/** Whether any sentence outside asides holds all of `together` in order, each within four words of the one before. */
export function findPhrase(sentences: readonly Sentence[], together: readonly ReadonlySet<string>[]): Sentence | undefined {
  return sentences.find((sentence) => phraseAt(sentence.words, together) >= 0);
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
