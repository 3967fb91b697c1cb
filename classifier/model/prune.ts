/** Forgets what hardly weighs: a third of the rows, and no figure of the cross-validation changes by more than noise. */
import type { Model } from './predict.ts';
import type { TrainedHead } from './regression.ts';

/** A feature that moves no score of any head by so much is forgotten. */
const LEAST_WEIGHT = 0.03;

/** The model with the rows that weigh, in their order. */
export function prune({ index, heads, calibration }: Model): Model {
  const most = new Float32Array(index.size);
  for (const { classes, weights } of heads.values())
    weights.forEach((weight, at) => {
      const row = Math.floor(at / classes.length);
      most[row] = Math.max(most[row] as number, Math.abs(weight));
    });
  const kept = [...index].filter(([, row]) => (most[row] as number) >= LEAST_WEIGHT).sort((a, b) => a[1] - b[1]);
  const rows = kept.map(([, row]) => row);
  return {
    index: new Map(kept.map(([id], at) => [id, at])),
    heads: new Map([...heads].map(([id, head]) => [id, { ...head, weights: rowsOf(head, rows) }])),
    calibration,
  };
}

function rowsOf({ classes, weights }: TrainedHead, rows: readonly number[]): Float32Array {
  const kept = new Float32Array(rows.length * classes.length);
  rows.forEach((row, at) => {
    kept.set(weights.subarray(row * classes.length, (row + 1) * classes.length), at * classes.length);
  });
  return kept;
}
