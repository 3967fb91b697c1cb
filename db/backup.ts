/**
 * A backup: every row of every table as gzipped NDJSON, the same whichever database it comes from or goes to.
 *
 *   {"backup":1,"migration":"0000_start","at":"…"}     the tables as they were after this migration
 *   {"table":"servers","row":{…}}                      columns by name
 *   {"rows":123}                                       the end: a file without it was cut short
 */
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { getTableName, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import type { Database, OpenDatabase } from './client.ts';
import { migrationNames } from './migrations.ts';
import * as schema from './schema.ts';

const VERSION = 1;
const PAGE = 1_000;

/** What stands in the way of a restore; one line for its caller. */
export class BackupRefused extends Error {}

export interface BackupReport {
  migration: string;
  rows: number;
  tables: Record<string, number>;
}

/** Every table of ours, by its name in the database. */
export function tableNames(): string[] {
  return Object.values(schema).flatMap((table) => (is(table, PgTable) ? [getTableName(table)] : []));
}

/** Writes all rows as of one moment. The file appears when it is whole. */
export async function writeBackup(db: Database, path: string, now: Date): Promise<BackupReport> {
  const report: BackupReport = { migration: migrationNames().at(-1) ?? '', rows: 0, tables: {} };
  const part = `${path}.part`;
  try {
    await db.transaction(
      (tx) => pipeline(Readable.from(linesOf(tx, report, now)), createGzip({ level: 4 }), createWriteStream(part, { mode: 0o600 })),
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
  return report;
}

async function* linesOf(db: Database, report: BackupReport, now: Date): AsyncGenerator<string> {
  yield `${JSON.stringify({ backup: VERSION, migration: report.migration, at: now.toISOString() })}\n`;
  for (const table of tableNames()) {
    report.tables[table] = 0;
    for await (const rows of pagesOf(db, table)) {
      report.tables[table] += rows.length;
      report.rows += rows.length;
      yield rows.map((row) => `{"table":${JSON.stringify(table)},"row":${row}}\n`).join('');
    }
  }
  yield `${JSON.stringify({ rows: report.rows })}\n`;
}

/** Rows in the order in which they lie, which needs no key and no sorting. */
async function* pagesOf(db: Database, table: string): AsyncGenerator<string[]> {
  for (let after = '(0,0)'; ; ) {
    const { rows } = await db.execute<{ at: string; row: string }>(
      sql`select ctid::text as at, row_to_json(t)::text as row from ${sql.identifier(table)} t where ctid > ${after}::tid order by ctid limit ${PAGE}`,
    );
    const last = rows.at(-1);
    if (!last) return;
    after = last.at;
    yield rows.map(({ row }) => row);
  }
}

/**
 * Reads a backup into an empty database, all or nothing; one of an older version is brought up to date afterwards.
 * @throws {BackupRefused} where the file is none, is cut short or is of a newer version, or the database is not empty.
 */
export async function readBackup(database: OpenDatabase, path: string): Promise<BackupReport> {
  const lines = linesIn(path);
  const head = (await lines.next()).value as { backup?: number; migration?: string } | undefined;
  if (head?.backup === undefined) throw new BackupRefused(`${path} is no backup of ours`);
  const { migration = '' } = head;
  if (head.backup > VERSION || !migrationNames().includes(migration))
    throw new BackupRefused(`${path} was written by a newer version (${migration}): update first`);
  await database.migrate(migration);
  const report: BackupReport = { migration, rows: 0, tables: {} };
  await database.db.transaction(async (tx) => {
    const { rows: standing } = await tx.execute<{ any: boolean }>(sql`select exists (select from servers) as any`);
    if (standing[0]?.any) throw new BackupRefused('the database is not empty: restore into a new one');
    await fill(tx, lines, report, path);
    await continueNumbers(tx);
  });
  await database.migrate();
  await database.tidy();
  return report;
}

async function fill(db: Database, lines: AsyncGenerator<unknown>, report: BackupReport, path: string): Promise<void> {
  let [table, batch]: [string, unknown[]] = ['', []];
  const flush = async () => {
    if (batch.length === 0) return;
    await db.execute(sql`insert into ${sql.identifier(table)} overriding system value
      select * from json_populate_recordset(null::${sql.identifier(table)}, ${JSON.stringify(batch)}::json)`);
    report.tables[table] = (report.tables[table] ?? 0) + batch.length;
    report.rows += batch.length;
    batch = [];
  };
  for await (const line of lines) {
    const { table: of, row, rows } = line as { table?: string; row?: unknown; rows?: number };
    if (rows !== undefined) {
      await flush();
      if (rows !== report.rows) throw new BackupRefused(`${path} is damaged: ${report.rows} rows where ${rows} were written`);
      return;
    }
    if (of === undefined) throw new BackupRefused(`${path} is damaged: a line names no table`);
    if (of !== table || batch.length >= PAGE) await flush();
    table = of;
    batch.push(row);
  }
  throw new BackupRefused(`${path} was cut short`);
}

async function* linesIn(path: string): AsyncGenerator<unknown> {
  const unzipped = createGunzip();
  // The reader of the lines hears of what goes wrong here.
  const input = createReadStream(path).on('error', (error) => unzipped.destroy(error));
  try {
    for await (const line of createInterface({ input: input.pipe(unzipped), crlfDelay: Number.POSITIVE_INFINITY })) yield JSON.parse(line);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof SyntaxError || code === 'Z_BUF_ERROR' || code === 'Z_DATA_ERROR' || code === 'ENOENT')
      throw new BackupRefused(`${path} cannot be read: ${message}`, { cause: error });
    throw error;
  } finally {
    input.destroy();
  }
}

/** New rows are numbered after those that came with the backup. */
async function continueNumbers(db: Database): Promise<void> {
  const { rows } = await db.execute<{ name: string; column: string }>(
    sql`select table_name as name, column_name as column from information_schema.columns
      where table_schema = 'public' and is_identity = 'YES' order by 1`,
  );
  for (const { name, column } of rows)
    await db.execute(sql`select setval(pg_get_serial_sequence(${name}, ${column}), max(${sql.identifier(column)}))
      from ${sql.identifier(name)} having max(${sql.identifier(column)}) is not null`);
}
