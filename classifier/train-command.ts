/** `npm run train`: learns the weights anew from labelled tools. */
import { type Command, UsageError } from '../db/command.ts';
import { trainFiles } from './model/train.ts';
import { WEIGHTS } from './model/weights.ts';

export const trainCommand: Command = {
  help: `Learns the model's weights from labelled tools, and calibrates confidence by cross-validation over servers.
  --gold FILE     NDJSON: input lines of \`npm run classify\` with "gold": {"category","risk","reversibility","sensitiveRead","untrustedIngest","exfilSink","sure"?,"basis"?}; may be given several times
  --output FILE   where the weights go; default: the file the judge loads`,
  options: { gold: { type: 'string', multiple: true }, output: { type: 'string' } },
  async run(values) {
    const gold = Array.isArray(values.gold) ? values.gold.filter((path) => typeof path === 'string') : [];
    if (gold.length === 0) throw new UsageError('--gold FILE is needed');
    const output = typeof values.output === 'string' ? values.output : WEIGHTS;
    const report = await trainFiles(gold, output);
    return {
      report,
      lines: [`${report.tools} tools of ${report.servers} servers, ${report.features} features, ${report.bytes} bytes written`],
      exit: 0,
    };
  },
};
