/** Multinomial logistic regression over sparse features, trained by AdaGrad with a pull of every weight to zero. Deterministic. */
import { generator, shuffle } from './random.ts';

/** One example: indexes of its features in ascending order, their values, the index of its class, and how much it counts. */
export interface Example {
  features: Int32Array;
  values: Float32Array;
  label: number;
  weight: number;
}

const EPOCHS = 20;
const RATE = 0.1;
const PULL = 0.0015;
const SEED = 5;

/** Weights in rows of `classes`, one row a feature. */
export function trainLogistic(examples: readonly Example[], classes: number, size: number): Float32Array {
  const weights = new Float32Array(size * classes);
  const squares = new Float32Array(size * classes).fill(1e-2);
  const order = examples.map((_, at) => at);
  const random = generator(SEED);
  const scores = new Float64Array(classes);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const at of order) {
      const { features, values, label, weight } = examples[at] as Example;
      scores.fill(0);
      for (let f = 0; f < features.length; f++) {
        const row = (features[f] ?? 0) * classes;
        for (let c = 0; c < classes; c++) scores[c] = (scores[c] ?? 0) + (weights[row + c] ?? 0) * (values[f] ?? 0);
      }
      softmax(scores);
      for (let c = 0; c < classes; c++) {
        const error = ((scores[c] ?? 0) - (c === label ? 1 : 0)) * weight;
        for (let f = 0; f < features.length; f++) {
          const cell = (features[f] ?? 0) * classes + c;
          const now = weights[cell] ?? 0;
          const gradient = error * (values[f] ?? 0) + PULL * now;
          const sum = (squares[cell] ?? 0) + gradient * gradient;
          squares[cell] = sum;
          weights[cell] = now - (RATE * gradient) / Math.sqrt(sum);
        }
      }
    }
  }
  return weights;
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
