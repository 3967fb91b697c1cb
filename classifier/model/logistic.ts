/** Multinomial logistic regression over sparse features, with a pull of every weight to zero. Deterministic. */
import { minimise } from './minimise.ts';

/** One example: indexes of its features in ascending order, their values, the index of its class, and how much it counts. */
export interface Example {
  features: Int32Array;
  values: Float32Array;
  label: number;
  weight: number;
}

/** How strongly weights are drawn to zero, beside examples that count one each: chosen by cross-validation. */
const PULL = 15;

/** Weights in rows of `classes`, one row a feature. */
export function trainLogistic(examples: readonly Example[], classes: number, size: number): Float32Array {
  const shares = new Float64Array(classes);
  function slope(weights: Float64Array, gradient: Float64Array): number {
    let value = 0;
    for (let at = 0; at < weights.length; at++) {
      const weight = weights[at] as number;
      value += (PULL / 2) * weight * weight;
      gradient[at] = PULL * weight;
    }
    for (const { features, values, label, weight } of examples) {
      shares.fill(0);
      for (let f = 0; f < features.length; f++) {
        const row = (features[f] as number) * classes;
        const one = values[f] as number;
        for (let c = 0; c < classes; c++) shares[c] = (shares[c] as number) + (weights[row + c] as number) * one;
      }
      softmax(shares);
      value -= weight * Math.log(Math.max(shares[label] as number, Number.MIN_VALUE));
      for (let c = 0; c < classes; c++) shares[c] = weight * ((shares[c] as number) - (c === label ? 1 : 0));
      for (let f = 0; f < features.length; f++) {
        const row = (features[f] as number) * classes;
        const one = values[f] as number;
        for (let c = 0; c < classes; c++) gradient[row + c] = (gradient[row + c] as number) + (shares[c] as number) * one;
      }
    }
    return value;
  }
  return Float32Array.from(minimise(size * classes, slope));
}

/** Scores to shares that sum to one, in place. */
export function softmax(scores: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const one of scores) if (one > most) most = one;
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    const power = Math.exp((scores[c] ?? 0) - most);
    scores[c] = power;
    sum += power;
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] ?? 0) / sum;
}
