/** How often verdicts of a given raw share were right in cross-validation: isotonic, so that a higher share is never less sure. */
import type { Calibration } from '../confidence.ts';

/** So many verdicts at least make one point. */
const LEAST = 60;

/** Points of the calibration from pairs of raw share and whether the category was right. */
export function calibrate(pairs: readonly (readonly [share: number, right: boolean])[]): Calibration {
  const sorted = [...pairs].sort((a, b) => a[0] - b[0]);
  const blocks: { share: number; right: number; count: number }[] = [];
  for (const [share, right] of sorted) {
    blocks.push({ share, right: right ? 1 : 0, count: 1 });
    for (
      let last = blocks.at(-1), before = blocks.at(-2);
      last && before && before.right / before.count >= last.right / last.count;
      last = blocks.at(-1), before = blocks.at(-2)
    ) {
      before.share += last.share;
      before.right += last.right;
      before.count += last.count;
      blocks.pop();
    }
  }
  const points: [number, number][] = [];
  let share = 0;
  let right = 0;
  let count = 0;
  blocks.forEach((block, at) => {
    share += block.share;
    right += block.right;
    count += block.count;
    if (count < LEAST && at < blocks.length - 1) return;
    points.push([round(share / count), round(right / count)]);
    share = right = count = 0;
  });
  return points;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
