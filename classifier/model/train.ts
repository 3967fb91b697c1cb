/** Trains the model on labelled tools and writes weights.json. */
import { writeFile } from 'node:fs/promises';
import { type Evaluation, evaluationOf } from '../evaluation/evaluation.ts';
import { calibrate } from './calibrate.ts';
import { crossvalidate, outcomes, prepare } from './crossvalidate.ts';
import { learn } from './learn.ts';
import type { Labelled } from './lessons.ts';
import { packModel } from './pack.ts';

export interface TrainReport {
  tools: number;
  servers: number;
  features: number;
  bytes: number;
  /** How the same judge does on servers it has not learned from. */
  evaluation: Evaluation;
}

/**
 * Learns from all labels together; confidence is calibrated on verdicts that were cross-validated by server, and these are
 * what the evaluation scores. `judgeOf` gives the judge's version by the id of the new weights.
 */
export async function trainOn(labelled: readonly Labelled[], output: URL | string, judgeOf: (id: string) => string): Promise<TrainReport> {
  const prepared = prepare(labelled);
  const cases = crossvalidate(prepared);
  const model = { ...learn(prepared), calibration: calibrate(outcomes(prepared, cases)) };
  const servers = new Set(prepared.map((one) => one.server)).size;
  const packed = packModel(model, { tools: prepared.length, servers });
  const text = `${JSON.stringify(packed)}\n`;
  await writeFile(output, text);
  const evaluation = evaluationOf(
    judgeOf(packed.id),
    'cross-validated',
    labelled,
    cases.map(({ verdict }) => verdict),
  );
  return { tools: prepared.length, servers, features: model.index.size, bytes: text.length, evaluation };
}
