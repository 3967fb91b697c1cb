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

/** Features as the model knows them: the first `count` rows and values, each row once; and what they add to the columns. */
interface Gathered {
  count: number;
  rows: Int32Array;
  values: Float32Array;
  /** Of each column the sum over the features, unscaled; good where its strip is summed. */
  sums: Float64Array;
  summed: Uint8Array;
}

/** The features of one tool. Good until the next tool's. */
export interface Known extends Gathered {
  /** Goes up with every tool. */
  turn: number;
  /** Those that all tools of its server share. */
  shared: Gathered;
}

/** Columns that are summed together, so that their sums stay in registers. */
const STRIP = 4;

/** Where a feature stands that the model has never seen. */
const NOT_KNOWN = -1;

/** So many features are told before they are looked up; more than a server's shared ones. */
const TOLD = 512;

/** What is made of a model once, for asking it, and the room for one tool's features and one server's. */
interface Desk {
  known: Known;
  sink: Sink;
  /** Finds the last of what was told. */
  settle(): void;
  heads: Map<string, AskedHead>;
  regression: Regression;
}

/**
 * Weights of all heads, a row a feature and a column a class, strip by strip: of a strip the rows lie together, so that the frequent
 * features of what is asked stay at hand.
 */
interface Regression {
  weights: Float32Array | Int8Array;
  /** Rows of a strip. */
  size: number;
  /** Of each column. */
  scales: Float64Array;
}

interface AskedHead {
  /** Its first column. */
  from: number;
  /** The answer, written anew for each tool. */
  shares: Float64Array;
  /** The turn of the tool that it speaks of. */
  turn: number;
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
  const present = new Uint8Array(index.size);
  const { columns, ...side } = sideBySide(heads, index.size);
  const known: Known = { ...newGathered(index.size, columns), turn: 0, shared: newGathered(index.size, columns) };
  const told = { count: 0, ids: new Int32Array(TOLD), values: new Float32Array(TOLD) };
  let owner: object = {};
  /** Finds what was told since. Many at once, so that the processor waits for several places of the tables at the same time. */
  function settleInto(gathered: Gathered): void {
    const { rows, values } = gathered;
    for (let at = 0; at < told.count; at++) {
      const row = find(told.ids[at] as number);
      // A feature that is told again counts as it was told first, as in learning.
      if (row === NOT_KNOWN || present[row] === 1) continue;
      present[row] = 1;
      rows[gathered.count] = row;
      values[gathered.count++] = told.values[at] as number;
    }
    told.count = 0;
  }
  function finish(gathered: Gathered): void {
    settleInto(gathered);
    // Each of a server's features may be a tool's own as well.
    for (let at = 0; at < gathered.count; at++) present[gathered.rows[at] as number] = 0;
  }
  return {
    known,
    ...side,
    settle: () => finish(known),
    sink: {
      see(id, value) {
        if (told.count === TOLD) settleInto(known);
        told.ids[told.count] = id;
        told.values[told.count++] = value;
      },
      shared(of, tell) {
        if (of === owner) return;
        owner = of;
        finish(known);
        clear(known.shared);
        tell();
        finish(known.shared);
      },
    },
  };
}

function newGathered(size: number, columns: number): Gathered {
  return {
    count: 0,
    rows: new Int32Array(size),
    values: new Float32Array(size),
    sums: new Float64Array(columns),
    summed: new Uint8Array(columns / STRIP),
  };
}

function clear(gathered: Gathered): void {
  gathered.count = 0;
  gathered.summed.fill(0);
}

function sideBySide(trained: Model['heads'], size: number): Pick<Desk, 'heads' | 'regression'> & { columns: number } {
  const heads = new Map<string, AskedHead>();
  let from = 0;
  for (const [id, { classes }] of trained) {
    heads.set(id, { from, shares: new Float64Array(classes.length), turn: 0 });
    from += classes.length;
  }
  const columns = Math.ceil(from / STRIP) * STRIP;
  const small = [...trained.values()].every(({ weights }) => weights instanceof Int8Array);
  const weights = small ? new Int8Array(size * columns) : new Float32Array(size * columns);
  const scales = new Float64Array(columns);
  for (const [id, { classes, weights: own, scale = 1 }] of trained) {
    const { from } = heads.get(id) as AskedHead;
    const count = classes.length;
    scales.fill(scale, from, from + count);
    for (let c = 0; c < count; c++) {
      const strip = Math.floor((from + c) / STRIP);
      const first = strip * size * STRIP + ((from + c) % STRIP);
      for (let row = 0; row < size; row++) weights[first + row * STRIP] = own[row * count + c] as number;
    }
  }
  return { heads, regression: { weights, size, scales }, columns };
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
  clear(desk.known);
  desk.known.turn++;
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
  if (head.turn === known.turn) return shares;
  head.turn = known.turn;
  const until = from + shares.length;
  for (let strip = Math.floor(from / STRIP); strip * STRIP < until; strip++) {
    sumStrip(regression, strip, known.shared);
    sumStrip(regression, strip, known, known.shared.sums);
  }
  for (let c = 0; c < shares.length; c++) shares[c] = (known.sums[from + c] as number) * (regression.scales[from + c] as number);
  softmax(shares);
  return shares;
}

/** Sums the columns of a strip in the order of the features and onto what is there, unless they are summed already. */
function sumStrip(
  { weights, size }: Regression,
  strip: number,
  { count, rows, values, sums, summed }: Gathered,
  onto?: Float64Array,
): void {
  if (summed[strip] === 1) return;
  summed[strip] = 1;
  const first = strip * size;
  const from = strip * STRIP;
  let [a, b, c, d] = [onto?.[from] ?? 0, onto?.[from + 1] ?? 0, onto?.[from + 2] ?? 0, onto?.[from + 3] ?? 0];
  for (let at = 0; at < count; at++) {
    const value = values[at] as number;
    const cell = (first + (rows[at] as number)) * STRIP;
    a += (weights[cell] as number) * value;
    b += (weights[cell + 1] as number) * value;
    c += (weights[cell + 2] as number) * value;
    d += (weights[cell + 3] as number) * value;
  }
  sums[from] = a;
  sums[from + 1] = b;
  sums[from + 2] = c;
  sums[from + 3] = d;
}
