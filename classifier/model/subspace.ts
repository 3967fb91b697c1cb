/** Presses the rows of a sparse matrix into few dimensions: the subspace of its largest singular values, by iteration. */

import { unit } from './directions.ts';

export interface Matrix {
  columns: number;
  rows: { at: Int32Array; value: Float64Array }[];
}

const ITERATIONS = 4;

/** Each row as a vector of length one (or zero) in `dimensions` dimensions; angles between rows are kept as well as they can be. */
export function compress(matrix: Matrix, dimensions: number, random: () => number): Float64Array[] {
  let basis: Float64Array[] = Array.from({ length: matrix.columns }, () => Float64Array.from({ length: dimensions }, () => random() - 0.5));
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const left = orthonormal(times(matrix, basis, dimensions), dimensions);
    basis = orthonormal(transposedTimes(matrix, left, dimensions), dimensions);
  }
  return times(matrix, basis, dimensions).map(unit);
}

function times({ rows }: Matrix, basis: readonly Float64Array[], dimensions: number): Float64Array[] {
  return rows.map(({ at, value }) => {
    const sum = new Float64Array(dimensions);
    for (let cell = 0; cell < at.length; cell++) addTo(sum, basis[at[cell] ?? 0] as Float64Array, value[cell] ?? 0);
    return sum;
  });
}

function transposedTimes({ rows, columns }: Matrix, left: readonly Float64Array[], dimensions: number): Float64Array[] {
  const sums = Array.from({ length: columns }, () => new Float64Array(dimensions));
  rows.forEach(({ at, value }, row) => {
    for (let cell = 0; cell < at.length; cell++) addTo(sums[at[cell] ?? 0] as Float64Array, left[row] as Float64Array, value[cell] ?? 0);
  });
  return sums;
}

function addTo(sum: Float64Array, vector: Float64Array, factor: number): void {
  for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] ?? 0) + (vector[d] ?? 0) * factor;
}

/** Columns made orthonormal, one after the other (modified Gram–Schmidt), in place. */
function orthonormal(rows: Float64Array[], dimensions: number): Float64Array[] {
  for (let d = 0; d < dimensions; d++) {
    for (let before = 0; before < d; before++) {
      let product = 0;
      for (const row of rows) product += (row[d] ?? 0) * (row[before] ?? 0);
      for (const row of rows) row[d] = (row[d] ?? 0) - product * (row[before] ?? 0);
    }
    let square = 0;
    for (const row of rows) square += (row[d] ?? 0) ** 2;
    const length = Math.sqrt(square) || 1;
    for (const row of rows) row[d] = (row[d] ?? 0) / length;
  }
  return rows;
}
