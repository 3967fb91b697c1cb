/**
 * The trained model as one JSON file and back. Numbers are packed into base64: feature hashes as 32 bits, weights as 8 bits
 * times a scale for each head.
 */

import type { Calibration } from '../confidence.ts';
import { hashOf } from '../reading/lexicon.ts';
import type { Model } from './predict.ts';
import { inSteps, type TrainedHead } from './regression.ts';

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
}

export function packModel(model: Model, trained: PackedModel['trained']): PackedModel {
  const hashes = new Uint32Array(model.index.size);
  for (const [hash, row] of model.index) hashes[row] = hash;
  const content = {
    calibration: model.calibration.map(([raw, right]): [number, number] => [raw, right]),
    features: base64(hashes),
    heads: Object.fromEntries([...model.heads].map(([id, head]) => [id, packHead(head)])),
  };
  return { id: (hashOf(JSON.stringify(content)) >>> 0).toString(16).padStart(8, '0'), trained, ...content };
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

function packHead(head: TrainedHead): PackedHead {
  const { classes, weights, scale } = inSteps(head);
  return { classes: [...classes], scale, weights: base64(weights) };
}

function unpackHead({ classes, scale, weights }: PackedHead): TrainedHead {
  return { classes, weights: new Int8Array(bytes(weights)), scale };
}

function base64(numbers: Uint32Array | Int8Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');
}

function bytes(text: string): ArrayBuffer {
  const buffer = Buffer.from(text, 'base64');
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength) as ArrayBuffer;
}
