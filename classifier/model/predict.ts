/** Asks the trained model. Weights are loaded once; a prediction allocates little and is the same every time. */

import type { Calibration } from '../confidence.ts';
import type { Features } from './features.ts';
import { softmax } from './logistic.ts';
import type { Forest, Tree } from './trees.ts';

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

/** The features of one tool as the model knows them. */
export interface Known {
  rows: Int32Array;
  values: Float32Array;
  present: Uint8Array;
}

/** The trees' share in a prediction; the rest is the regression's. */
const TREES = 0.5;

let marks = new Uint8Array(0);

/** Which features the model knows. The result borrows one table of marks until {@link release}. */
export function known(model: Model, { ids, values }: Features): Known {
  if (marks.length !== model.index.size) marks = new Uint8Array(model.index.size);
  const rows: number[] = [];
  const counted: number[] = [];
  for (let at = 0; at < ids.length; at++) {
    const row = model.index.get(ids[at] ?? 0);
    if (row === undefined || marks[row] === 1) continue;
    marks[row] = 1;
    rows.push(row);
    counted.push(values[at] ?? 1);
  }
  return { rows: Int32Array.from(rows), values: Float32Array.from(counted), present: marks };
}

/** Frees the marks that {@link known} set. */
export function release({ rows, present }: Known): void {
  for (const row of rows) present[row] = 0;
}

/** The share of each class, in the order of the head's classes. */
export function ask(model: Model, id: string, { rows, values, present }: Known): Float64Array {
  const head = model.heads.get(id);
  if (!head) throw new Error(`the model has no head "${id}"`);
  const classes = head.classes.length;
  const linear = new Float64Array(classes);
  for (let at = 0; at < rows.length; at++) {
    const row = (rows[at] ?? 0) * classes;
    const value = values[at] ?? 0;
    for (let c = 0; c < classes; c++) linear[c] = (linear[c] ?? 0) + (head.weights[row + c] ?? 0) * value;
  }
  softmax(linear);
  const boosted = Float64Array.from(head.forest.prior);
  for (const trees of head.forest.rounds)
    for (let c = 0; c < classes; c++) boosted[c] = (boosted[c] ?? 0) + leaf(trees[c] as Tree, present);
  softmax(boosted);
  for (let c = 0; c < classes; c++) linear[c] = (1 - TREES) * (linear[c] ?? 0) + TREES * (boosted[c] ?? 0);
  return linear;
}

function leaf({ feature, absent, value }: Tree, present: Uint8Array): number {
  let node = 0;
  for (let asked = feature[node] ?? -1; asked >= 0; asked = feature[node] ?? -1)
    node = present[asked] === 1 ? node + 1 : (absent[node] ?? 0);
  return value[node] ?? 0;
}
