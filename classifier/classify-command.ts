/** `npm run classify`: over the database, or over a file of definitions. */
import { type Command, type Finished, UsageError } from '../db/command.ts';
import { createProgress } from '../db/progress.ts';
import { classifyFile } from './classify-file.ts';
import { summary } from './classify-summary.ts';

const COMPLAINTS_SHOWN = 20;

export const classifyCommand: Command = {
  help: `Judges every tool of the database that this judge has no verdict for; or, with --input, the tools of a file.
  --input FILE    NDJSON: {"id","server","serverDescription"?,"serverTitle"?,"siblings"?,"name","title"?,"description"?,"inputSchema"?,"outputSchema"?,"annotations"?}
  --output FILE   NDJSON, one verdict a line in input order: {"id","name","category","risk","basis","facets",…,"policy"}`,
  options: { input: { type: 'string' }, output: { type: 'string' } },
  async run(values, { signal }) {
    const { input, output } = values;
    if (input === undefined && output === undefined) {
      const { overDatabase } = await import('./classify-database.ts');
      return overDatabase(signal);
    }
    if (typeof input !== 'string' || typeof output !== 'string') throw new UsageError('--input and --output go together');
    return overFile(input, output, signal);
  },
};

async function overFile(input: string, output: string, signal: AbortSignal): Promise<Finished> {
  const progress = createProgress(process.stderr);
  const bar = progress.start('classify');
  let complaints = 0;
  const complain = (line: string) => {
    if (++complaints <= COMPLAINTS_SHOWN) progress.say(line);
  };
  const report = await classifyFile({ input, output, signal, clock: () => new Date(), progress: (done) => bar.at(done), complain });
  bar.stop();
  return { report, lines: summary(report.tools, report), exit: report.malformed > 0 ? 1 : 0 };
}
