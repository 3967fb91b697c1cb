/** Logistic regression over many heads at once: their weights side by side, a byte each, summed as whole numbers. */
import { LEVELS } from './places.ts';

/** One head as it is asked: rows of weights, one row a feature. Out of the file weights are small, in steps of `scale`. */
export interface TrainedHead {
  classes: readonly string[];
  weights: Float32Array | Int8Array;
  scale?: number | undefined;
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
export interface Rows {
  count: number;
  rows: Int32Array;
}

/** What features add to the columns. */
interface Added {
  /** Of each column the sum over the features, unscaled; good where its strip is summed. */
  sums: Float64Array;
  summed: Uint8Array;
}

/** The features of one tool, those together that count alike, and what they add. */
export interface Gathered extends Added {
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

/** Weights of all heads, a row a feature and a column a class. */
export interface Regression {
  weights: Int32Array;
  /** Numbers of a row. */
  width: number;
  columns: number;
  /** Of each column. */
  scales: Float64Array;
  /** The first column of each head. */
  first: ReadonlyMap<string, number>;
}

/** Room for the features of a tool and of a server, of so many that there are. */
export function newGathered({ columns }: Regression, size: number): Gathered {
  return {
    ...newAdded(columns),
    levels: LEVELS.map(() => newRows(size)),
    shared: { ...newAdded(columns), ...newRows(size), values: new Float32Array(size) },
  };
}

function newRows(size: number): Rows {
  return { count: 0, rows: new Int32Array(size) };
}

function newAdded(columns: number): Added {
  return { sums: new Float64Array(columns), summed: new Uint8Array(columns / STRIP) };
}

/** The weights of heads over so many features, side by side. */
export function sideBySide(heads: ReadonlyMap<string, TrainedHead>, size: number): Regression {
  const first = new Map<string, number>();
  let end = 0;
  for (const [id, { classes }] of heads) {
    const from = firstColumn(end, classes.length);
    first.set(id, from);
    end = from + classes.length;
  }
  const columns = Math.ceil(end / CACHE_LINE) * CACHE_LINE;
  const bytes = new Uint8Array(size * columns);
  const scales = new Float64Array(columns);
  for (const [id, head] of heads) {
    const from = first.get(id) as number;
    const { weights, scale } = inSteps(head);
    const count = head.classes.length;
    scales.fill(scale, from, from + count);
    for (let row = 0; row < size; row++)
      for (let c = 0; c < count; c++) bytes[row * columns + from + c] = (weights[row * count + c] as number) - LEAST_WEIGHT;
  }
  return { weights: inNumbers(bytes), width: columns / IN_NUMBER, columns, scales, first };
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

/** Sums these columns, and those that lie in a strip with them. */
export function sumColumns(regression: Regression, from: number, until: number, gathered: Gathered): void {
  for (let strip = Math.floor(from / STRIP); strip * STRIP < until; strip++) sumStrip(regression, strip, gathered);
}

/** Sums the columns of a strip, unless they are summed already. Weights that count alike are added as whole numbers, two columns at a time. */
function sumStrip(regression: Regression, strip: number, { levels, shared, sums, summed }: Gathered): void {
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

function sumShared({ weights, width }: Regression, strip: number, { count, rows, values, sums, summed }: Gathered['shared']): void {
  if (summed[strip] === 1) return;
  summed[strip] = 1;
  const column = strip * STRIP;
  sums.fill(0, column, column + STRIP);
  for (let at = 0; at < count; at++) {
    const cell = ((rows[at] as number) * width + strip * (STRIP / IN_NUMBER)) | 0;
    const value = values[at] as number;
    for (let next = 0; next < STRIP; next++) {
      const byte = ((weights[cell + Math.floor(next / IN_NUMBER)] as number) >>> (8 * (next % IN_NUMBER))) & 0xff;
      sums[column + next] = (sums[column + next] as number) + (byte + LEAST_WEIGHT) * value;
    }
  }
}
