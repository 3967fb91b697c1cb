/** Questions learned anew are put into weights that were learned before. */
import { UsageError } from '../../db/command.ts';
import type { Model } from './predict.ts';
import { prune } from './prune.ts';
import type { TrainedHead } from './regression.ts';

/**
 * The model `before` with the heads of `learned` in place of its own. With a share below one each score is the mean of both, the new one
 * counting by that share: what one has wrong by chance, the other seldom has wrong as well (Breiman 1996, "Bagging predictors").
 * Calibration stays that of before, and has to be measured anew. A head that is not asked the same way before is a {@link UsageError}.
 */
export function blend(before: Model, learned: Model, share: number): Model {
  const index = new Map(before.index);
  for (const id of learned.index.keys()) if (!index.has(id)) index.set(id, index.size);
  const heads = new Map<string, TrainedHead>();
  for (const [id, head] of before.heads) {
    const { classes } = head;
    const other = learned.heads.get(id);
    if (other && other.classes.join() !== classes.join()) throw new UsageError(`"${id}" has other answers in the weights that are there`);
    const weights = new Float32Array(index.size * classes.length);
    addTo(weights, index, before.index, head, other ? 1 - share : 1);
    if (other) addTo(weights, index, learned.index, other, share);
    heads.set(id, { classes, weights });
  }
  return prune({ index, heads, calibration: before.calibration });
}

function addTo(
  weights: Float32Array,
  index: ReadonlyMap<number, number>,
  from: ReadonlyMap<number, number>,
  { classes, weights: own, scale = 1 }: TrainedHead,
  share: number,
): void {
  for (const [id, row] of from) {
    const to = (index.get(id) as number) * classes.length;
    for (let c = 0; c < classes.length; c++)
      weights[to + c] = (weights[to + c] as number) + share * scale * (own[row * classes.length + c] as number);
  }
}
