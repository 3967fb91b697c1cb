/**
 * The only door to a database: PGlite in the data folder by default, PostgreSQL when DATABASE_URL is set.
 * Everything else takes a {@link Database} and does not know which it is.
 *
 * PGlite is PostgreSQL in WebAssembly. Its interpreter of expressions is one function that takes V8's optimizing compiler
 * seconds and 600 MB; steps therefore run under `node --liftoff-only`, in half the memory and no slower.
 */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzlePg, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite, type PgliteDatabase } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { ConfigError } from './config.ts';
import { takeDatabaseLock } from './lock.ts';
import { migrationsUpTo } from './migrations.ts';
import * as schema from './schema.ts';

/** Either database, or a transaction of one. */
export type Database = PgDatabase<NodePgQueryResultHKT, typeof schema>;

export interface OpenDatabase {
  db: Database;
  /** Brings the tables up to date; safe to repeat. `last`: to where an older version of this project left them. */
  migrate(last?: string): Promise<void>;
  /** After much was written: statistics for the planner, and room for the embedded database. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Any number that nobody else locks. */
const MIGRATING = 1_297_236_553;

/** Opens either. The embedded one, in `dataDir`/db, is this process's alone until it is closed. `memory://` keeps nothing. */
export async function openDatabase(where: { dataDir: string; databaseUrl?: string | undefined }): Promise<OpenDatabase> {
  return where.databaseUrl === undefined ? await openEmbedded(where.dataDir) : await openPostgres(where.databaseUrl);
}

async function openEmbedded(dataDir: string): Promise<OpenDatabase> {
  const inMemory = dataDir.startsWith('memory://');
  const lock = inMemory ? undefined : await takeDatabaseLock(dataDir);
  if (!inMemory) await makeReady(join(dataDir, 'db'));
  const client = await PGlite.create({
    dataDir: inMemory ? dataDir : join(dataDir, 'db'),
    // A page that is read out of order costs no more here; told otherwise, the planner reads whole tables to find a thousand rows.
    // Statistics of 3,000 rows a table tell it enough, and are made twice a night.
    startParams: [...PGlite.defaultStartParams, '-c', 'random_page_cost=1.1', '-c', 'default_statistics_target=10'],
  });
  const db: PgliteDatabase<typeof schema> = drizzlePglite(client, { schema });
  return {
    // The two drivers differ in nothing that we use of a result but the type's name.
    db: db as unknown as Database,
    migrate: (last) => migratePglite(db, { migrationsFolder: migrationsUpTo(last) }),
    // Nobody else does it here: without statistics the planner guesses, without vacuum the files only grow.
    tidy: async () => {
      await client.exec('vacuum analyze');
    },
    close: async () => {
      await client.close();
      lock?.release();
    },
  };
}

/**
 * So that a kill at any moment leaves what the next one opens. Nobody else has the folder open: our own lock is held.
 * @throws {ConfigError} where something else than a database lies there.
 */
async function makeReady(folder: string): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) {
    // PostgreSQL's own lock file. Killed before it had written into it, one leaves it empty, and no other would start any more.
    rmSync(join(folder, 'postmaster.pid'), { force: true });
    return;
  }
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new ConfigError(`${folder} holds something else than a database: choose another DATA_DIR`);
  // Made aside, so that under its name there is never a database that is half made.
  const aside = `${folder}.next`;
  rmSync(aside, { recursive: true, force: true });
  await (await PGlite.create({ dataDir: aside })).close();
  renameSync(aside, folder);
}

async function openPostgres(url: string): Promise<OpenDatabase> {
  const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'mcp-risk-index' });
  // An idle connection that breaks would end the process; the next query reports the trouble where it is handled.
  pool.on('error', () => undefined);
  await reach(pool);
  const db = drizzlePg(pool, { schema });
  return { db, migrate, tidy, close: () => pool.end() };
  /** Several machines may start at once: one after the other. The lock ends with its connection. */
  async function migrate(last?: string) {
    const client = await pool.connect();
    try {
      await client.query('select pg_advisory_lock($1)', [MIGRATING]);
      await migratePg(drizzlePg(client, { schema }), { migrationsFolder: migrationsUpTo(last) });
    } finally {
      client.release(true);
    }
  }
  async function tidy() {
    await pool.query('analyze');
  }
}

/** @throws {ConfigError} The URL is not repeated: it may hold a password. */
async function reach(pool: pg.Pool): Promise<void> {
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ConfigError(`the PostgreSQL of DATABASE_URL cannot be used: ${message || code}`);
  }
}
