/** The database's command line: `migrate`, `snapshot`, `backup` and `restore`. */
import { backup, restore } from './backup-command.ts';
import { openDatabase } from './client.ts';
import { type Command, runCommand } from './command.ts';
import { databaseConfig, historyDays, snapshotDir } from './config.ts';
import { takeNightLock } from './lock.ts';
import { createProgress } from './progress.ts';
import { forgetOld } from './retention.ts';
import { finishRun, startRun } from './runs.ts';
import { writeSnapshot } from './write-snapshot.ts';

const migrate: Command = {
  help: 'Brings the tables up to date; makes the embedded database where there is none.',
  async run() {
    const config = databaseConfig();
    const lock = takeNightLock(config.dataDir, 'migrate', config.nightToken, new Date());
    const started = Date.now();
    try {
      const database = await openDatabase(config);
      await database.migrate().finally(() => database.close());
    } finally {
      lock.release();
    }
    const report = { database: config.databaseUrl === undefined ? 'pglite' : 'postgresql', seconds: (Date.now() - started) / 1000 };
    return { report, lines: [`${report.database}: tables are up to date`], exit: 0 };
  },
};

const snapshot: Command = {
  help: `Writes the snapshot that the site is built from.
  --output DIR   where to (default: snapshot/ in the data folder)`,
  options: { output: { type: 'string' } },
  async run(values, { signal }) {
    const config = databaseConfig();
    const days = historyDays();
    const lock = takeNightLock(config.dataDir, 'snapshot', config.nightToken, new Date());
    try {
      const database = await openDatabase(config);
      try {
        await database.migrate();
        const run = await startRun(database.db, 'snapshot', new Date());
        const bar = createProgress(process.stderr).start('snapshot');
        const forgotten = await forgetOld(database.db, days, new Date());
        const report = await writeSnapshot(database.db, {
          path: values.output === undefined ? snapshotDir(config.dataDir) : String(values.output),
          clock: () => new Date(),
          signal,
          progress: (done, total) => bar.at(done, total),
        });
        bar.stop();
        await finishRun(database.db, run, 'done', report, new Date());
        const lines = [`${report.servers} servers, ${report.tools} tools; ${report.written} server files written`];
        if (report.unjudged > 0) lines.push(`${report.unjudged} tools have no verdict and were left out: npm run classify`);
        return { report: { ...report, forgotten }, lines, exit: report.unjudged > 0 ? 1 : 0 };
      } finally {
        await database.close();
      }
    } finally {
      lock.release();
    }
  },
};

const print = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };

process.exitCode = await runCommand({ migrate, snapshot, backup, restore }, process.argv.slice(2), print);
