/** Asks the trained model. Weights are loaded once; a prediction allocates little and is the same every time. */

import type { Calibration } from '../confidence.ts';
import type { Features } from './features.ts';
import { softmax } from './logistic.ts';
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

/** The features of one tool as the model knows them: the first `count` rows and values. Borrowed until {@link release}. */
export interface Known {
  count: number;
  rows: Int32Array;
  values: Float32Array;
  present: Uint8Array;
}

/** The trees' share in a prediction; the rest is the regression's. */
const TREES = 0.5;

/** The index of a model as one open table, and the room for one tool's features. */
interface Table {
  mask: number;
  ids: Uint32Array;
  rows: Int32Array;
  known: Known;
}

const tables = new WeakMap<Model, Table>();

function tableOf(model: Model): Table {
  const ready = tables.get(model);
  if (ready) return ready;
  let size = 1024;
  while (size < model.index.size * 3) size *= 2;
  const table: Table = {
    mask: size - 1,
    ids: new Uint32Array(size),
    rows: new Int32Array(size).fill(-1),
    known: { count: 0, rows: new Int32Array(0), values: new Float32Array(0), present: new Uint8Array(model.index.size) },
  };
  for (const [id, row] of model.index) {
    let at = id & table.mask;
    while ((table.rows[at] ?? -1) >= 0) at = (at + 1) & table.mask;
    table.ids[at] = id;
    table.rows[at] = row;
  }
  tables.set(model, table);
  return table;
}

/** Which features the model knows. The result borrows one table of marks until {@link release}. */
export function known(model: Model, { ids, values }: Features): Known {
  const { mask, ids: keys, rows: places, known: found } = tableOf(model);
  if (found.rows.length < ids.length) {
    found.rows = new Int32Array(ids.length * 2);
    found.values = new Float32Array(ids.length * 2);
  }
  const { rows, values: counted, present } = found;
  let count = 0;
  for (let feature = 0; feature < ids.length; feature++) {
    const id = ids[feature] ?? 0;
    let at = id & mask;
    let row = places[at] ?? -1;
    while (row >= 0 && keys[at] !== id) {
      at = (at + 1) & mask;
      row = places[at] ?? -1;
    }
    if (row < 0 || present[row] === 1) continue;
    present[row] = 1;
    rows[count] = row;
    counted[count++] = values[feature] ?? 1;
  }
  found.count = count;
  return found;
}

/** Frees the marks that {@link known} set. */
export function release({ count, rows, present }: Known): void {
  for (let at = 0; at < count; at++) present[rows[at] ?? 0] = 0;
}

/** The share of each class, in the order of the head's classes. */
export function ask(model: Model, id: string, features: Known): Float64Array {
  const head = model.heads.get(id);
  if (!head) throw new Error(`the model has no head "${id}"`);
  const classes = head.classes.length;
  const linear = regression(head.weights, classes, features);
  softmax(linear);
  const boosted = forest(head.forest, classes, features.present);
  softmax(boosted);
  for (let c = 0; c < classes; c++) linear[c] = (1 - TREES) * (linear[c] ?? 0) + TREES * (boosted[c] ?? 0);
  return linear;
}

function regression(weights: Float32Array, classes: number, { count, rows, values }: Known): Float64Array {
  const sums = new Float64Array(classes);
  for (let c = 0; c < classes; c++) {
    let sum = 0;
    for (let at = 0; at < count; at++) sum += (weights[(rows[at] ?? 0) * classes + c] ?? 0) * (values[at] ?? 0);
    sums[c] = sum;
  }
  return sums;
}

function forest({ prior, starts, nodes, values }: Forest, classes: number, present: Uint8Array): Float64Array {
  const sums = Float64Array.from(prior);
  // With two classes the first has no trees.
  const first = classes === 2 ? 1 : 0;
  for (let c = first; c < classes; c++) {
    let sum = sums[c] ?? 0;
    for (let tree = c; tree < starts.length; tree += classes) {
      let node = starts[tree] ?? 0;
      let asked = nodes[node] ?? -1;
      while (asked >= 0) {
        node = present[asked] === 1 ? node + 2 : (nodes[node + 1] ?? 0);
        asked = nodes[node] ?? -1;
      }
      sum += values[nodes[node + 1] ?? 0] ?? 0;
    }
    sums[c] = sum;
  }
  return sums;
}
