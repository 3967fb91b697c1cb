/**
 * The trained model as one JSON file and back. Numbers are packed into base64: feature hashes as 32 bits, weights of the
 * regression as 8 bits times a scale for each head, trees as 16 bits a node.
 */

import type { Calibration } from '../confidence.ts';
import { hashOf } from '../reading/lexicon.ts';
import type { Model, TrainedHead } from './predict.ts';
import { type Forest, flatten, type Tree } from './trees.ts';

/** What stands in weights.json. */
export interface PackedModel {
  /** Of the weights themselves: the same training gives the same. */
  id: string;
  /** How it was made: number of labelled tools and servers, nothing of what they say. */
  trained: { tools: number; servers: number };
  calibration: [number, number][];
  /** Hashes of the features in the order of the rows. */
  features: string;
  heads: Record<string, PackedHead>;
}

interface PackedHead {
  classes: string[];
  scale: number;
  weights: string;
  prior: number[];
  /** Trees of all rounds one after the other, each as its number of nodes and then three numbers a node. */
  trees: string;
  rounds: number;
}

/** Leaf values are kept in steps of this size. */
const STEP = 1 / 4096;
const LEAF = 65_535;

export function packModel(model: Model, trained: PackedModel['trained']): PackedModel {
  const hashes = new Uint32Array(model.index.size);
  for (const [hash, row] of model.index) hashes[row] = hash;
  const content = {
    calibration: model.calibration.map(([raw, right]): [number, number] => [raw, right]),
    features: base64(hashes),
    heads: Object.fromEntries([...model.heads].map(([id, head]) => [id, packHead(head)])),
  };
  return { id: hashOf(JSON.stringify(content)).toString(16).padStart(8, '0'), trained, ...content };
}

export function unpackModel(packed: PackedModel): Model {
  const hashes = new Uint32Array(bytes(packed.features));
  const index = new Map<number, number>();
  hashes.forEach((hash, row) => {
    index.set(hash, row);
  });
  const heads = new Map(Object.entries(packed.heads).map(([id, head]) => [id, unpackHead(head)]));
  return { index, heads, calibration: packed.calibration as Calibration };
}

function packHead({ classes, weights, scale: unit = 1, forest }: TrainedHead): PackedHead {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight * unit));
  const scale = most / 127 || 1;
  const small = Int8Array.from(weights, (weight) => Math.round((weight * unit) / scale));
  const nodes: number[] = [];
  forest.starts.forEach((start, number) => {
    const end = forest.starts[number + 1] ?? forest.nodes.length;
    nodes.push((end - start) / 2);
    for (let at = start; at < end; at += 2) {
      const feature = forest.nodes[at] ?? -1;
      const next = forest.nodes[at + 1] ?? 0;
      if (feature < 0) nodes.push(LEAF, 0, Math.round((forest.values[next] ?? 0) / STEP) + 32_768);
      else nodes.push(feature, (next - start) / 2, 0);
    }
  });
  return {
    classes: [...classes],
    scale,
    weights: base64(small),
    prior: forest.prior,
    trees: base64(Uint16Array.from(nodes)),
    rounds: forest.starts.length / classes.length,
  };
}

function unpackHead({ classes, scale, weights, prior, trees, rounds }: PackedHead): TrainedHead {
  return {
    classes,
    weights: new Int8Array(bytes(weights)),
    scale,
    forest: unpackForest(prior, new Uint16Array(bytes(trees)), rounds, classes.length),
  };
}

function unpackForest(prior: number[], nodes: Uint16Array, rounds: number, classes: number): Forest {
  let at = 0;
  const readTree = (): Tree => {
    const size = nodes[at++] ?? 0;
    const tree: Tree = { feature: [], absent: [], value: [] };
    for (let node = 0; node < size; node++) {
      const feature = nodes[at++] ?? LEAF;
      tree.feature.push(feature === LEAF ? -1 : feature);
      tree.absent.push(nodes[at++] ?? 0);
      const value = nodes[at++] ?? 0;
      tree.value.push(feature === LEAF ? (value - 32_768) * STEP : 0);
    }
    return tree;
  };
  return flatten(prior, Array.from({ length: rounds * classes }, readTree));
}

function base64(numbers: Uint32Array | Uint16Array | Int8Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');
}

function bytes(text: string): ArrayBuffer {
  const buffer = Buffer.from(text, 'base64');
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength) as ArrayBuffer;
}
