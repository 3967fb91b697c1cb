/** Asks the trained model. Weights are loaded once; a prediction allocates little and is the same every time. */

import type { Calibration } from '../confidence.ts';
import type { Sink } from './features.ts';
import { softmax } from './logistic.ts';
import { type Questions, questionsOf, type Scorer, score, scorerOf } from './scorer.ts';
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
  /** Those that the trees ask about, by their number. */
  asked: number;
  questions: Int32Array;
}

/** The trees' share in a prediction; the rest is the regression's. */
const TREES = 0.5;

/** Classes that are summed together. */
const STRIP = 4;

/** What is made of a model once, for asking it, and the room for one tool's features. */
interface Desk {
  known: Known;
  sink: Sink;
  /** Forgets the features of the last tool. */
  clear(): void;
  heads: Map<string, AskedHead>;
  /** Weights of all heads, a row a feature: what is known of a feature lies together. */
  weights: Float32Array;
  width: number;
}

interface AskedHead {
  classes: number;
  /** Where in a row the weights of this head begin. */
  from: number;
  scorer: Scorer;
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
  const { of, count } = questionsOf(
    [...heads.values()].map(({ forest }) => forest),
    index.size,
  );
  const questions = new Int32Array(count);
  const known: Known = { count: 0, rows, values, asked: 0, questions };
  const parts = { words: { owner: {}, rows: [] as number[], value: 0 }, kinds: { owner: {}, rows: [] as number[], value: 0 } };
  let recording: { rows: number[]; value: number } | undefined;
  function mark(row: number, value: number): void {
    if (present[row] === 1) return;
    present[row] = 1;
    rows[known.count] = row;
    values[known.count++] = value;
    const question = of[row] as number;
    if (question >= 0) questions[known.asked++] = question;
  }
  return {
    known,
    ...sideBySide(heads, index.size, { of, count }),
    clear() {
      for (let at = 0; at < known.count; at++) present[rows[at] as number] = 0;
      known.count = 0;
      known.asked = 0;
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

function sideBySide(trained: Model['heads'], size: number, questions: Questions): Pick<Desk, 'heads' | 'weights' | 'width'> {
  const heads = new Map<string, AskedHead>();
  let width = 0;
  for (const [id, { classes, forest }] of trained) {
    heads.set(id, { classes: classes.length, from: width, scorer: scorerOf(forest, questions) });
    width += classes.length;
  }
  const weights = new Float32Array(size * width + STRIP);
  for (const [id, { weights: own }] of trained) {
    const { classes, from } = heads.get(id) as AskedHead;
    for (let at = 0; at < own.length; at++) weights[Math.floor(at / classes) * width + from + (at % classes)] = own[at] as number;
  }
  return { heads, weights, width };
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
export function ask(model: Model, id: string, known: Known): Float64Array {
  const { heads, weights, width } = deskOf(model);
  const head = heads.get(id);
  if (!head) throw new Error(`the model has no head "${id}"`);
  const linear = new Float64Array(head.classes);
  regression(weights, width, head.from, known, linear);
  softmax(linear);
  const boosted = new Float64Array(head.classes);
  score(head.scorer, known.questions, known.asked, boosted);
  softmax(boosted);
  for (let c = 0; c < linear.length; c++) linear[c] = (1 - TREES) * (linear[c] ?? 0) + TREES * (boosted[c] ?? 0);
  return linear;
}

/** Four classes at a time, so that sums stay in registers; each is summed in the order of the features. */
function regression(weights: Float32Array, width: number, from: number, { count, rows, values }: Known, sums: Float64Array): void {
  for (let c = 0; c < sums.length; c += STRIP) {
    let [a, b, d, e] = [0, 0, 0, 0];
    for (let at = 0; at < count; at++) {
      const value = values[at] as number;
      const cell = (rows[at] as number) * width + from + c;
      a += (weights[cell] as number) * value;
      b += (weights[cell + 1] as number) * value;
      d += (weights[cell + 2] as number) * value;
      e += (weights[cell + 3] as number) * value;
    }
    // A strip may reach into the next head's weights; what is past the end of the sums falls away.
    sums[c] = a;
    sums[c + 1] = b;
    sums[c + 2] = d;
    sums[c + 3] = e;
  }
}
