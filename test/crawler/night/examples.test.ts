import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, 'crawler/night/examples');
const examples = readdirSync(folder);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
/** Settings of others that an example may make. */
const FOREIGN = new Set(['HOME']);

describe('the examples of running it', () => {
  it.each(examples)('%s calls only commands that there are', (name) => {
    const called = [...read(name).matchAll(/\bnpm", "run", "--silent", "(\w+)|\bnpm run (?:--silent )?(\w+)/g)].map(
      (match) => match[1] ?? match[2],
    );
    expect(called.filter((command) => !Object.hasOwn(scripts, command ?? ''))).toEqual([]);
    if (!name.endsWith('.timer')) expect(called).toContain('nightly');
  });

  it.each(examples)('%s sets only what README.md explains', (name) => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const set = [...read(name).matchAll(/\b([A-Z]+_[A-Z_]+)=/g)].map((match) => match[1] ?? '');
    expect(set.filter((setting) => !FOREIGN.has(setting) && !readme.includes(`\`${setting}\``))).toEqual([]);
  });

  it('systemd takes the unit and its timer', (context) => {
    if (spawnSync('systemd-analyze', ['--version']).status !== 0) return context.skip('this host has no systemd-analyze');
    const units = ['mcp-risk-index.service', 'mcp-risk-index.timer'].map((name) => join(folder, name));
    expect(execFileSync('systemd-analyze', ['verify', ...units], { encoding: 'utf8', stdio: 'pipe' })).toBe('');
  });

  it('the crontab has five fields of time and a command', () => {
    const jobs = read('crontab')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(jobs).toHaveLength(2);
    for (const job of jobs) expect(job).toMatch(/^\d+ \d+ [*\d]+ [*\d]+ [*\d]+ cd \S+ && DATA_DIR=\S+ npm run /);
  });
});
