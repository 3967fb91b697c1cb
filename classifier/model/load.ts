/** The model that this project ships: weights.json, loaded with the module. */
import { readFileSync } from 'node:fs';
import { type PackedModel, unpackModel } from './pack.ts';
import type { Model } from './predict.ts';
import { WEIGHTS } from './weights.ts';

const packed: PackedModel = JSON.parse(readFileSync(WEIGHTS, 'utf8'));

export const MODEL: Model = unpackModel(packed);

/** Changes with every training that changes a weight. */
export const MODEL_ID: string = packed.id;
