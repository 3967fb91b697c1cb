import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { bestDriver, drivers, startInSandbox, tryDrivers } from '../../../crawler/sandbox/index.ts';
import { DEFAULT_LIMITS, type Driver, type Launch, NODE_BIN } from '../../../crawler/sandbox/types.ts';
import { unsafe } from '../../../crawler/sandbox/unsafe.ts';

const servers = fileURLToPath(new URL('../../hostile/servers', import.meta.url));
const stateDir = mkdtempSync(join(tmpdir(), 'mcp-risk-index-state-'));
afterAll(() => rmSync(stateDir, { recursive: true, force: true }));

const working = (await tryDrivers(stateDir)).filter(({ works }) => works).map(({ driver }) => driver);
const launchOf = (server: string, mark: string, env: Record<string, string> = {}): Launch => ({
  packageDir: servers,
  command: [NODE_BIN, `/package/${server}.mjs`, mark],
  env,
  limits: { ...DEFAULT_LIMITS, seconds: 20 },
  stateDir,
});

function words(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
const alive = (mark: string) => readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && words(pid).includes(mark));
const SOON = { timeout: 60_000, interval: 50 };
const gone = (mark: string) => vi.waitFor(() => expect(alive(mark)).toEqual([]), SOON);
const there = (mark: string, least: number) => vi.waitFor(() => expect(alive(mark).length).toBeGreaterThanOrEqual(least), SOON);

describe('the best driver', () => {
  it('is the strongest that works', async () => {
    expect(working.map(({ id }) => id)).toEqual(drivers.map(({ id }) => id).filter((id) => working.some((driver) => driver.id === id)));
    if (working[0]) expect(await bestDriver(stateDir, true)).toBe(working[0]);
    else await expect(bestDriver(stateDir, false)).rejects.toMatchObject({ code: 'no-sandbox' });
  });
});

describe.each([...working, unsafe].map((driver) => [driver.id, driver] as const))('with %s', (_id, driver) => {
  it('a kill takes the whole tree, whoever detached himself', async () => {
    const mark = `mark-${randomUUID()}`;
    const running = await startInSandbox(driver, launchOf('detach-grandchild', mark));
    await vi.waitFor(() => expect(alive(mark).some((pid) => words(pid).includes('grandchild'))).toBe(true), SOON);
    await running.kill();
    await gone(mark);
  });

  it('a signal ends it', async () => {
    const mark = `mark-${randomUUID()}`;
    const controller = new AbortController();
    const running = await startInSandbox(driver, { ...launchOf('ignore-signals', mark), signal: controller.signal });
    await there(mark, 1);
    controller.abort();
    expect((await running.exited).killed).toBeUndefined();
    await gone(mark);
  });

  it('nothing survives an end at the very beginning', async () => {
    const mark = `mark-${randomUUID()}`;
    for (let time = 0; time < 5; time += 1) await (await startInSandbox(driver, launchOf('ignore-signals', mark))).kill();
    expect(alive(mark)).toEqual([]);
  });

  it('no colours and no more than 4 KB of what it said are kept', async () => {
    const running = await startInSandbox(driver, {
      ...launchOf('x', 'x'),
      command: [NODE_BIN, '-e', "console.error('\\u001b[31mred\\u001b[0m'.repeat(2000) + 'last'); process.exit(3)"],
    });
    expect(await running.exited).toMatchObject({ code: 3 });
    expect(running.stderrTail()).toMatch(/redlast$/);
    expect(running.stderrTail().length).toBeLessThanOrEqual(4_096);
  });
});

const confining = working.map((driver): [string, Driver] => [driver.id, driver]);

describe.each(confining)('with %s', (id, driver) => {
  it('nothing survives when we are killed ourselves', async () => {
    const mark = `mark-${randomUUID()}`;
    const index = fileURLToPath(new URL('../../../crawler/sandbox/index.ts', import.meta.url));
    const program = `
      import { drivers, startInSandbox } from ${JSON.stringify(index)};
      await startInSandbox(drivers.find((driver) => driver.id === ${JSON.stringify(id)}), ${JSON.stringify(launchOf('ignore-signals', mark))});
      setInterval(() => undefined, 1000);`;
    const us = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' });
    // Ourselves and the tree below.
    await there(mark, 3);
    us.kill('SIGKILL');
    await gone(mark);
  });

  it('nothing begins once we are gone, even where nobody was left to be told of it', async () => {
    const mark = `mark-${randomUUID()}`;
    const { file, args, env, cwd } = await driver.wrap(launchOf('ignore-signals', mark));
    const walls = spawn(file, args, { env, cwd, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    (walls.stdio[3] as Duplex).on('error', () => undefined).destroy();
    const [code] = await once(walls, 'exit');
    expect(code).not.toBe(0);
    // The last of the walls may still be on its way out.
    await gone(mark);
  });

  it("no variable of a server's reaches a program outside its walls", async () => {
    const stranger = {
      LD_PRELOAD: '/package/evil.so',
      NODE_OPTIONS: '--require /package/evil.js',
      PATH: '/package',
      HOME: '/',
      'A=B': 'x',
      'BASH_FUNC_x%%': '() { :; }',
    };
    const wrapped = await driver.wrap(launchOf('hang', 'x', stranger));
    expect(Object.keys(wrapped.env).sort()).toEqual(['LANG', 'PATH']);
    const from = wrapped.args.lastIndexOf('/usr/bin/env');
    const given = wrapped.args
      .map((word, at) => ({ word, at }))
      .filter(({ word }) => /evil|^A=B|BASH_FUNC|^PATH=\/package|^HOME=\/$/.test(word));
    expect(given.map(({ word }) => word)).toEqual(['LD_PRELOAD=/package/evil.so', 'NODE_OPTIONS=--require /package/evil.js']);
    expect(given.every(({ at }) => at > from)).toBe(true);
    expect(wrapped.args.slice(0, from)).toEqual(expect.arrayContaining(['--no-new-privs', '--bounding-set=-all']));
  });
});
