/**
 * Kinds of words: words that stand in the same places in definitions are of one kind (`tweet` and `toot`), so that what is
 * learned of one helps with another that no label speaks of. Two grains; made by learn-kinds.ts from definitions without labels.
 */
import { readFileSync } from 'node:fs';
import type { Kind, Word } from '../reading/types.ts';

/** Where the kinds lie. */
export const KINDS = new URL('./kinds.json', import.meta.url);

/** What stands in kinds.json: the words of each kind, by grain. */
export interface KindsFile {
  coarse: string[];
  fine: string[];
}

const file: KindsFile = JSON.parse(readFileSync(KINDS, 'utf8'));
const kinds = new Map<string, Kind>();
for (const grain of ['coarse', 'fine'] as const) {
  file[grain].forEach((words, at) => {
    for (const word of words.split(' ')) {
      const kind = kinds.get(word) ?? { coarse: 0, fine: 0 };
      kind[grain] = at + 1;
      kinds.set(word, kind);
    }
  });
}

const UNKNOWN: Kind = { coarse: 0, fine: 0 };

/** Zeros where the word was not seen often enough. */
export function kindOf(word: Word): Kind {
  word.kind ??= kinds.get(word.lemma) ?? UNKNOWN;
  return word.kind;
}
