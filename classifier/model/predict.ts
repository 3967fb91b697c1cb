/** Asks the trained model. Weights are loaded once; a prediction allocates little and is the same every time. */

import type { Calibration } from '../confidence.ts';
import type { Sink } from './features.ts';
import { softmax } from './logistic.ts';

/** One head as it is asked: rows of weights, one row a feature. Out of the file weights are small, in steps of `scale`. */
export interface TrainedHead {
  classes: readonly string[];
  weights: Float32Array | Int8Array;
  scale?: number | undefined;
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
  /** What the features add to each column that all tools of the server share. */
  shared: Float64Array;
}

/** Columns that are summed together, so that their sums stay in registers. */
const STRIP = 4;

/** Where a feature stands that the model has never seen. */
const NOT_KNOWN = -1;

/** So many features are told before they are looked up; more than a server's shared ones. */
const TOLD = 512;

/** What is made of a model once, for asking it, and the room for one tool's features. */
interface Desk {
  known: Known;
  sink: Sink;
  /** Finds the last of what was told. */
  settle(): void;
  /** Forgets the features of the last tool. */
  clear(): void;
  heads: Map<string, AskedHead>;
  regression: Regression;
}

/** Weights of all heads, a row a feature and a column a class: what is known of a feature lies together. */
interface Regression {
  weights: Float32Array | Int8Array;
  /** Of each column. */
  scales: Float64Array;
  /** Each column's sum over the features of a tool, and which strips of them are summed already: heads that are asked after each other share them. */
  sums: Float64Array;
  summed: Uint8Array;
}

interface AskedHead {
  /** Its first column. */
  from: number;
  /** The answer, written anew for each tool. */
  shares: Float64Array;
}

const desks = new WeakMap<Model, Desk>();
let last: { model: Model; desk: Desk } | undefined;

function deskOf(model: Model): Desk {
  if (last?.model === model) return last.desk;
  let desk = desks.get(model);
  if (!desk) {
    desk = newDesk(model);
    desks.set(model, desk);
  }
  last = { model, desk };
  return desk;
}

function newDesk({ index, heads }: Model): Desk {
  const find = rowFinder(index);
  const rows = new Int32Array(index.size);
  const values = new Float32Array(index.size);
  const present = new Uint8Array(index.size);
  const side = sideBySide(heads, index.size);
  const known: Known = { count: 0, rows, values, shared: new Float64Array(side.regression.sums.length) };
  const told = { count: 0, ids: new Int32Array(TOLD), values: new Float32Array(TOLD) };
  const parts = { words: newPart(known), kinds: newPart(known) };
  function mark(row: number, value: number): void {
    if (present[row] === 1) return;
    present[row] = 1;
    rows[known.count] = row;
    values[known.count++] = value;
  }
  /** Finds what was told since. Many at once, so that the processor waits for several places of the tables at the same time. */
  function settle(): void {
    for (let at = 0; at < told.count; at++) {
      const row = find(told.ids[at] as number);
      if (row !== NOT_KNOWN) mark(row, told.values[at] as number);
    }
    told.count = 0;
  }
  return {
    known,
    ...side,
    clear() {
      side.regression.summed.fill(0);
      for (let at = 0; at < known.count; at++) present[rows[at] as number] = 0;
      known.count = 0;
      known.shared.fill(0);
    },
    settle,
    sink: {
      see(id, value) {
        if (told.count === TOLD) settle();
        told.ids[told.count] = id;
        told.values[told.count++] = value;
      },
      shared(part, owner, tell) {
        const kept = parts[part];
        if (kept.owner !== owner) {
          settle();
          kept.owner = owner;
          kept.sums.fill(0);
          tell();
          const rowsTold = new Map<number, number>();
          // A feature that is told again counts as it was told first, as in learning.
          for (let at = 0; at < told.count; at++) {
            const row = find(told.ids[at] as number);
            if (row !== NOT_KNOWN && !rowsTold.has(row)) rowsTold.set(row, told.values[at] as number);
          }
          for (const [row, value] of rowsTold) addRow(side.regression, row, value, kept.sums);
          told.count = 0;
        }
        for (let column = 0; column < known.shared.length; column++)
          known.shared[column] = (known.shared[column] as number) + (kept.sums[column] as number);
      },
    },
  };
}

/** What the features of one server add to each column, kept while its tools are asked about. */
function newPart({ shared }: Known): { owner: object; sums: Float64Array } {
  return { owner: {}, sums: new Float64Array(shared.length) };
}

function addRow({ weights, sums }: Regression, row: number, value: number, into: Float64Array): void {
  const cell = row * sums.length;
  for (let column = 0; column < into.length; column++) into[column] = (into[column] as number) + (weights[cell + column] as number) * value;
}

function sideBySide(trained: Model['heads'], size: number): Pick<Desk, 'heads' | 'regression'> {
  const heads = new Map<string, AskedHead>();
  let columns = 0;
  for (const [id, { classes }] of trained) {
    heads.set(id, { from: columns, shares: new Float64Array(classes.length) });
    columns += classes.length;
  }
  const strips = Math.ceil(columns / STRIP);
  const width = strips * STRIP;
  const small = [...trained.values()].every(({ weights }) => weights instanceof Int8Array);
  const weights = small ? new Int8Array(size * width) : new Float32Array(size * width);
  const scales = new Float64Array(width);
  for (const [id, { classes, weights: own, scale = 1 }] of trained) {
    const { from } = heads.get(id) as AskedHead;
    const count = classes.length;
    scales.fill(scale, from, from + count);
    for (let row = 0; row < size; row++) for (let c = 0; c < count; c++) weights[row * width + from + c] = own[row * count + c] as number;
  }
  return { heads, regression: { weights, scales, sums: new Float64Array(width), summed: new Uint8Array(strips) } };
}

/**
 * The index as an open table: the row of a feature, or {@link NOT_KNOWN}. A slot holds the row alone, so that the table is small; the feature is
 * told by its id beside the row, and rows of frequent features lie together.
 */
function rowFinder(index: ReadonlyMap<number, number>): (id: number) => number {
  let size = 1024;
  while (size < index.size * 2) size *= 2;
  const last = size - 1;
  const none = index.size;
  const slots = (none <= 0xffff ? new Uint16Array(size) : new Uint32Array(size)).fill(none);
  const ids = new Int32Array(none);
  for (const [id, row] of index) {
    let at = id & last;
    while (slots[at] !== none) at = (at + 1) & last;
    slots[at] = row;
    ids[row] = id;
  }
  return (id) => {
    const key = id | 0;
    let at = key & last;
    let row = slots[at] as number;
    while (row !== none && ids[row] !== key) {
      at = (at + 1) & last;
      row = slots[at] as number;
    }
    return row === none ? NOT_KNOWN : row;
  };
}

/** Which features the model knows, of those that are told. The result is the model's own, and good until it is asked for the next tool. */
export function known(model: Model, tell: (into: Sink) => void): Known {
  const desk = deskOf(model);
  desk.clear();
  tell(desk.sink);
  desk.settle();
  return desk.known;
}

/** The share of each class, in the order of the head's classes. Good until the head is asked for the next tool. */
export function ask(model: Model, id: string, known: Known): Float64Array {
  const { heads, regression } = deskOf(model);
  const head = heads.get(id);
  if (!head) throw new Error(`the model has no head "${id}"`);
  const { from, shares } = head;
  const until = from + shares.length;
  for (let strip = Math.floor(from / STRIP); strip * STRIP < until; strip++) sumStrip(regression, strip, known);
  for (let c = 0; c < shares.length; c++) shares[c] = regression.sums[from + c] as number;
  softmax(shares);
  return shares;
}

/** Sums the columns of a strip in the order of the features, unless they are summed already. */
function sumStrip({ weights, scales, sums, summed }: Regression, strip: number, { count, rows, values, shared }: Known): void {
  if (summed[strip] === 1) return;
  summed[strip] = 1;
  const width = sums.length;
  const from = strip * STRIP;
  let [a, b, c, d] = [shared[from] as number, shared[from + 1] as number, shared[from + 2] as number, shared[from + 3] as number];
  for (let at = 0; at < count; at++) {
    const value = values[at] as number;
    const cell = (rows[at] as number) * width + from;
    a += (weights[cell] as number) * value;
    b += (weights[cell + 1] as number) * value;
    c += (weights[cell + 2] as number) * value;
    d += (weights[cell + 3] as number) * value;
  }
  sums[from] = a * (scales[from] as number);
  sums[from + 1] = b * (scales[from + 1] as number);
  sums[from + 2] = c * (scales[from + 2] as number);
  sums[from + 3] = d * (scales[from + 3] as number);
}
