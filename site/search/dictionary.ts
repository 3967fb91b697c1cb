/**
 * The dictionary files: each a stretch of the sorted words. A word's short posting lists stand inside; of a long one the
 * dictionary holds where its parts are. The most frequent words stand in `top` as well, for prefixes and typing errors.
 */

import type { Put } from './build.ts';
import { newWriter, type Writer, writeWord } from './bytes.ts';
import { FIELDS, NAME } from './layout.ts';
import { compare } from './order.ts';
import { encodePostings, type Postings } from './postings.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Bytes before they are deflated, which halves them or better. */
const BLOCK = 7000;
const INSIDE = 500;
const PART = 6000;
const TOP_WORDS = 4096;

/** Returns for each file what its words do not sort before, and those of earlier files do. */
export function writeDictionary(vocabulary: Vocabulary, put: Put): string[] {
  const sorted = vocabulary.words.map((word, id) => ({ word, id })).sort((a, b) => compare(a.word, b.word));
  const blocks: string[] = [];
  const writer = newWriter();
  let parts = 0;
  let before = '';
  const putPart = (bytes: Uint8Array): number => {
    put(`p${parts}`, bytes);
    return parts++;
  };
  for (const { word, id } of sorted) {
    if (writer.length() === 0) {
      blocks.push(shortest(before, word));
      before = '';
    }
    writeWord(writer, before, word);
    before = word;
    const lists = FIELDS.map((_, field) => postingsOf(vocabulary, field, id));
    writer.int(lists.reduce((mask, { starts }, field) => mask | (starts.length > 0 ? 1 << field : 0), 0));
    for (const list of lists) if (list.starts.length > 0) writeList(writer, list, putPart);
    if (writer.length() > BLOCK) put(`d${blocks.length - 1}`, writer.take());
  }
  if (writer.length() > 0) put(`d${blocks.length - 1}`, writer.take());
  put('top', topWords(vocabulary, sorted));
  return blocks;
}

/** As much of `word` as tells it from the word before. */
function shortest(before: string, word: string): string {
  let shared = 0;
  while (shared < word.length && before[shared] === word[shared]) shared++;
  return word.slice(0, shared + 1);
}

/** The runs of a word. In names a run is a name; elsewhere runs that touch are one. */
function postingsOf({ runs }: Vocabulary, field: number, word: number): Postings {
  const pairs = runs(field, word);
  const starts: number[] = [];
  const lengths: number[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const [start, length] = [pairs[i] as number, pairs[i + 1] as number];
    const last = starts.length - 1;
    if (field !== NAME && last >= 0 && (starts[last] as number) + (lengths[last] as number) === start) {
      lengths[last] = (lengths[last] as number) + length;
    } else {
      starts.push(start);
      lengths.push(length);
    }
  }
  return { starts: Uint32Array.from(starts), lengths: Uint32Array.from(lengths) };
}

/** Documents, then the list itself by its length, or 0 and its parts: how many, the first's number, the first document of each. */
function writeList(writer: Writer, list: Postings, putPart: (bytes: Uint8Array) => number): void {
  writer.int(list.lengths.reduce((sum, length) => sum + length, 0));
  const whole = encodePostings(list);
  if (whole.length <= INSIDE) {
    writer.int(whole.length);
    writer.bytes(whole);
    return;
  }
  const parts = Math.ceil(whole.length / PART);
  const runs = Math.ceil(list.starts.length / parts);
  writer.int(0);
  writer.int(Math.ceil(list.starts.length / runs));
  let before = 0;
  for (let from = 0; from < list.starts.length; from += runs) {
    const number = putPart(encodePostings(list, from, Math.min(from + runs, list.starts.length)));
    if (from === 0) writer.int(number);
    const first = list.starts[from] as number;
    writer.int(first - before);
    before = first;
  }
}

/** The words of most names, sorted, each with the logarithm of how many names and servers have it. */
function topWords(vocabulary: Vocabulary, sorted: { word: string; id: number }[]): Uint8Array {
  const spoken = sorted
    .filter(({ word }) => !/^[=#]/.test(word))
    .map((each) => ({ ...each, names: vocabulary.runs(NAME, each.id).length / 2 }));
  const top = new Set([...spoken].sort((a, b) => b.names - a.names || compare(a.word, b.word)).slice(0, TOP_WORDS));
  const writer = newWriter();
  let before = '';
  for (const each of spoken) {
    if (!top.has(each)) continue;
    writeWord(writer, before, each.word);
    writer.int(Math.ceil(Math.log2(each.names + 1) * 8));
    before = each.word;
  }
  return writer.take();
}
