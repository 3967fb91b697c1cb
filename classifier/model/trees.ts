/** Gradient-boosted trees over the presence of features (softmax objective, one tree a class and round). Deterministic. */
import { type Example, softmax } from './logistic.ts';
import { generator } from './random.ts';

/**
 * One tree in preorder. `feature[n]` is the feature asked at node n, or -1 for a leaf; where it is present the next node
 * follows, else `absent[n]`. `value[n]` is what a leaf adds to its class.
 */
export interface Tree {
  feature: number[];
  absent: number[];
  value: number[];
}

/**
 * Log of the shares of the classes, and the trees, for each round one a class (with two classes the first class has a lone
 * leaf of nothing). All nodes lie one after the other, two numbers each: the feature and where to go without it; of a leaf,
 * -1 and the place of its value. `starts` says where in `nodes` each tree begins.
 */
export interface Forest {
  prior: number[];
  starts: Int32Array;
  nodes: Int32Array;
  values: Float64Array;
}

/** Lays trees one after the other. */
export function flatten(prior: number[], trees: readonly Tree[]): Forest {
  const size = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const starts = new Int32Array(trees.length);
  const nodes = new Int32Array(size * 2);
  const values: number[] = [];
  let at = 0;
  trees.forEach(({ feature, absent, value }, number) => {
    const start = at;
    starts[number] = start;
    feature.forEach((asked, node) => {
      nodes[at++] = asked;
      nodes[at++] = asked < 0 ? values.push(value[node] ?? 0) - 1 : start + 2 * (absent[node] ?? 0);
    });
  });
  return { prior, starts, nodes, values: Float64Array.from(values) };
}

const ROUNDS = 60;
const DEPTH = 4;
const RATE = 0.15;
const LAMBDA = 2;
const LEAST_HESSIAN = 1;
const LEAST_EXAMPLES = 8;
const LEAST_GAIN = 1e-3;
const EXAMPLES_SHARE = 0.8;
const FEATURES_SHARE = 0.5;
const SEED = 9;

export function trainForest(examples: readonly Example[], classes: number, size: number): Forest {
  const counts = new Array<number>(classes).fill(1);
  for (const { label, weight } of examples) counts[label] = (counts[label] ?? 0) + weight;
  const total = counts.reduce((a, b) => a + b, 0);
  const prior = counts.map((count) => Math.log(count / total));
  const scores = examples.map(() => Float64Array.from(prior));
  const random = generator(SEED);
  const grower = newGrower(examples, size);
  const grown: Tree[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const shares = scores.map((one) => {
      const copy = Float64Array.from(one);
      softmax(copy);
      return copy;
    });
    const kept = examples.map(() => random() < EXAMPLES_SHARE);
    const salt = Math.floor(random() * 1e9);
    for (let c = 0; c < classes; c++) {
      if (classes === 2 && c === 0) {
        grown.push({ feature: [-1], absent: [0], value: [0] });
        continue;
      }
      examples.forEach(({ label, weight }, at) => {
        const share = shares[at]?.[c] ?? 0;
        const counted = kept[at] ? weight : 0;
        grower.gradient[at] = (share - (label === c ? 1 : 0)) * counted;
        grower.hessian[at] = Math.max(1e-4, share * (1 - share)) * counted;
      });
      const tree = grow(grower, salt);
      grown.push(tree);
      examples.forEach(({ features }, at) => {
        const one = scores[at] as Float64Array;
        one[c] = (one[c] ?? 0) + leafOf(tree, (feature) => has(features, feature));
      });
    }
  }
  return flatten(prior, grown);
}

/** What the leaf adds that an example falls into. */
function leafOf({ feature, absent, value }: Tree, present: (feature: number) => boolean): number {
  let node = 0;
  for (let asked = feature[node] ?? -1; asked >= 0; asked = feature[node] ?? -1) node = present(asked) ? node + 1 : (absent[node] ?? 0);
  return value[node] ?? 0;
}

interface Grower {
  examples: readonly Example[];
  gradient: Float64Array;
  hessian: Float64Array;
  sumGradient: Float64Array;
  sumHessian: Float64Array;
}

function newGrower(examples: readonly Example[], size: number): Grower {
  return {
    examples,
    gradient: new Float64Array(examples.length),
    hessian: new Float64Array(examples.length),
    sumGradient: new Float64Array(size),
    sumHessian: new Float64Array(size),
  };
}

function grow(grower: Grower, salt: number): Tree {
  const tree: Tree = { feature: [], absent: [], value: [] };
  growNode(
    grower,
    salt,
    tree,
    grower.examples.map((_, at) => at),
    DEPTH,
  );
  return tree;
}

function growNode(grower: Grower, salt: number, tree: Tree, members: number[], depth: number): number {
  let gradient = 0;
  let hessian = 0;
  for (const at of members) {
    gradient += grower.gradient[at] ?? 0;
    hessian += grower.hessian[at] ?? 0;
  }
  const node = tree.feature.length;
  tree.feature.push(-1);
  tree.absent.push(0);
  tree.value.push((-gradient / (hessian + LAMBDA)) * RATE);
  const split = depth > 0 && members.length >= LEAST_EXAMPLES ? bestSplit(grower, salt, members, gradient, hessian) : -1;
  if (split < 0) return node;
  tree.feature[node] = split;
  const within = members.filter((at) => has((grower.examples[at] as Example).features, split));
  const without = members.filter((at) => !has((grower.examples[at] as Example).features, split));
  growNode(grower, salt, tree, within, depth - 1);
  tree.absent[node] = growNode(grower, salt, tree, without, depth - 1);
  return node;
}

function bestSplit(
  { examples, gradient, hessian, sumGradient, sumHessian }: Grower,
  salt: number,
  members: number[],
  all: number,
  mass: number,
): number {
  const touched: number[] = [];
  for (const at of members) {
    const h = hessian[at] ?? 0;
    if (h === 0) continue;
    for (const feature of (examples[at] as Example).features) {
      if ((Math.imul(feature + 1, 2_654_435_761) ^ salt) >>> 0 >= FEATURES_SHARE * 4_294_967_296) continue;
      if (sumHessian[feature] === 0) touched.push(feature);
      sumGradient[feature] = (sumGradient[feature] ?? 0) + (gradient[at] ?? 0);
      sumHessian[feature] = (sumHessian[feature] ?? 0) + h;
    }
  }
  let best = LEAST_GAIN;
  let split = -1;
  for (const feature of touched) {
    const g = sumGradient[feature] ?? 0;
    const h = sumHessian[feature] ?? 0;
    sumGradient[feature] = 0;
    sumHessian[feature] = 0;
    if (h < LEAST_HESSIAN || mass - h < LEAST_HESSIAN) continue;
    const gain = (g * g) / (h + LAMBDA) + (all - g) ** 2 / (mass - h + LAMBDA) - (all * all) / (mass + LAMBDA);
    if (gain > best) {
      best = gain;
      split = feature;
    }
  }
  return split;
}

/** Whether an ascending list holds a number. */
function has(list: Int32Array, wanted: number): boolean {
  let low = 0;
  let high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = list[middle] ?? 0;
    if (here === wanted) return true;
    if (here < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
