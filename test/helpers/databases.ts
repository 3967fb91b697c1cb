/** Both databases, for tests that must hold on either. */
import { sql } from 'drizzle-orm';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../db/client.ts';
import { createDatabase } from './postgres.ts';

/** For `describe.each`: an empty, migrated database of each kind. */
export const DATABASES: { name: string; open(): Promise<OpenDatabase> }[] = [
  { name: 'PGlite', open: () => migrated(openDatabase({ dataDir: 'memory://' })) },
  {
    name: 'PostgreSQL',
    async open() {
      const { url, drop } = await createDatabase(inject('postgresUrl'));
      const database = await migrated(openDatabase({ dataDir: '', databaseUrl: url }));
      return { ...database, close: () => database.close().then(drop) };
    },
  },
];

async function migrated(opening: Promise<OpenDatabase>): Promise<OpenDatabase> {
  const database = await opening;
  await database.migrate();
  return database;
}

/** The database of a test file, opened at its first test and emptied before every other. */
export async function emptied(database: OpenDatabase | undefined, open: () => Promise<OpenDatabase>): Promise<OpenDatabase> {
  if (!database) return await open();
  const { rows } = await database.db.execute<{ name: string }>(sql`select tablename as name from pg_tables where schemaname = 'public'`);
  const tables = sql.join(
    rows.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
  await database.db.execute(sql`truncate ${tables} restart identity`);
  return database;
}
