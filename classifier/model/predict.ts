/** Asks the trained model. Weights are loaded once; a prediction allocates little and is the same every time. */

import type { Calibration } from '../confidence.ts';
import type { Sink } from './features.ts';
import { softmax } from './logistic.ts';
import { type Scorer, score, scorerOf } from './scorer.ts';
import type { Forest } from './trees.ts';

/** One head as it is asked: rows of weights, one row a feature, and the trees. */
export interface TrainedHead {
  classes: readonly string[];
  weights: Float32Array;
  forest: Forest;
}

/** Everything learned. `index` gives the row of a feature. */
export interface Model {
  index: ReadonlyMap<number, number>;
  heads: ReadonlyMap<string, TrainedHead>;
  calibration: Calibration;
}

/** The features of one tool as the model knows them: the first `count` rows and values, each row once. Good until the next tool's. */
export interface Known {
  count: number;
  rows: Int32Array;
  values: Float32Array;
}

/** The trees' share in a prediction; the rest is the regression's. */
const TREES = 0.5;

/** What is made of a model once, for asking it, and the room for one tool's features. */
interface Desk {
  known: Known;
  sink: Sink;
  /** Forgets the features of the last tool. */
  clear(): void;
  scorers: Map<string, Scorer>;
}

const desks = new WeakMap<Model, Desk>();

function deskOf(model: Model): Desk {
  let desk = desks.get(model);
  if (!desk) {
    desk = newDesk(model);
    desks.set(model, desk);
  }
  return desk;
}

function newDesk({ index, heads }: Model): Desk {
  const find = rowFinder(index);
  const rows = new Int32Array(index.size);
  const values = new Float32Array(index.size);
  const present = new Uint8Array(index.size);
  const known: Known = { count: 0, rows, values };
  const parts = { words: { owner: {}, rows: [] as number[], value: 0 }, kinds: { owner: {}, rows: [] as number[], value: 0 } };
  let recording: { rows: number[]; value: number } | undefined;
  function mark(row: number, value: number): void {
    if (present[row] === 1) return;
    present[row] = 1;
    rows[known.count] = row;
    values[known.count++] = value;
  }
  return {
    known,
    scorers: new Map([...heads].map(([id, { forest }]) => [id, scorerOf(forest, index.size)])),
    clear() {
      for (let at = 0; at < known.count; at++) present[rows[at] as number] = 0;
      known.count = 0;
    },
    sink: {
      see(id, value) {
        const row = find(id);
        if (row < 0) return;
        if (recording) {
          recording.rows.push(row);
          recording.value = value;
        } else mark(row, value);
      },
      shared(part, owner, tell) {
        const kept = parts[part];
        if (kept.owner !== owner) {
          kept.owner = owner;
          kept.rows = [];
          recording = kept;
          tell();
          recording = undefined;
        }
        for (const row of kept.rows) mark(row, kept.value);
      },
    },
  };
}

/** The index as one open table: the row of a feature, or -1. */
function rowFinder(index: ReadonlyMap<number, number>): (id: number) => number {
  let size = 1024;
  while (size < index.size * 3) size *= 2;
  const mask = size - 1;
  const ids = new Int32Array(size);
  const rows = new Int32Array(size).fill(-1);
  for (const [id, row] of index) {
    let at = id & mask;
    while ((rows[at] as number) >= 0) at = (at + 1) & mask;
    ids[at] = id;
    rows[at] = row;
  }
  return (id) => {
    const key = id | 0;
    let at = key & mask;
    let row = rows[at] as number;
    while (row >= 0 && ids[at] !== key) {
      at = (at + 1) & mask;
      row = rows[at] as number;
    }
    return row;
  };
}

/** Which features the model knows, of those that are told. The result is the model's own, and good until it is asked for the next tool. */
export function known(model: Model, tell: (into: Sink) => void): Known {
  const desk = deskOf(model);
  desk.clear();
  tell(desk.sink);
  return desk.known;
}

/** The share of each class, in the order of the head's classes. */
export function ask(model: Model, id: string, { count, rows, values }: Known): Float64Array {
  const head = model.heads.get(id);
  const scorer = deskOf(model).scorers.get(id);
  if (!head || !scorer) throw new Error(`the model has no head "${id}"`);
  const classes = head.classes.length;
  const linear = new Float64Array(classes);
  regression(head.weights, rows, values, count, linear);
  softmax(linear);
  const boosted = new Float64Array(classes);
  score(scorer, rows, count, boosted);
  softmax(boosted);
  for (let c = 0; c < classes; c++) linear[c] = (1 - TREES) * (linear[c] ?? 0) + TREES * (boosted[c] ?? 0);
  return linear;
}

function regression(weights: Float32Array, rows: Int32Array, values: Float32Array, count: number, sums: Float64Array): void {
  const classes = sums.length;
  for (let at = 0; at < count; at++) {
    const value = values[at] as number;
    const row = (rows[at] as number) * classes;
    for (let c = 0; c < classes; c++) sums[c] = (sums[c] as number) + (weights[row + c] as number) * value;
  }
}
