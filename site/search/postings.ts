/**
 * A posting list: which documents have a word, as runs of consecutive ids.
 * Tools of one name have consecutive ids, so a word of a name is few runs however many servers offer it.
 */
import { newReader, newWriter } from './bytes.ts';

/** Runs in ascending order that never touch a document twice. */
export interface Postings {
  starts: Uint32Array;
  lengths: Uint32Array;
}

/** Gaps between runs, each with a bit that says whether a length follows. `from`…`to` are indexes of runs. */
export function encodePostings({ starts, lengths }: Postings, from = 0, to = starts.length): Uint8Array<ArrayBuffer> {
  const writer = newWriter();
  let end = 0;
  for (let run = from; run < to; run++) {
    const start = starts[run] as number;
    const length = lengths[run] as number;
    writer.int(((start - end) << 1) | (length > 1 ? 1 : 0));
    if (length > 1) writer.int(length - 2);
    end = start + length;
  }
  return writer.take();
}

export function decodePostings(bytes: Uint8Array): Postings {
  const reader = newReader(bytes);
  const starts: number[] = [];
  const lengths: number[] = [];
  let end = 0;
  while (!reader.done()) {
    const head = reader.int();
    const start = end + (head >>> 1);
    const length = head & 1 ? reader.int() + 2 : 1;
    starts.push(start);
    lengths.push(length);
    end = start + length;
  }
  return { starts: Uint32Array.from(starts), lengths: Uint32Array.from(lengths) };
}
