import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Example, trainLogistic } from '../../../classifier/model/logistic.ts';
import { minimise } from '../../../classifier/model/minimise.ts';
import { runs } from '../../helpers/runs.ts';

describe('the least value', () => {
  it('of a bowl is found at its bottom, however long and narrow it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: 0.01, max: 100, noNaN: true })), {
          minLength: 1,
          maxLength: 12,
        }),
        (axes) => {
          const found = minimise(axes.length, (point, gradient) =>
            axes.reduce((sum, [bottom, steep], at) => {
              const off = (point[at] as number) - bottom;
              gradient[at] = 2 * steep * off;
              return sum + steep * off * off;
            }, 1),
          );
          const above = axes.reduce((sum, [bottom, steep], at) => sum + steep * ((found[at] as number) - bottom) ** 2, 0);
          expect(above).toBeLessThan(0.02);
        },
      ),
      runs(200),
    );
  });

  it('of a level plain is where it started', () => {
    const level = (_: Float64Array, gradient: Float64Array) => {
      gradient.fill(0);
      return 3;
    };
    expect([...minimise(2, level)]).toEqual([0, 0]);
  });
});

describe('logistic regression', () => {
  /** So many examples of each class, each with one feature of its own and one that all have. */
  function examples(counts: readonly number[], weight = 1) {
    return counts.flatMap((count, label) => same(count, { features: Int32Array.of(0, label + 1), label, weight }));
  }
  function same(count: number, given: Partial<Example>): Example[] {
    const example = { features: Int32Array.of(0), values: Float32Array.of(1, 1), label: 0, weight: 1, full: false, ...given };
    return Array.from({ length: count }, () => example);
  }

  it('gives each feature to the class that has it, and none to what tells nothing', () => {
    const weights = trainLogistic(examples([60, 60]), 2, 3);
    expect(weights[2]).toBeGreaterThan(0.5);
    expect(weights[5]).toBeGreaterThan(0.5);
    expect(weights[0]).toBeCloseTo(0, 3);
  });

  it('holds back where there are few examples', () => {
    const many = trainLogistic(examples([200, 200]), 2, 3)[2] as number;
    const few = trainLogistic(examples([3, 3]), 2, 3)[2] as number;
    expect(few).toBeLessThan(many / 4);
    expect(trainLogistic(examples([200, 200], 0.015), 2, 3)[2]).toBeCloseTo(few, 2);
  });

  it('follows the labels that count in full where others differ, and these where there are none', () => {
    const feature = (at: number) => ({ features: Int32Array.of(at) });
    const others = [...same(300, { ...feature(0), label: 0 }), ...same(300, { ...feature(1), label: 0 })];
    const full = same(200, { ...feature(0), label: 1, full: true });
    const weights = trainLogistic([...others, ...full], 2, 2);
    expect((weights[1] as number) - (weights[0] as number)).toBeGreaterThan(0.5);
    expect((weights[3] as number) - (weights[2] as number)).toBeLessThan(-0.5);
  });

  it('counts all labels alike where they mean the same', () => {
    const others = same(300, { label: 0 });
    const full = same(200, { label: 1, full: true });
    const apart = trainLogistic([...others, ...full], 2, 1);
    const alike = trainLogistic([...others, ...full], 2, 1, true);
    expect((apart[1] as number) - (apart[0] as number)).toBeGreaterThan(0.5);
    expect((alike[1] as number) - (alike[0] as number)).toBeCloseTo(Math.log(200 / 300), 1);
  });
});
