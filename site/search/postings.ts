/**
 * A posting list: which documents have a word, as runs of consecutive ids, with one facet byte a document.
 * Tools of one name have consecutive ids, so a word of a name is few runs however many servers offer it.
 */
import { newReader, newWriter } from './bytes.ts';

/** Runs in ascending order that never touch a document twice; `facets` holds the runs' documents one after the other. */
export interface Postings {
  starts: Uint32Array;
  lengths: Uint32Array;
  facets: Uint8Array;
}

/** Gaps between runs, each with a bit that says whether a length follows; then the facets. `from`…`to` are indexes of runs. */
export function encodePostings(
  { starts, lengths, facets }: Postings,
  from = 0,
  to = starts.length,
  firstFacet = 0,
): Uint8Array<ArrayBuffer> {
  const writer = newWriter();
  writer.int(to - from);
  let end = 0;
  let documents = 0;
  for (let run = from; run < to; run++) {
    const start = starts[run] as number;
    const length = lengths[run] as number;
    writer.int(((start - end) << 1) | (length > 1 ? 1 : 0));
    if (length > 1) writer.int(length - 2);
    end = start + length;
    documents += length;
  }
  writer.bytes(facets.subarray(firstFacet, firstFacet + documents));
  return writer.take();
}

export function decodePostings(bytes: Uint8Array): Postings {
  const reader = newReader(bytes);
  const runs = reader.int();
  const starts = new Uint32Array(runs);
  const lengths = new Uint32Array(runs);
  let end = 0;
  let documents = 0;
  for (let run = 0; run < runs; run++) {
    const head = reader.int();
    const length = head & 1 ? reader.int() + 2 : 1;
    starts[run] = end + (head >>> 1);
    lengths[run] = length;
    end = (starts[run] as number) + length;
    documents += length;
  }
  return { starts, lengths, facets: reader.bytes(documents) };
}
