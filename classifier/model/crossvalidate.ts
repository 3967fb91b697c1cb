/** Verdicts on labelled tools by models that never saw a tool of the same server or of its kin. */

import { bandOf } from '../../db/model.ts';
import { confidenceOf } from '../confidence.ts';
import { readTool } from '../reading/read.ts';
import type { Case } from '../types.ts';
import { conclude, findAll } from '../verdict.ts';
import { calibrate } from './calibrate.ts';
import { listFeatures } from './features.ts';
import { isFull } from './heads.ts';
import { kinOf } from './kin.ts';
import { type Lesson, learn } from './learn.ts';
import type { Labelled } from './lessons.ts';
import type { Model } from './predict.ts';

const FOLDS = 5;

/** A labelled tool, read once: what the rules see does not depend on the model. */
export interface Prepared extends Lesson {
  server: string;
  /** What stands for the server and those that are the same under other names. */
  kin: string;
  conclude(model: Model): Case;
}

export function prepare(labelled: readonly Labelled[]): Prepared[] {
  const kin = kinOf(labelled);
  return labelled.map(({ tool, context, gold }) => {
    const reading = readTool(tool, context);
    const findings = findAll(reading);
    return {
      features: listFeatures(reading, findings),
      gold,
      server: context.server,
      kin: kin.get(context.server) ?? context.server,
      conclude: (model) => conclude(reading, findings, model, ''),
    };
  });
}

/**
 * One case for each tool, in order. Folds are by server, kin together, so that no server is on both sides; confidence is calibrated on the
 * verdicts of the other folds.
 */
export function crossvalidate(prepared: readonly Prepared[]): Case[] {
  const folds = prepared.map((one) => foldOf(one.kin));
  const cases = new Array<Case>(prepared.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = learn(prepared.filter((_, at) => folds[at] !== fold));
    prepared.forEach((one, at) => {
      if (folds[at] === fold) cases[at] = one.conclude(model);
    });
  }
  const calibrations = Array.from({ length: FOLDS }, (_, fold) => calibrate(outcomes(prepared, cases, (at) => folds[at] !== fold)));
  return cases.map((one, at) => {
    const { value: confidence, doubts } = confidenceOf({ ...one, category: one.verdict.category }, calibrations[folds[at] ?? 0] ?? []);
    return { ...one, doubts, verdict: { ...one.verdict, confidence, band: bandOf(confidence) } };
  });
}

/** The raw share of each verdict on a label that counts in full, and whether its category was right; of those only that are `kept`. */
export function outcomes(
  prepared: readonly Prepared[],
  cases: readonly Case[],
  kept: (at: number) => boolean = () => true,
): (readonly [share: number, right: boolean])[] {
  return prepared.flatMap(({ gold }, at) => {
    const judged = cases[at];
    return judged && isFull(gold) && kept(at) ? [[judged.share, judged.verdict.category === gold.category] as const] : [];
  });
}

/** The fold of kin: the same on every machine. */
function foldOf(kin: string): number {
  let hash = 7;
  for (let at = 0; at < kin.length; at++) hash = (Math.imul(hash, 31) + kin.charCodeAt(at)) | 0;
  return (hash >>> 0) % FOLDS;
}
