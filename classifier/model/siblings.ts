/** What the other tools of a server are called, as words. */
import type { Word } from '../reading/types.ts';

/** So many siblings are read, and so many words of them weighed. */
const SIBLINGS = 300;
const SIBLING_WORDS = 160;

/** A word of the siblings' names, and in what share of them it stands. */
interface SiblingWord {
  one: Word;
  share: number;
}

/** The most frequent words of the siblings' names; of equally frequent ones those that come first in the alphabet. */
export function wordsOfSiblings(siblings: readonly (readonly Word[])[]): SiblingWord[] {
  const names = siblings.slice(0, SIBLINGS);
  const counts = new Map<Word, number>();
  for (const words of names)
    for (let at = 0; at < words.length; at++) {
      const one = words[at] as Word;
      if (words.indexOf(one) === at) counts.set(one, (counts.get(one) ?? 0) + 1);
    }
  return [...counts]
    .sort(([a, often], [b, seldom]) => seldom - often || (a.text < b.text ? -1 : 1))
    .slice(0, SIBLING_WORDS)
    .map(([one, count]) => ({ one, share: count / names.length }));
}
