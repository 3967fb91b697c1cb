/** `npm run worker`: takes part in the inspections of a crawl, on this machine or any other that reaches the database. */
import { join } from 'node:path';
import { openDatabase } from '../db/client.ts';
import { type Command, UsageError } from '../db/command.ts';
import { createProgress } from '../db/progress.ts';
import { crawlerConfig, parseDuration } from './config.ts';
import { closeHttp, configureHttp } from './http.ts';
import { tellBug } from './inspections.ts';
import { inspectors } from './inspectors/index.ts';
import { openQueue } from './queue.ts';
import { type WorkReport, work } from './work.ts';

export const workerCommand: Command = {
  help: `Inspects servers that a crawl on the same DATABASE_URL has queued, until SIGTERM or Ctrl-C.
Then it begins no other, finishes those that run and gives back what is not done in time.
  --parallel N           inspections at once (default: INSPECT_PARALLEL, 3)
  --drain TIME           for what runs when it is asked to stop (default: 25s)
  --unsafe-no-sandbox    start servers even where no sandbox works on this host`,
  options: {
    parallel: { type: 'string' },
    drain: { type: 'string', default: '25s' },
    'unsafe-no-sandbox': { type: 'boolean', default: false },
  },
  async run(values, { signal }) {
    const config = crawlerConfig();
    if (config.databaseUrl === undefined)
      throw new UsageError('a worker needs DATABASE_URL: without it the crawl inspects in its own process');
    const parallel = values.parallel === undefined ? config.inspectParallel : Number(values.parallel);
    if (!Number.isInteger(parallel) || parallel < 1 || parallel > 64)
      throw new UsageError(`--parallel must be a whole number from 1 to 64: ${values.parallel}`);
    const drainMs = parseDuration('--drain', String(values.drain)) * 1_000;
    if (config.contact) configureHttp({ contact: config.contact });
    const database = await openDatabase(config);
    try {
      await database.migrate();
      const clock = () => new Date();
      const queue = await openQueue(database.db, config.databaseUrl, clock);
      const bar = createProgress(process.stderr).start('inspected');
      try {
        const report = await work(database.db, {
          queue,
          inspectors,
          parallel,
          drainMs,
          cacheDir: join(config.dataDir, 'cache'),
          unsafeNoSandbox: values['unsafe-no-sandbox'] === true,
          clock,
          drain: signal,
          progress: (done, name) => bar.at(done, undefined, name),
        });
        return { report, lines: told(report), exit: report.bugs.length > 0 ? 1 : 0 };
      } finally {
        bar.stop();
        await queue.close();
      }
    } finally {
      await closeHttp();
      await database.close();
    }
  },
};

function told(report: WorkReport): string[] {
  const failures = Object.entries(report.failures).map(([code, times]) => `${code} ${times}`);
  return [
    `${report.inspected} inspected, ${report.failed} gave nothing, ${report.changed} changed in ${report.seconds.toFixed(1)} s`,
    ...(failures.length > 0 ? [`  failures: ${failures.join(', ')}`] : []),
    ...report.bugs.map(tellBug),
  ];
}
