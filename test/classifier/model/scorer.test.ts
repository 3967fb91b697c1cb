import fc from 'fast-check';
import { expect, it } from 'vitest';
import { questionsOf, score, scorerOf } from '../../../classifier/model/scorer.ts';
import { flatten, type Tree } from '../../../classifier/model/trees.ts';

const ROWS = 12;

/** A tree over some of the rows, of depth at most four; what its leaves add differs from leaf to leaf. */
function treeOf(seed: readonly number[]): Tree {
  const tree: Tree = { feature: [], absent: [], value: [] };
  let taken = 0;
  const grow = (depth: number): number => {
    const node = tree.feature.length;
    const drawn = seed[taken++ % seed.length] ?? 0;
    const leaf = depth === 4 || drawn % 4 === 0;
    tree.feature.push(leaf ? -1 : drawn % ROWS);
    tree.absent.push(0);
    tree.value.push(leaf ? drawn / 7 + node : 0);
    if (!leaf) {
      grow(depth + 1);
      tree.absent[node] = grow(depth + 1);
    }
    return node;
  };
  grow(0);
  return tree;
}

function added({ feature, absent, value }: Tree, present: ReadonlySet<number>): number {
  let node = 0;
  while ((feature[node] ?? -1) >= 0) node = present.has(feature[node] ?? -1) ? node + 1 : (absent[node] ?? 0);
  return value[node] ?? 0;
}

it('a forest asked by what is present adds what each of its trees does, in their order', () => {
  const seeds = fc.array(fc.array(fc.nat(200), { minLength: 8, maxLength: 31 }), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(seeds, fc.uniqueArray(fc.nat(ROWS - 1)), (given, rows) => {
      const trees = given.map(treeOf);
      const forest = flatten([0.1, 0.2, 0.3], trees);
      const questions = questionsOf([forest], ROWS);
      const present = Int32Array.from(rows.map((row) => questions.of[row] ?? -1).filter((question) => question >= 0));
      const sums = new Float64Array(3);
      score(scorerOf(forest, questions), present, present.length, sums);
      const plain = [0.1, 0.2, 0.3].map((prior, c) =>
        trees.filter((_, at) => at % 3 === c).reduce((sum, tree) => sum + added(tree, new Set(rows)), prior),
      );
      expect([...sums]).toEqual(plain);
    }),
    { numRuns: 100, seed: 3 },
  );
});
