/** `npm run backup -- FILE` and `npm run restore -- FILE`. */
import { BackupRefused, type BackupReport, readBackup, writeBackup } from './backup.ts';
import { type OpenDatabase, openDatabase } from './client.ts';
import { type Command, UsageError } from './command.ts';
import { databaseConfig } from './config.ts';
import { takeNightLock } from './lock.ts';

export const backup: Command = {
  help: `Writes every row of the database into FILE (gzipped NDJSON), which any other database can be restored from.
What is derived, the snapshot and the site, is made again from the rows.`,
  takes: ['FILE'],
  run: (values) =>
    withDatabase('backup', async (database) => {
      await database.migrate();
      return told('written', String(values.FILE), await writeBackup(database.db, String(values.FILE), new Date()));
    }),
};

export const restore: Command = {
  help: `Reads a backup into an empty database, embedded or PostgreSQL, whichever it was written from.
One of an older version is brought up to date. All or nothing.`,
  takes: ['FILE'],
  run: (values) =>
    withDatabase('restore', async (database) => told('restored', String(values.FILE), await restored(database, String(values.FILE)))),
};

async function restored(database: OpenDatabase, file: string): Promise<BackupReport> {
  try {
    return await readBackup(database, file);
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

async function withDatabase<T>(command: string, work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const config = databaseConfig();
  const lock = takeNightLock(config.dataDir, command, config.nightToken, new Date());
  try {
    const database = await openDatabase(config);
    return await work(database).finally(() => database.close());
  } finally {
    lock.release();
  }
}

function told(done: string, file: string, report: BackupReport) {
  const tables = Object.entries(report.tables).filter(([, rows]) => rows > 0);
  const lines = [`${report.rows} rows ${done}: ${file}`, ...tables.map(([table, rows]) => `  ${table} ${rows}`)];
  return { report: { file, ...report }, lines, exit: 0 as const };
}
