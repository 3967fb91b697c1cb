import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../db/client.ts';
import { finishedRuns, finishRun, startRun } from '../../db/runs.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'client-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

it('the embedded database opens again where a process was killed while it made its lock file', async () => {
  const first = await openDatabase({ dataDir });
  await first.migrate();
  await finishRun(first.db, await startRun(first.db, 'crawl', new Date(0)), 'done', {}, new Date(0));
  await first.close();
  writeFileSync(join(dataDir, 'db/postmaster.pid'), '');
  const again = await openDatabase({ dataDir });
  expect(await finishedRuns(again.db, 'crawl')).toHaveLength(1);
  await again.close();
});

it('the embedded database is made anew where a process was killed while it made it', async () => {
  mkdirSync(join(dataDir, 'db.next/base'), { recursive: true });
  writeFileSync(join(dataDir, 'db.next/PG_VERSION'), '17\n');
  const made = await openDatabase({ dataDir });
  await made.migrate();
  expect(await finishedRuns(made.db, 'crawl')).toEqual([]);
  await made.close();
  expect(readdirSync(dataDir).filter((name) => name.startsWith('db.'))).toEqual([]);
});

it('a folder of that name that holds something else is left as it is', async () => {
  mkdirSync(join(dataDir, 'db'));
  writeFileSync(join(dataDir, 'db/mine.txt'), 'mine');
  await expect(openDatabase({ dataDir })).rejects.toThrow(/holds something else than a database/);
  expect(readdirSync(join(dataDir, 'db'))).toEqual(['mine.txt']);
});
