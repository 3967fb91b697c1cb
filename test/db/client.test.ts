import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
