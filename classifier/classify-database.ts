/** `npm run classify` over the database. Apart from the command, so that a file is judged without waiting for a database to load. */
import { openDatabase } from '../db/client.ts';
import type { Finished } from '../db/command.ts';
import { databaseConfig } from '../db/config.ts';
import { takeNightLock } from '../db/lock.ts';
import { createProgress } from '../db/progress.ts';
import { finishRun, startRun } from '../db/runs.ts';
import { summary } from './classify-summary.ts';
import { modelConfig } from './config.ts';
import { type ClassifyReport, classifyDatabase, modelOver, REAL_CLOCK } from './night.ts';
import { loadOverrides } from './overrides/load.ts';

/** Judges what waits, under the lock of the night, and keeps a record of the run. */
export async function overDatabase(signal: AbortSignal): Promise<Finished> {
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
