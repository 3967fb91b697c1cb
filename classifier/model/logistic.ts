/** Multinomial logistic regression over sparse features, with a pull of every weight to zero. Deterministic. */
import { minimise } from './minimise.ts';

/**
 * One example: indexes of its features in ascending order, their values, the index of its class, and how much it counts. `full`: its label
 * is one of those that the answers are measured by.
 */
export interface Example {
  features: Int32Array;
  values: Float32Array;
  label: number;
  weight: number;
  full: boolean;
}

/** How strongly weights are drawn to zero, beside examples that count one each: chosen by cross-validation. */
const PULL = 6;
/**
 * Labels that count in full and the others come from different hands. What all say alike stands in one table of weights; a second one,
 * read by so much and drawn to zero as the first, holds how the full ones differ (Daumé 2007, "Frustratingly easy domain adaptation").
 */
const APART = 0.8;

/** Weights in rows of `classes`, one row a feature, as labels that count in full would have them; `alike`: as all of them would. */
export function trainLogistic(examples: readonly Example[], classes: number, size: number, alike = false): Float32Array {
  const inBoth = examples.map((example) => (example.full && !alike ? twice(example, size) : example));
  // Most features do not occur in most heads: only those that do are learned.
  const { place, occurring } = placesOf(inBoth, 2 * size);
  const lessons = inBoth.map((example) => ({ ...example, features: example.features.map((row) => place[row] as number) }));
  const shares = new Float64Array(classes);
  function slope(weights: Float64Array, gradient: Float64Array): number {
    let value = 0;
    for (let at = 0; at < weights.length; at++) {
      const weight = weights[at] as number;
      value += (PULL / 2) * weight * weight;
      gradient[at] = PULL * weight;
    }
    for (const { features, values, label, weight } of lessons) {
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
  const learned = minimise(occurring * classes, slope);
  const weights = new Float32Array(size * classes);
  for (let row = 0; row < 2 * size; row++) {
    const from = (place[row] as number) * classes;
    const to = (row % size) * classes;
    const share = row < size ? 1 : APART;
    if (from >= 0) for (let c = 0; c < classes; c++) weights[to + c] = (weights[to + c] as number) + share * (learned[from + c] as number);
  }
  return weights;
}

/** Where each row that occurs stands among those that do, in the order they are met; -1 for the others. */
function placesOf(examples: readonly Example[], rows: number): { place: Int32Array; occurring: number } {
  const place = new Int32Array(rows).fill(-1);
  let occurring = 0;
  for (const { features } of examples) for (const row of features) if (place[row] === -1) place[row] = occurring++;
  return { place, occurring };
}

/** The example with its features in the second table too. */
function twice({ features, values, ...rest }: Example, size: number): Example {
  return {
    ...rest,
    features: Int32Array.from([...features, ...features.map((row) => row + size)]),
    values: Float32Array.from([...values, ...values.map((value) => value * APART)]),
  };
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
