/** Trains the model from gold files and writes weights.json. */
import { writeFile } from 'node:fs/promises';
import { calibrate } from './calibrate.ts';
import { crossvalidate, prepare } from './crossvalidate.ts';
import { learn } from './learn.ts';
import { readLabelled } from './lessons.ts';
import { packModel } from './pack.ts';

export interface TrainReport {
  tools: number;
  servers: number;
  features: number;
  bytes: number;
}

/** Learns from all files together; confidence is calibrated on verdicts that were cross-validated by server. */
export async function trainFiles(gold: readonly string[], output: URL | string): Promise<TrainReport> {
  const labelled = (await Promise.all(gold.map((path) => readLabelled(path)))).flat();
  const prepared = prepare(labelled);
  const cases = crossvalidate(prepared);
  const pairs = cases.map((one, at) => [one.share, one.verdict.category === prepared[at]?.gold.category] as const);
  const model = { ...learn(prepared), calibration: calibrate(pairs) };
  const servers = new Set(prepared.map((one) => one.server)).size;
  const text = `${JSON.stringify(packModel(model, { tools: prepared.length, servers }))}\n`;
  await writeFile(output, text);
  return { tools: prepared.length, servers, features: model.index.size, bytes: text.length };
}
