import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FIXTURE, newFolder } from './built-site.ts';

const MAIN = fileURLToPath(new URL('../../site/main.ts', import.meta.url));

function run(args: string[], dataDir = newFolder()): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, DATA_DIR: dataDir },
  });
  return { status, stdout, stderr };
}

describe('the command line', () => {
  it.each([
    [['build', '--bse', '/x/'], /--bse/],
    [['build', '--base', 'x'], /--base must begin and end with a slash/],
    [['build', '--url', 'example.org'], /--url is scheme and host/],
    [['build'], /no snapshot in .*npm run snapshot/],
    [['serve'], /no site in .*npm run site/],
    [['serve', '--port', '99999'], /--port must be/],
    [['polish'], /unknown command polish/],
  ])('%j cannot start: one line, exit 2', (args, message) => {
    const { status, stderr, stdout } = run(args as string[]);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
  });

  it('two builds of one site: the second refuses and names the first', () => {
    const dataDir = newFolder();
    writeFileSync(join(dataDir, 'site.lock'), String(process.pid));
    const { status, stderr } = run(['build', '--snapshot', FIXTURE], dataDir);
    expect([status, stderr]).toEqual([2, expect.stringContaining(`process ${process.pid} is building`)]);
  });

  it('--help says what there is', () => expect(run(['--help']).stdout).toMatch(/--snapshot DIR[\s\S]*--port N/));
});
