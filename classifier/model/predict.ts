/** Asks the trained model. Weights are loaded once; a prediction allocates little and is the same every time. */
import type { Calibration } from '../confidence.ts';
import type { Sink } from './features.ts';
import { softmax } from './logistic.ts';
import { type Gathered, newGathered, type Regression, type Rows, sideBySide, sumColumns, type TrainedHead } from './regression.ts';

/** Everything learned. `index` gives the row of a feature. */
export interface Model {
  index: ReadonlyMap<number, number>;
  heads: ReadonlyMap<string, TrainedHead>;
  calibration: Calibration;
}

/** The features of one tool as the model knows them. Good until the next tool's. */
export interface Known extends Gathered {
  /** Goes up with every tool. */
  turn: number;
}

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
  const rowOf = rowFinder(index);
  const present = new Uint8Array(index.size);
  const regression = sideBySide(heads, index.size);
  const known: Known = { ...newGathered(regression, index.size), turn: 0 };
  const told = { count: 0, ids: new Int32Array(TOLD), levels: new Uint8Array(TOLD), values: new Float32Array(TOLD) };
  let owner: object = {};
  /**
   * Finds what was told since, and keeps what the model knows. Many at once, so that the processor waits for several places of the tables
   * at the same time.
   */
  function find(keep: (row: number, at: number) => void): void {
    for (let at = 0; at < told.count; at++) {
      const row = rowOf(told.ids[at] as number);
      // A feature that is told again counts as it was told first, as in learning.
      if (row === NOT_KNOWN || present[row] === 1) continue;
      present[row] = 1;
      keep(row, at);
    }
    told.count = 0;
  }
  function asOwn(row: number, at: number): void {
    const level = known.levels[told.levels[at] as number] as Rows;
    level.rows[level.count++] = row;
  }
  function asShared(row: number, at: number): void {
    const { shared } = known;
    shared.rows[shared.count] = row;
    shared.values[shared.count++] = told.values[at] as number;
  }
  /** Each of a server's features may be a tool's own as well. */
  function forget({ count, rows }: Rows): void {
    for (let at = 0; at < count; at++) present[rows[at] as number] = 0;
  }
  function settle(): void {
    find(asOwn);
    for (let level = 0; level < known.levels.length; level++) forget(known.levels[level] as Rows);
  }
  return {
    known,
    regression,
    heads: new Map(
      [...heads].map(([id, { classes }]) => [
        id,
        { from: regression.first.get(id) as number, shares: new Float64Array(classes.length), turn: 0 },
      ]),
    ),
    settle,
    sink: {
      see(id, { value, level }) {
        if (told.count === TOLD) find(asOwn);
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
        find(asShared);
        forget(known.shared);
      },
    },
  };
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
  sumColumns(regression, from, from + shares.length, known);
  for (let c = 0; c < shares.length; c++) shares[c] = (known.sums[from + c] as number) * (regression.scales[from + c] as number);
  softmax(shares);
  return shares;
}
