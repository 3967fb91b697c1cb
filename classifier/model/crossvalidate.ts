/** Verdicts on labelled tools by models that never saw a tool of the same server. */

import { readTool } from '../reading/read.ts';
import type { Case } from '../types.ts';
import { conclude, findAll } from '../verdict.ts';
import { featuresOf } from './features.ts';
import { type Lesson, learn } from './learn.ts';
import type { Labelled } from './lessons.ts';
import type { Model } from './predict.ts';

export const FOLDS = 10;

/** A labelled tool, read once: what the rules see does not depend on the model. */
export interface Prepared extends Lesson {
  server: string;
  conclude(model: Model): Case;
}

export function prepare(labelled: readonly Labelled[]): Prepared[] {
  return labelled.map(({ tool, context, gold }) => {
    const reading = readTool(tool, context);
    const findings = findAll(reading);
    return {
      features: featuresOf(reading, findings),
      gold,
      server: context.server,
      conclude: (model) => conclude(reading, findings, model, ''),
    };
  });
}

/** One case for each tool, in order. Folds are by server, so that no server is on both sides. */
export function crossvalidate(prepared: readonly Prepared[]): Case[] {
  const cases = new Array<Case>(prepared.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = learn(prepared.filter((one) => foldOf(one.server) !== fold));
    prepared.forEach((one, at) => {
      if (foldOf(one.server) === fold) cases[at] = one.conclude(model);
    });
  }
  return cases;
}

/** The fold of a server: the same on every machine. */
export function foldOf(server: string): number {
  let hash = 7;
  for (let at = 0; at < server.length; at++) hash = (Math.imul(hash, 31) + server.charCodeAt(at)) | 0;
  return (hash >>> 0) % FOLDS;
}
