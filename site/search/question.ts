/** From what is typed to words of the dictionary: spellings, plurals, beginnings, typing errors. */
import { splitWord } from './compounds.ts';
import type { Entry, Files, List, TopWord } from './files.ts';
import { allowedErrors, errorsBetween } from './typing.ts';
import { nameWords, otherNumbers, runsOf, textWords, WEAK } from './words.ts';

/** How far a word of the dictionary is from what was typed. */
export const EXACT = 0;
const OTHER_NUMBER = 1;
const BEGINNING = 2;
export const MISTYPED = 3;

export interface Term {
  word: string;
  distance: number;
  lists: (List | undefined)[];
}

/** One word that was asked for: any of its terms answers it. A weak word excludes nothing. */
export interface Asked {
  said: string;
  weak: boolean;
  terms: Term[];
}

const MOST_BEGINNINGS = 5;
/** Dictionary files fetched only for beginnings of a word. */
const MOST_EXTRA_BLOCKS = 2;
const MOST_CORRECTIONS = 3;
const MOST_WORDS = 8;

/** The words of a text. The last is still being typed unless something follows it. With `guess`, typing errors are mended in every word. */
export async function askedWords(files: Files, text: string, guess: boolean): Promise<Asked[]> {
  const top = await files.top();
  const all = runsOf(text).slice(0, MOST_WORDS);
  const unfinished = /[\p{L}\p{N}]$/u.test(text.normalize('NFKC'));
  // The first letter of a further word tells nothing yet, but would fetch much.
  const begun = unfinished && all.length > 1 && /^[a-z]$/i.test(all.at(-1) ?? '');
  const runs = begun ? all.slice(0, -1) : all;
  const open = unfinished && !begun;
  const said = (await Promise.all(runs.map((run, i) => spelling(files, top, run, open && i === runs.length - 1))))
    .flat()
    .slice(0, MOST_WORDS);
  const asked = await Promise.all(said.map((word, i) => termsOf(files, top, word, open && i === said.length - 1, guess)));
  return asked.some((each) => !each.weak) ? asked : asked.map((each) => ({ ...each, weak: false }));
}

export async function exactTerm(files: Files, word: string): Promise<Term | undefined> {
  const entry = (await files.block(blockOf(files.meta.blocks, word))).find((each) => each.word === word);
  return entry && { word, distance: EXACT, lists: entry.lists };
}

/** One run of letters as one word or several: `GitHub` is one, `getIssue` and `searchfiles` are two. */
async function spelling(files: Files, top: TopWord[], run: string, open: boolean): Promise<string[]> {
  const words = textWords(run);
  const [word] = words;
  if (words.length !== 1 || word === undefined) return words;
  const parts = nameWords(run);
  const whole = weight((await exactTerm(files, word))?.lists);
  if (parts.length > 1) {
    const rarest = Math.min(...(await Promise.all(parts.map(async (part) => weight((await exactTerm(files, part))?.lists)))));
    return whole >= rarest && whole > 0 ? words : parts;
  }
  const names = new Map(top.map((each) => [each.word, each.names]));
  const beginnings = (start: string): number => Math.max(0, ...top.filter((each) => each.word.startsWith(start)).map((each) => each.names));
  if (whole === 0 && open && beginnings(word) > 0) return words;
  const split = splitWord(word, (part) => {
    if (part === word) return whole;
    return names.get(part) ?? (open && word.endsWith(part) ? beginnings(part) : 0);
  });
  return split.length > 0 ? split : words;
}

async function termsOf(files: Files, top: TopWord[], said: string, open: boolean, guess: boolean): Promise<Asked> {
  const { blocks } = files.meta;
  const near = await files.block(blockOf(blocks, said));
  const terms = new Map<string, Term>();
  const take = (entry: Entry | undefined, distance: number): void => {
    if (entry && !terms.has(entry.word)) terms.set(entry.word, { word: entry.word, distance, lists: entry.lists });
  };
  const fetchEntry = async (word: string): Promise<Entry | undefined> => {
    return (await files.block(blockOf(blocks, word))).find((each) => each.word === word);
  };
  take(
    near.find(({ word }) => word === said),
    EXACT,
  );
  for (const entry of await Promise.all(otherNumbers(said).map(fetchEntry))) take(entry, OTHER_NUMBER);
  if (open) for (const entry of await beginnings(files, top, near, said)) take(entry, BEGINNING);
  if (guess || terms.size === 0) {
    const corrections = correctionsOf(said, top, near, open).slice(0, MOST_CORRECTIONS);
    for (const entry of await Promise.all(corrections.map(fetchEntry))) take(entry, MISTYPED);
  }
  return { said, weak: WEAK.has(said), terms: [...terms.values()] };
}

/** The most frequent words that begin so: from the frequent words, and from the dictionary file where they would stand. */
async function beginnings(files: Files, top: TopWord[], near: Entry[], said: string): Promise<Entry[]> {
  const { blocks } = files.meta;
  const own = blockOf(blocks, said);
  const fetched = new Set<number>();
  const found: Entry[] = [];
  const frequent = top.filter(({ word }) => word.startsWith(said) && word !== said).sort((a, b) => b.names - a.names);
  for (const { word } of frequent.slice(0, MOST_BEGINNINGS)) {
    const block = blockOf(blocks, word);
    if (block !== own) fetched.add(block);
    if (fetched.size > MOST_EXTRA_BLOCKS) break;
    const entry = (await files.block(block)).find((each) => each.word === word);
    if (entry) found.push(entry);
  }
  const others = near.filter(({ word }) => word.startsWith(said) && word !== said).sort((a, b) => weight(b.lists) - weight(a.lists));
  return [...found, ...others].slice(0, MOST_BEGINNINGS);
}

/** The nearest words, the more frequent first. */
function correctionsOf(said: string, top: TopWord[], near: Entry[], open: boolean): string[] {
  const most = allowedErrors(said.length);
  if (most === 0) return [];
  const candidates = new Map(near.map(({ word, lists }) => [word, weight(lists)]));
  for (const { word, names } of top) candidates.set(word, names);
  const found = [...candidates].flatMap(([word, names]) => {
    if (word === said || /^[=#]/.test(word)) return [];
    const errors = errorsBetween(said, word, most, open);
    return errors <= most ? [{ word, errors, names }] : [];
  });
  return found.sort((a, b) => a.errors - b.errors || b.names - a.names).map(({ word }) => word);
}

/** The dictionary file in which a word would stand. */
function blockOf(blocks: readonly string[], word: string): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle] as string) <= word) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How much a word tells: documents, those named so counting most. */
function weight(lists: (List | undefined)[] | undefined): number {
  const [name, server, summary] = lists ?? [];
  return (name?.count ?? 0) + (server?.count ?? 0) / 4 + (summary?.count ?? 0) / 16;
}
