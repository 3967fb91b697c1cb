/** Spherical k-means: rows that point the same way are one group. */

import { product, unit } from './directions.ts';

const ROUNDS = 25;

/** The number of the group of each row; rows have length one, and `size` groups at most come of it. */
export function group(rows: readonly Float64Array[], weights: readonly number[], size: number, random: () => number): number[] {
  const dimensions = rows[0]?.length ?? 0;
  let centres = drawn(weights, size, random).map((at) => rows[at] ?? new Float64Array(dimensions));
  let groups: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    groups = rows.map((row) => nearest(row, centres));
    const sums = centres.map(() => new Float64Array(dimensions));
    rows.forEach((row, at) => {
      const sum = sums[groups[at] ?? 0] as Float64Array;
      for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] ?? 0) + (row[d] ?? 0) * (weights[at] ?? 0);
    });
    centres = sums.map((sum, at) => (sum.some((value) => value !== 0) ? unit(sum) : (centres[at] as Float64Array)));
  }
  return groups;
}

/** Distinct rows, heavier ones likelier. */
function drawn(weights: readonly number[], size: number, random: () => number): number[] {
  return weights
    .map((weight, at) => ({ at, key: random() ** (1 / weight) }))
    .sort((a, b) => b.key - a.key || a.at - b.at)
    .slice(0, size)
    .map(({ at }) => at);
}

/** The number of the centre that points most in the row's direction. */
export function nearest(row: Float64Array, centres: readonly Float64Array[]): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  centres.forEach((centre, at) => {
    const near = product(row, centre);
    if (near > most) [best, most] = [at, near];
  });
  return best;
}
