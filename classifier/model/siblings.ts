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

/** A word, and in how many names it stands. */
interface Counted {
  one: Word;
  count: number;
}

/** The most frequent words of the siblings' names; of equally frequent ones those that come first in the alphabet. */
export function wordsOfSiblings(siblings: readonly (readonly Word[])[]): SiblingWord[] {
  const until = Math.min(SIBLINGS, siblings.length);
  const counted = new Map<Word, Counted>();
  for (let name = 0; name < until; name++) {
    const words = siblings[name] as readonly Word[];
    for (let at = 0; at < words.length; at++) {
      const one = words[at] as Word;
      if (words.indexOf(one) !== at) continue;
      const before = counted.get(one);
      if (before) before.count++;
      else counted.set(one, { one, count: 1 });
    }
  }
  return [...counted.values()]
    .sort(oftenFirst)
    .slice(0, SIBLING_WORDS)
    .map(({ one, count }) => ({ one, share: count / until }));
}

function oftenFirst(a: Counted, b: Counted): number {
  return b.count - a.count || (a.one.text < b.one.text ? -1 : 1);
}
