import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NightBusy, takeNightLock } from '../../db/lock.ts';

const NOW = new Date('2026-01-02T03:04:05.000Z');
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  file = join(folder, 'night.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const take = (token?: string) => takeNightLock(folder, 'crawl', token, NOW);
const rewrite = (changes: object) => writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...changes }));

describe('the night lock', () => {
  it('refuses a second night, naming the first', () => {
    const lock = take();
    expect(() => take()).toThrow(NightBusy);
    expect(() => take()).toThrow(`process ${process.pid}, started 2026-01-02T03:04:05.000Z`);
    lock.release();
  });

  it('is free once released, and leaves nothing behind', () => {
    take().release();
    expect(readdirSync(folder)).toEqual([]);
    take().release();
  });

  it('a step of the night joins in, and releases nothing', () => {
    const lock = take();
    take(lock.token).release();
    expect(existsSync(file)).toBe(true);
    lock.release();
  });

  it('does not outlive a process that was killed', () => {
    take();
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    rewrite({ pid: dead });
    take().release();
  });

  it('knows a pid that was given to another process since', () => {
    take();
    rewrite({ process: '1' });
    take().release();
  });

  it('of another host stands while its heart beats, and not after', () => {
    take();
    rewrite({ host: 'elsewhere' });
    utimesSync(file, NOW, NOW);
    expect(() => take()).toThrow('on elsewhere');
    const longAgo = new Date(NOW.getTime() - 600_000);
    utimesSync(file, longAgo, longAgo);
    take().release();
  });

  it('of another host does not outlive it by a clock that was set back', () => {
    take();
    rewrite({ host: 'elsewhere' });
    const soon = new Date(NOW.getTime() + 600_000);
    utimesSync(file, soon, soon);
    expect(() => take()).toThrow('on elsewhere');
    const tomorrow = new Date(NOW.getTime() + 86_400_000);
    utimesSync(file, tomorrow, tomorrow);
    take().release();
  });

  it('is taken from a file that a full disk cut short', () => {
    writeFileSync(file, '{"tok');
    take().release();
  });

  it('is not removed by one who lost it', () => {
    const first = take();
    rewrite({ process: '1' });
    const second = take();
    first.release();
    expect(() => take()).toThrow(NightBusy);
    second.release();
  });
});
