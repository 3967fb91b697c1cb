/** Both databases, for tests that must hold on either. */
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
