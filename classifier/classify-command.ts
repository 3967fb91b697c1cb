/** `npm run classify`: over the database, or over a file of definitions. */
import { openDatabase } from '../db/client.ts';
import { type Command, type Finished, UsageError } from '../db/command.ts';
import { databaseConfig } from '../db/config.ts';
import { takeNightLock } from '../db/lock.ts';
import { CATEGORIES, RISKS } from '../db/model.ts';
import { createProgress } from '../db/progress.ts';
import { finishRun, startRun } from '../db/runs.ts';
import { classifyFile, type FileReport } from './classify-file.ts';
import { modelConfig } from './config.ts';
import { type ClassifyReport, classifyDatabase, modelOver, REAL_CLOCK } from './night.ts';
import { loadOverrides } from './overrides/load.ts';

const COMPLAINTS_SHOWN = 20;

export const classifyCommand: Command = {
  help: `Judges every tool of the database that this judge has no verdict for; or, with --input, the tools of a file.
  --input FILE    NDJSON: {"id","server","serverDescription"?,"siblings"?,"name","title"?,"description"?,"inputSchema"?,"outputSchema"?,"annotations"?}
  --output FILE   NDJSON, one verdict a line in input order: {"id","name","category","risk","basis","facets",…,"policy"}`,
  options: { input: { type: 'string' }, output: { type: 'string' } },
  async run(values, { signal }) {
    const { input, output } = values;
    if (input === undefined && output === undefined) return overDatabase(signal);
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

async function overDatabase(signal: AbortSignal): Promise<Finished> {
  const config = databaseConfig();
  const model = modelConfig();
  const overrides = loadOverrides();
  const lock = takeNightLock(config.dataDir, 'classify', config.nightToken, new Date());
  try {
    const database = await openDatabase(config);
    try {
      await database.migrate();
      const run = await startRun(database.db, 'classify', new Date());
      const bar = createProgress(process.stderr).start('classify');
      const report = await classifyDatabase(database.db, {
        overrides,
        model: model && modelOver(database.db, model, REAL_CLOCK),
        clock: () => new Date(),
        signal,
        progress: (done, total) => bar.at(done, total),
      });
      bar.stop();
      // To the statistics of the crawl no tool has a verdict: the snapshot's questions would be planned for an empty table.
      if (report.judged > 0) await database.tidy();
      await finishRun(database.db, run, 'done', report, new Date());
      return { report, lines: [...summary(report.judged, report), ...besides(report)], exit: 0 };
    } finally {
      await database.close();
    }
  } finally {
    lock.release();
  }
}

function summary(judged: number, report: FileReport | ClassifyReport): string[] {
  const counts = (words: readonly string[], by: Record<string, number>) => words.map((word) => `${word} ${by[word]}`).join(' · ');
  return [`${judged} tools judged in ${report.seconds.toFixed(1)} s`, counts(CATEGORIES, report.byCategory), counts(RISKS, report.byRisk)];
}

/** What judged beside the rules. */
function besides({ reviewed, model }: ClassifyReport): string[] {
  const lines = reviewed > 0 ? [`${reviewed} servers with a reviewed override`] : [];
  if (!model) return lines;
  const { asked, cached, answered, unanswered, inputTokens, outputTokens, usd, stopped } = model;
  const spent = `${inputTokens} + ${outputTokens} tokens, $${usd.toFixed(2)}`;
  lines.push(`model: ${asked} asked about (${cached} known), ${answered} answered, ${unanswered} left to the rules, ${spent}`);
  if (stopped) lines.push('model: the night’s budget is spent; the rest is asked another night');
  return lines;
}
