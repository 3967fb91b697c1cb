import { expect, it } from 'vitest';
import { AT } from '../../../classifier/model/places.ts';
import { ask, known, type Model } from '../../../classifier/model/predict.ts';
import { prune } from '../../../classifier/model/prune.ts';

it('what hardly weighs in any question is forgotten, and the rest answers as before', () => {
  const model: Model = {
    index: new Map([
      [11, 0],
      [12, 1],
      [13, 2],
    ]),
    heads: new Map([
      ['a', { classes: ['x', 'y'], weights: Float32Array.of(0.5, -0.5, 0.001, -0.001, 0, 0) }],
      ['b', { classes: ['x', 'y', 'z'], weights: Float32Array.of(0, 0, 0, 0.002, 0, 0, 0, 0, 0.7) }],
    ]),
    calibration: [[0.5, 0.6]],
  };
  const pruned = prune(model);
  expect([...pruned.index.keys()]).toEqual([11, 13]);
  expect(pruned.calibration).toEqual(model.calibration);
  for (const feature of [11, 13])
    for (const head of ['a', 'b']) {
      const [before = [], after = []] = [model, pruned].map((one) => [
        ...ask(
          one,
          head,
          known(one, (into) => into.see(feature, AT.bias)),
        ),
      ]);
      after.forEach((share, at) => {
        expect(share).toBeCloseTo(before[at] ?? 0, 6);
      });
    }
});
