/**
 * A forest asked the other way round: a feature that is present rules out leaves, and what a tree adds is its first leaf that
 * is left. So nothing is asked of the many features that are absent. The method is QuickScorer (Lucchese et al., SIGIR 2015).
 */
import type { Forest } from './trees.ts';

/** Leaves of one tree, a bit each. */
const MOST_LEAVES = 16;
const ALL_LEAVES = (1 << MOST_LEAVES) - 1;

export interface Scorer {
  prior: readonly number[];
  /** Trees a class. A class's trees lie one after the other. */
  rounds: number;
  /** What the leaves add, tree by tree, and where each tree's begin. */
  leaves: Float64Array;
  leavesOf: Int32Array;
  /** Where in `entries` those of a question begin; one more for the end. */
  begins: Int32Array;
  /** A tree, and below its 16 bits what a present feature leaves of its leaves. */
  entries: Uint32Array;
  /** Leaves still standing, by tree; scratch of one question. */
  standing: Uint16Array;
}

/** The features that the trees ask about, numbered: the number of each row, or -1. So what is looked up stays small. */
export interface Questions {
  of: Int32Array;
  count: number;
}

/** @param size rows of the model. */
export function questionsOf(forests: Iterable<Forest>, size: number): Questions {
  const of = new Int32Array(size).fill(-1);
  let count = 0;
  for (const { nodes } of forests)
    for (let node = 0; node < nodes.length; node += 2) {
      const row = nodes[node] as number;
      if (row >= 0 && of[row] === -1) of[row] = count++;
    }
  return { of, count };
}

export function scorerOf({ prior, starts, nodes, values }: Forest, questions: Questions): Scorer {
  const classes = prior.length;
  const rounds = starts.length / classes;
  const leaves: number[] = [];
  const leavesOf = new Int32Array(starts.length);
  const asked: number[] = [];
  const left: number[] = [];
  starts.forEach((start, at) => {
    const tree = (at % classes) * rounds + Math.floor(at / classes);
    const begin = leaves.length;
    leavesOf[tree] = begin;
    // The absent side comes first, so that without any feature the first leaf stands.
    const walk = (node: number): void => {
      const row = nodes[node] ?? -1;
      if (row < 0) {
        if (leaves.length - begin === MOST_LEAVES) throw new Error(`a tree has more than ${MOST_LEAVES} leaves`);
        leaves.push(values[nodes[node + 1] ?? 0] ?? 0);
        return;
      }
      const first = leaves.length - begin;
      walk(nodes[node + 1] ?? 0);
      let absent = 0;
      for (let leaf = first; leaf < leaves.length - begin; leaf++) absent |= 1 << leaf;
      asked.push(questions.of[row] ?? 0);
      left.push((tree << MOST_LEAVES) | (~absent & ALL_LEAVES));
      walk(node + 2);
    };
    walk(start);
  });
  const begins = new Int32Array(questions.count + 1);
  for (const question of asked) begins[question + 1] = (begins[question + 1] ?? 0) + 1;
  for (let question = 0; question < questions.count; question++)
    begins[question + 1] = (begins[question + 1] ?? 0) + (begins[question] ?? 0);
  const free = begins.slice();
  const entries = new Uint32Array(left.length);
  asked.forEach((question, at) => {
    const place = free[question] ?? 0;
    entries[place] = left[at] ?? 0;
    free[question] = place + 1;
  });
  return { prior, rounds, leaves: Float64Array.from(leaves), leavesOf, begins, entries, standing: new Uint16Array(starts.length) };
}

/** The score of each class, into `sums`; `present` are the first `count` questions that are answered with yes. */
export function score(scorer: Scorer, present: Int32Array, count: number, sums: Float64Array): void {
  const { prior, rounds, leaves, leavesOf, begins, entries, standing } = scorer;
  standing.fill(ALL_LEAVES);
  for (let at = 0; at < count; at++) {
    const question = present[at] as number;
    const end = begins[question + 1] as number;
    for (let next = begins[question] as number; next < end; next++) {
      const entry = entries[next] as number;
      const tree = entry >>> MOST_LEAVES;
      standing[tree] = (standing[tree] as number) & entry;
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
        sum += leaves[(leavesOf[tree] as number) + 31 - Math.clz32(left & -left)] as number;
      }
    }
    sums[c] = sum;
  }
}
