import { expect, it } from 'vitest';
import { generator } from '../../../classifier/model/random.ts';
import { compress, type Matrix } from '../../../classifier/model/subspace.ts';

/** Words in places: two that stand where beds stand, two that stand where ships stand, one that stands nowhere. */
const MATRIX: Matrix = {
  columns: 6,
  rows: [
    [
      [0, 3],
      [1, 2],
      [2, 1],
    ],
    [
      [0, 2.5],
      [1, 2.2],
      [2, 1.1],
    ],
    [
      [3, 2],
      [4, 3],
      [5, 1],
    ],
    [
      [3, 2.1],
      [4, 2.8],
    ],
    [],
  ].map((cells) => ({ at: Int32Array.from(cells, ([at]) => at ?? 0), value: Float64Array.from(cells, ([, value]) => value ?? 0) })),
};

function angle(a: Float64Array | undefined, b: Float64Array | undefined): number {
  return [...(a ?? [])].reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0);
}

it('rows that fill the same columns come to lie together, others apart, an empty one nowhere', () => {
  const rows = compress(MATRIX, 2, generator(1));
  expect(angle(rows[0], rows[1])).toBeGreaterThan(0.95);
  expect(angle(rows[2], rows[3])).toBeGreaterThan(0.95);
  expect(Math.abs(angle(rows[0], rows[2]))).toBeLessThan(0.2);
  expect([...(rows[4] ?? [])]).toEqual([0, 0]);
});

it('the same matrix gives the same rows', () => {
  expect(compress(MATRIX, 2, generator(1))).toEqual(compress(MATRIX, 2, generator(1)));
});
