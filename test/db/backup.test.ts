import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { readBackup, tableNames, writeBackup } from '../../db/backup.ts';
import { type OpenDatabase, openDatabase } from '../../db/client.ts';
import { migrationNames } from '../../db/migrations.ts';
import * as schema from '../../db/schema.ts';
import { saveVerdicts, serversToJudge } from '../../db/verdicts.ts';
import { writeSnapshot } from '../../db/write-snapshot.ts';
import { allRows, crawlNight, found, nightOf, planned, tool } from '../helpers/crawling.ts';
import { DATABASES, emptied } from '../helpers/databases.ts';
import { createDatabase } from '../helpers/postgres.ts';
import { verdict } from '../helpers/verdicts.ts';

const NOW = nightOf(9);
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  file = join(folder, 'b.gz');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Two nights with what is hard to carry: odd text, a change, a tombstone. */
async function lived(database: OpenDatabase): Promise<void> {
  const odd = tool('odd', { description: '\u202e"\\ \u{1f600} \\u0000 \n', title: "'; drop table servers; --" });
  for (const [number, tools] of [
    [1, [odd, tool('old')]],
    [2, [odd, tool('new')]],
  ] as const) {
    await crawlNight(database.db, {
      sources: [planned([found('org.acme/mail', { tools: [...tools], evidence: 'manifest' })])],
      at: nightOf(number),
    });
    for await (const server of serversToJudge(database.db, '1'))
      await saveVerdicts(
        database.db,
        '1',
        [{ ...server, verdicts: server.tools.map(({ hash }) => ({ hash, verdict: verdict() })) }],
        nightOf(number),
      );
  }
}

describe('a backup', () => {
  const open = new Map<string, OpenDatabase>();
  beforeAll(async () => {
    for (const { name, open: opening } of DATABASES) open.set(name, await opening());
  });
  afterAll(async () => {
    for (const database of open.values()) await database.close();
  });
  const of = async (name: string) => await emptied(open.get(name), async () => open.get(name) as OpenDatabase);
  const names = DATABASES.map(({ name }) => name);

  it.each(names.flatMap((from) => names.map((to) => ({ from, to }))))(
    'of $from restored into $to holds every row',
    async ({ from, to }) => {
      const source = await of(from);
      await lived(source);
      const before = await allRows(source.db);
      const written = await writeBackup(source.db, file, NOW);
      expect(written.rows).toBeGreaterThan(8);
      const target = await of(to);
      expect(await readBackup(target, file)).toEqual({
        ...written,
        tables: Object.fromEntries(Object.entries(written.tables).filter(([, rows]) => rows > 0)),
      });
      expect(await allRows(target.db)).toEqual(before);
    },
  );

  it('is gone on from: new rows are numbered after the restored ones', async () => {
    const source = await of('PGlite');
    await lived(source);
    await writeBackup(source.db, file, NOW);
    const target = await of('PostgreSQL');
    await readBackup(target, file);
    await crawlNight(target.db, { sources: [planned([found('org.acme/chat')], { id: 'other' })], at: nightOf(3) });
    const { rows } = await target.db.execute(sql`select slug from servers order by id`);
    expect(rows.map(({ slug }) => slug)).toEqual(['org.acme-mail', 'org.acme-chat']);
  });

  it('is for its owner alone to read, and leaves no part behind', async () => {
    await writeBackup((await of('PGlite')).db, file, NOW);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it.each([
    ['cut short', (text: string) => text.split('\n').slice(0, -2).join('\n'), 'cut short'],
    ['without a row', (text: string) => text.split('\n').toSpliced(2, 1).join('\n'), 'damaged'],
    ['of a newer version', (text: string) => text.replace(/"migration":"[^"]+"/, '"migration":"9999_later"'), 'newer version'],
    ['of something else', () => '{"a":1}\n', 'no backup'],
  ])('that is %s is refused, and nothing of it stays', async (_, damage, complaint) => {
    const source = await of('PGlite');
    await lived(source);
    await writeBackup(source.db, file, NOW);
    writeFileSync(file, gzipSync(damage(gunzipSync(readFileSync(file)).toString())));
    const target = await of('PostgreSQL');
    await expect(readBackup(target, file)).rejects.toThrow(complaint);
    expect(Object.values(await allRows(target.db)).flat()).toEqual([]);
  });

  it.each([
    ['no gzip', Buffer.from('text')],
    ['cut in the middle of a block', gzipSync('{"backup":1}\n'.repeat(50)).subarray(0, 20)],
  ])('that is %s is refused in words', async (_, bytes) => {
    writeFileSync(file, bytes);
    await expect(readBackup(await of('PGlite'), file)).rejects.toThrow(`${file} cannot be read`);
  });

  it('is refused by a database that holds something', async () => {
    const source = await of('PGlite');
    await lived(source);
    await writeBackup(source.db, file, NOW);
    await expect(readBackup(source, file)).rejects.toThrow('not empty');
  });
});

describe('the tables', () => {
  const fixture = (migration: string) => fileURLToPath(new URL(`../fixtures/backups/${migration}.ndjson.gz`, import.meta.url));

  it.each(migrationNames())('with data of %s are brought up to date, and a snapshot is made of them', async (migration) => {
    const { url, drop } = await createDatabase(inject('postgresUrl'));
    const database = await openDatabase({ dataDir: '', databaseUrl: url });
    const { migration: made } = await readBackup(database, fixture(migration));
    const signal = new AbortController().signal;
    const path = join(folder, 'snapshot');
    const { servers, tools, unjudged } = await writeSnapshot(database.db, { path, clock: () => NOW, signal, progress: () => undefined });
    await database.close().finally(drop);
    expect({ made, servers, tools, unjudged }).toEqual({ made: migration, servers: 6, tools: 14, unjudged: 0 });
  });

  it('that the migrations make are those of the schema, column by column', async () => {
    const database = await openDatabase({ dataDir: 'memory://' });
    await database.migrate();
    const { rows } = await database.db.execute<{ column: string }>(
      sql`select concat_ws(' ', table_name, column_name, is_nullable) as column from information_schema.columns where table_schema = 'public'`,
    );
    await database.close();
    const wanted = Object.values(schema).flatMap((table) => {
      const { name, columns, primaryKeys } = getTableConfig(table);
      const keys = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
      return columns.map((column) => `${name} ${column.name} ${column.notNull || column.primary || keys.has(column.name) ? 'NO' : 'YES'}`);
    });
    expect(rows.map(({ column }) => column).sort()).toEqual(wanted.sort());
    expect(tableNames()).toHaveLength(Object.keys(schema).length);
  });
});
