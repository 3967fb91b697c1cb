/** Asks the trained model. Weights are loaded once; a prediction allocates little and is the same every time. */

import type { Calibration } from '../confidence.ts';
import type { Sink } from './features.ts';
import { softmax } from './logistic.ts';
import { LEVELS } from './places.ts';

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

/** Steps of a weight to either side of zero: so many that it takes a byte. */
const STEPS = 127;

/** The head with its weights in steps, as it is packed and asked: the largest is {@link STEPS}. */
export function inSteps({ classes, weights, scale: unit = 1 }: TrainedHead): TrainedHead & { weights: Int8Array; scale: number } {
  if (weights instanceof Int8Array) return { classes, weights, scale: unit };
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight * unit));
  const scale = most / STEPS || 1;
  return { classes, weights: Int8Array.from(weights, (weight) => Math.round((weight * unit) / scale)), scale };
}

/** Rows of features, each once. */
interface Rows {
  count: number;
  rows: Int32Array;
}

/** What features add to the columns. */
interface Added {
  /** Of each column the sum over the features, unscaled; good where its strip is summed. */
  sums: Float64Array;
  summed: Uint8Array;
}

/** The features of one tool as the model knows them, those together that count alike. Good until the next tool's. */
export interface Known extends Added {
  /** Goes up with every tool. */
  turn: number;
  /** In the order of {@link LEVELS}. */
  levels: readonly Rows[];
  /** Those that all tools of its server share, and how much each counts. */
  shared: Rows & Added & { values: Float32Array };
}

/** Weights are a byte each, so many in one number. */
const IN_NUMBER = 4;
/** Columns that are summed together, in two numbers. */
const STRIP = 2 * IN_NUMBER;
/** What the processor fetches at once, in bytes: of a row either nothing is at hand or nearly all. */
const CACHE_LINE = 64;
/** A weight is kept as what it is above the least. */
const LEAST_WEIGHT = -128;
/** So many bytes add up within sixteen bits. */
const MOST_ADDED = 257;
/** Of the four bytes of a number the first and the third. */
const EVERY_OTHER = 0x00ff00ff;

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

/** Weights of all heads, a row a feature and a column a class. */
interface Regression {
  weights: Int32Array;
  /** Numbers of a row. */
  width: number;
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
  const known: Known = {
    ...newSums(columns),
    turn: 0,
    levels: LEVELS.map(() => newRows(index.size)),
    shared: { ...newSums(columns), ...newRows(index.size), values: new Float32Array(index.size) },
  };
  const told = { count: 0, ids: new Int32Array(TOLD), levels: new Uint8Array(TOLD), values: new Float32Array(TOLD) };
  let owner: object = {};
  /** The row of something told, unless the model does not know it. A feature that is told again counts as it was told first, as in learning. */
  function rowOf(at: number): number {
    const row = find(told.ids[at] as number);
    if (row === NOT_KNOWN || present[row] === 1) return NOT_KNOWN;
    present[row] = 1;
    return row;
  }
  /** Finds what was told since. Many at once, so that the processor waits for several places of the tables at the same time. */
  function settleOwn(): void {
    for (let at = 0; at < told.count; at++) {
      const row = rowOf(at);
      if (row === NOT_KNOWN) continue;
      const level = known.levels[told.levels[at] as number] as Rows;
      level.rows[level.count++] = row;
    }
    told.count = 0;
  }
  function settleShared({ shared }: Known): void {
    for (let at = 0; at < told.count; at++) {
      const row = rowOf(at);
      if (row === NOT_KNOWN) continue;
      shared.rows[shared.count] = row;
      shared.values[shared.count++] = told.values[at] as number;
    }
    told.count = 0;
  }
  /** Each of a server's features may be a tool's own as well. */
  function forget({ count, rows }: Rows): void {
    for (let at = 0; at < count; at++) present[rows[at] as number] = 0;
  }
  function settle(): void {
    settleOwn();
    for (let level = 0; level < known.levels.length; level++) forget(known.levels[level] as Rows);
  }
  return {
    known,
    ...side,
    settle,
    sink: {
      see(id, { value, level }) {
        if (told.count === TOLD) settleOwn();
        told.ids[told.count] = id;
        told.levels[told.count] = level;
        told.values[told.count++] = value;
      },
      shared(of, tell) {
        if (of === owner) return;
        owner = of;
        settle();
        known.shared.count = 0;
        known.shared.summed.fill(0);
        tell();
        settleShared(known);
        forget(known.shared);
      },
    },
  };
}

function newRows(size: number): Rows {
  return { count: 0, rows: new Int32Array(size) };
}

function newSums(columns: number): Added {
  return { sums: new Float64Array(columns), summed: new Uint8Array(columns / STRIP) };
}

function sideBySide(trained: Model['heads'], size: number): Pick<Desk, 'heads' | 'regression'> & { columns: number } {
  const heads = new Map<string, AskedHead>();
  let end = 0;
  for (const [id, { classes }] of trained) {
    const from = firstColumn(end, classes.length);
    heads.set(id, { from, shares: new Float64Array(classes.length), turn: 0 });
    end = from + classes.length;
  }
  const columns = Math.ceil(end / CACHE_LINE) * CACHE_LINE;
  const bytes = new Uint8Array(size * columns);
  const scales = new Float64Array(columns);
  for (const [id, head] of trained) {
    const { from } = heads.get(id) as AskedHead;
    const { weights, scale } = inSteps(head);
    const count = head.classes.length;
    scales.fill(scale, from, from + count);
    for (let row = 0; row < size; row++)
      for (let c = 0; c < count; c++) bytes[row * columns + from + c] = (weights[row * count + c] as number) - LEAST_WEIGHT;
  }
  return { heads, regression: { weights: inNumbers(bytes), width: columns / IN_NUMBER, scales }, columns };
}

/** Where a head begins behind other columns: with the next strip, where it would lie in one more than it needs. */
function firstColumn(end: number, classes: number): number {
  const strips = stripsTo(end + classes) - Math.floor(end / STRIP);
  return strips > stripsTo(classes) ? stripsTo(end) * STRIP : end;
}

function stripsTo(column: number): number {
  return Math.ceil(column / STRIP);
}

/** The first byte of each number lowest, whatever the order of bytes on this machine. */
function inNumbers(bytes: Uint8Array): Int32Array {
  const numbers = new Int32Array(bytes.length / IN_NUMBER);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < numbers.length; at++) numbers[at] = view.getInt32(at * IN_NUMBER, true);
  return numbers;
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
  for (let level = 0; level < desk.known.levels.length; level++) (desk.known.levels[level] as Rows).count = 0;
  desk.known.summed.fill(0);
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
  for (let strip = Math.floor(from / STRIP); strip * STRIP < until; strip++) sumStrip(regression, strip, known);
  for (let c = 0; c < shares.length; c++) shares[c] = (known.sums[from + c] as number) * (regression.scales[from + c] as number);
  softmax(shares);
  return shares;
}

/** Sums the columns of a strip, unless they are summed already. Weights that count alike are added as whole numbers, two columns at a time. */
function sumStrip(regression: Regression, strip: number, { levels, shared, sums, summed }: Known): void {
  if (summed[strip] === 1) return;
  summed[strip] = 1;
  sumShared(regression, strip, shared);
  const { weights, width } = regression;
  const first = strip * (STRIP / IN_NUMBER);
  const column = strip * STRIP;
  for (let next = 0; next < STRIP; next++) sums[column + next] = shared.sums[column + next] as number;
  for (let level = 0; level < levels.length; level++) {
    const { count, rows } = levels[level] as Rows;
    const value = LEVELS[level] as number;
    for (let at = 0; at < count; ) {
      const until = Math.min(count, at + MOST_ADDED);
      const least = (until - at) * LEAST_WEIGHT;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (; at < until; at++) {
        const cell = first + (rows[at] as number) * width;
        const four = weights[cell] as number;
        const next = weights[cell + 1] as number;
        a = (a + (four & EVERY_OTHER)) | 0;
        b = (b + ((four >>> 8) & EVERY_OTHER)) | 0;
        c = (c + (next & EVERY_OTHER)) | 0;
        d = (d + ((next >>> 8) & EVERY_OTHER)) | 0;
      }
      addTwo(sums, column, a, least, value);
      addTwo(sums, column + 1, b, least, value);
      addTwo(sums, column + IN_NUMBER, c, least, value);
      addTwo(sums, column + IN_NUMBER + 1, d, least, value);
    }
  }
}

/** Adds what was added up for this column and for the next but one. */
function addTwo(sums: Float64Array, column: number, two: number, least: number, value: number): void {
  sums[column] = (sums[column] as number) + ((two & 0xffff) + least) * value;
  sums[column + 2] = (sums[column + 2] as number) + ((two >>> 16) + least) * value;
}

function sumShared({ weights, width }: Regression, strip: number, { count, rows, values, sums, summed }: Known['shared']): void {
  if (summed[strip] === 1) return;
  summed[strip] = 1;
  const column = strip * STRIP;
  sums.fill(0, column, column + STRIP);
  for (let at = 0; at < count; at++) {
    const cell = ((rows[at] as number) * width + strip * (STRIP / IN_NUMBER)) | 0;
    const value = values[at] as number;
    for (let next = 0; next < STRIP; next++) {
      const byte = ((weights[cell + (next >> 2)] as number) >>> (8 * (next & 3))) & 0xff;
      sums[column + next] = (sums[column + next] as number) + (byte + LEAST_WEIGHT) * value;
    }
  }
}
