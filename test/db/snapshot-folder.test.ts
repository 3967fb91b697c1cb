import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { writeLines } from '../../db/snapshot-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('lines stand in the file once it is said to be written', async () => {
  const path = join(folder, 'whole');
  await writeLines(path, async (line) => {
    await line('one');
    await line('two');
  });
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
});

it('nothing happens to a file any more once its writing is said to have failed', async () => {
  const path = join(folder, 'failed');
  const failing = writeLines(path, () => Promise.reject(new Error('stopped')));
  await expect(failing).rejects.toThrow('stopped');
  const then = existsSync(path);
  await setTimeout(100);
  expect(existsSync(path)).toBe(then);
});

it('a folder that is not there is what the writing fails with', async () => {
  await expect(writeLines(join(folder, 'none', 'file'), (line) => line('one'))).rejects.toThrow('ENOENT');
});
