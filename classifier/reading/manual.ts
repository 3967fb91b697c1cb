/** Documentation of what the server itself is of: its makers wrote it, and it lies where they put it. */
import { among, hasLemma, isSpelled, set, texts } from './look.ts';
import type { Reading, Word } from './types.ts';
import { nameWords } from './words.ts';

const MANUAL = texts('docs documentation');
/** What stands between a product and its documentation: "the official Example framework docs". */
const BETWEEN = set('official api framework full guide learn developer service reference');
const BETWEEN_AT_MOST = 2;
/** Where it lies anywhere, anybody may have written it. */
const ELSEWHERE = set('external github repository package library third');
/** In names of servers, though no product is called so. */
const COMMON = set('mcp server api tool agent ai google office notion feishu lark document documentation file search get the');

/** "Search the Example documentation" on the server `example-docs`. */
export function ofOwnManual({ name, lead, context }: Reading): boolean {
  const said = lead?.words ?? [];
  if (hasLemma(name.bare, ELSEWHERE) || hasLemma(said, ELSEWHERE)) return false;
  return isOfOne(said, context.server) || isOfOne(name.words, context.server);
}

function isOfOne(words: readonly Word[], server: string): boolean {
  return words.some((word, at) => {
    if (!isSpelled(word, MANUAL)) return false;
    let before = at - 1;
    while (before > 0 && at - before <= BETWEEN_AT_MOST && among(words[before], BETWEEN)) before--;
    const product = words[before];
    return product !== undefined && !among(product, COMMON) && nameWords(server).some(({ lemma }) => lemma === product.lemma);
  });
}
