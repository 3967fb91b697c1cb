/** Trains the model on labelled tools and writes weights.json. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { UsageError } from '../../db/command.ts';
import { type Evaluation, evaluationOf } from '../evaluation/evaluation.ts';
import { blend } from './blend.ts';
import { calibrate } from './calibrate.ts';
import { crossvalidate, outcomes, prepare } from './crossvalidate.ts';
import type { Head } from './heads.ts';
import { learn } from './learn.ts';
import { type Labelled, parsedLines } from './lessons.ts';
import { type PackedModel, packModel, unpackModel } from './pack.ts';

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

const Packed: z.ZodType<PackedModel> = z.object({
  id: z.string(),
  trained: z.object({ tools: z.number(), servers: z.number() }),
  calibration: z.array(z.tuple([z.number(), z.number()])),
  features: z.string(),
  heads: z.record(z.string(), z.object({ classes: z.array(z.string()), scale: z.number(), weights: z.string() })),
});

async function readPacked(path: string): Promise<PackedModel> {
  for await (const packed of parsedLines(path, Packed)) return packed;
  throw new UsageError(`${path}: no weights`);
}

/**
 * Learns the questions of `asked` alone, and blends them by `share` into the weights that lie there. Nothing is cross-validated or
 * calibrated: the weights that lie there may have seen every label. Where none lie, that is a {@link UsageError}.
 */
export async function learnAgain(
  labelled: readonly Labelled[],
  output: URL | string,
  asked: readonly Head[],
  share: number,
): Promise<{ id: string; features: number }> {
  const before = await readPacked(typeof output === 'string' ? output : fileURLToPath(output));
  const model = blend(unpackModel(before), learn(prepare(labelled), asked), share);
  const packed = packModel(model, before.trained);
  await writeFile(output, `${JSON.stringify(packed)}\n`);
  return { id: packed.id, features: model.index.size };
}
