/** Rows of numbers as directions. */

/** The row at length one; a row of zeros stays one. */
export function unit(row: Float64Array): Float64Array {
  const length = Math.hypot(...row);
  return length === 0 ? row : row.map((value) => value / length);
}

/** Of two rows of length one: 1 where they point the same way. */
export function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] ?? 0) * (b[d] ?? 0);
  return sum;
}
