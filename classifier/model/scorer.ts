/**
 * A forest asked the other way round: a feature that is present rules out leaves, and what a tree adds is its first leaf that
 * is left. So nothing is asked of the many features that are absent. The method is QuickScorer (Lucchese et al., SIGIR 2015).
 */
import type { Forest } from './trees.ts';

/** Leaves of one tree, a bit each. */
const MOST_LEAVES = 32;

export interface Scorer {
  prior: readonly number[];
  /** Trees a class. A class's trees lie one after the other. */
  rounds: number;
  /** What the leaves add, {@link MOST_LEAVES} places a tree. */
  leaves: Float64Array;
  /** Where in `trees` and `masks` the entries of a row begin; one more for the end. */
  begins: Int32Array;
  trees: Int32Array;
  /** What a present feature leaves of the leaves of that tree. */
  masks: Int32Array;
  /** Leaves still standing, by tree; scratch of one question. */
  standing: Int32Array;
}

interface Entry {
  row: number;
  tree: number;
  mask: number;
}

/** @param size rows of the model; rows of the forest are below. */
export function scorerOf({ prior, starts, nodes, values }: Forest, size: number): Scorer {
  const classes = prior.length;
  const rounds = starts.length / classes;
  const leaves = new Float64Array(starts.length * MOST_LEAVES);
  const entries: Entry[] = [];
  starts.forEach((start, at) => {
    const tree = (at % classes) * rounds + Math.floor(at / classes);
    let count = 0;
    // The absent side comes first, so that without any feature the first leaf stands.
    const walk = (node: number): void => {
      const row = nodes[node] ?? -1;
      if (row < 0) {
        if (count === MOST_LEAVES) throw new Error(`a tree has more than ${MOST_LEAVES} leaves`);
        leaves[tree * MOST_LEAVES + count++] = values[nodes[node + 1] ?? 0] ?? 0;
        return;
      }
      const first = count;
      walk(nodes[node + 1] ?? 0);
      let absent = 0;
      for (let leaf = first; leaf < count; leaf++) absent |= 1 << leaf;
      entries.push({ row, tree, mask: ~absent });
      walk(node + 2);
    };
    walk(start);
  });
  entries.sort((a, b) => a.row - b.row || a.tree - b.tree);
  const begins = new Int32Array(size + 1);
  for (const { row } of entries) begins[row + 1] = (begins[row + 1] ?? 0) + 1;
  for (let row = 0; row < size; row++) begins[row + 1] = (begins[row + 1] ?? 0) + (begins[row] ?? 0);
  return {
    prior,
    rounds,
    leaves,
    begins,
    trees: Int32Array.from(entries, ({ tree }) => tree),
    masks: Int32Array.from(entries, ({ mask }) => mask),
    standing: new Int32Array(starts.length),
  };
}

/** The score of each class, into `sums`; `rows` are the rows of the features that are present. */
export function score(scorer: Scorer, rows: Int32Array, count: number, sums: Float64Array): void {
  const { prior, rounds, leaves, begins, trees, masks, standing } = scorer;
  standing.fill(-1);
  for (let at = 0; at < count; at++) {
    const row = rows[at] as number;
    const end = begins[row + 1] as number;
    for (let entry = begins[row] as number; entry < end; entry++) {
      const tree = trees[entry] as number;
      standing[tree] = (standing[tree] as number) & (masks[entry] as number);
    }
  }
  // With two classes the first has no trees.
  const first = sums.length === 2 ? 1 : 0;
  for (let c = 0; c < sums.length; c++) {
    let sum = prior[c] ?? 0;
    if (c >= first) {
      const end = (c + 1) * rounds;
      for (let tree = c * rounds; tree < end; tree++) {
        const left = standing[tree] as number;
        sum += leaves[tree * MOST_LEAVES + 31 - Math.clz32(left & -left)] as number;
      }
    }
    sums[c] = sum;
  }
}
