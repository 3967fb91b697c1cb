/**
 * Names are written together and apart: `searchfiles`, `search_files`; `searchGitHub`, `search_github`. What is one word and
 * what is two is learnt from the catalogue itself, so that each spelling is found by the other.
 */
import type { NameKey } from './collect.ts';

const SHORTEST_PART = 3;
/** A word is two words if each of them is so many times more frequent. */
const FACTOR = 20;
/** Two words are also one if so many names have it as one. */
const KNOWN = 3;

/** For the index of a key: its words, and those it would have if it were spelt the other way. */
export function compounds(keys: readonly NameKey[]): (key: number) => string[] {
  const frequency = new Map<string, number>();
  for (const { words } of keys) for (const word of new Set(words)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const frequent = (word: string): number => frequency.get(word) ?? 0;
  const splits = new Map<string, string[]>();
  const split = (word: string): string[] => {
    const known = splits.get(word);
    if (known) return known;
    const parts = splitWord(word, frequent);
    splits.set(word, parts);
    return parts;
  };
  return (key) => {
    const words = keys[key]?.words ?? [];
    const joined = words.slice(1).flatMap((word, i) => (frequent(`${words[i]}${word}`) >= KNOWN ? [`${words[i]}${word}`] : []));
    return [...words, ...joined, ...words.flatMap(split)];
  };
}

/** The two words that `word` is made of, or none: the split whose rarer half is most frequent. */
export function splitWord(word: string, frequent: (word: string) => number): string[] {
  let best: string[] = [];
  let most = frequent(word) * FACTOR;
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
    const parts = [word.slice(0, at), word.slice(at)];
    const rarer = Math.min(...parts.map(frequent));
    if (rarer > most) {
      most = rarer;
      best = parts;
    }
  }
  return best;
}
