import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const line = (name: string) =>
  `${JSON.stringify({ server: { name: `org.acme/${name}`, version: '1.0.0' }, tools: [{ name: 'read', description: 'Reads.' }] })}\n`;

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function start(args: string[], env: Record<string, string>): ChildProcess & { ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--liftoff-only', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  return Object.assign(child, { ended: once(child, 'close').then(([code]) => ({ code, stdout, stderr })) });
}

describe('the crawl as a program', () => {
  let folder: string;
  let env: Record<string, string>;
  const crawl = (file: string) => start(['crawler/main.ts', 'crawl', '--source', `file:${file}`, '--no-inspect', '--json'], env);
  /** A crawl of a registry that never answers; given when it has asked. */
  const waiting = async () => {
    const asked = once(silent, 'request');
    const child = start(['crawler/main.ts', 'crawl', '--source', 'registry', '--no-inspect', '--json'], env);
    await asked;
    return child;
  };
  const silent = createServer(() => undefined);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'process-'));
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    env = { DATA_DIR: join(folder, 'data'), REGISTRY_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` };
    writeFileSync(join(folder, 'a.ndjson'), line('a') + line('b'));
  });
  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('prints one JSON report as its only line, and exits 0', async () => {
    const { code, stdout } = await crawl(join(folder, 'a.ndjson')).ended;
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect({ code, report: JSON.parse(stdout) }).toMatchObject({ code: 0, report: { servers: 2, tools: 2, changed: 2 } });
  });

  it('refuses a second one, naming the first, and stops at SIGINT with 130', async () => {
    const child = await waiting();
    const second = await crawl(join(folder, 'a.ndjson')).ended;
    expect(second).toMatchObject({ code: 2, stdout: '' });
    expect(second.stderr).toContain(`process ${child.pid}`);
    expect(second.stderr.trim().split('\n')).toHaveLength(1);
    child.kill('SIGINT');
    expect(await child.ended).toMatchObject({ code: 130, stdout: '' });
  });

  it('killed, loses nothing, and the next one goes on', async () => {
    const child = await waiting();
    child.kill('SIGKILL');
    await child.ended;
    writeFileSync(join(folder, 'b.ndjson'), line('c'));
    const { code, stdout } = await crawl(join(folder, 'b.ndjson')).ended;
    expect({ code, report: JSON.parse(stdout) }).toMatchObject({ code: 0, report: { servers: 3, tools: 3, changed: 1 } });
  });

  it.each([
    ['a flag there is none of', ['crawler/main.ts', 'crawl', '--nope'], {}],
    ['a limit that is no number', ['crawler/main.ts', 'crawl', '--limit', 'x'], {}],
    ['a source there is none of', ['crawler/main.ts', 'crawl', '--source', 'nope'], {}],
    ['no command', ['crawler/main.ts'], {}],
    ['a base that is no URL', ['crawler/main.ts', 'crawl'], { REGISTRY_URL: 'nowhere' }],
    ['a budget that is no time', ['crawler/main.ts', 'nightly'], { NIGHT_BUDGET: 'soon' }],
    ['a worker without a shared database', ['crawler/main.ts', 'worker'], { DATABASE_URL: '' }],
    ['a database that is none', ['db/main.ts', 'migrate'], { DATABASE_URL: 'mysql://localhost' }],
  ])('says in one line that it cannot start with %s, and exits 2', async (_, args, more) => {
    const { code, stdout, stderr } = await start(args, { ...env, ...more }).ended;
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
  });

  it('names a file there is none of, keeps what is known, and exits 1', async () => {
    await crawl(join(folder, 'a.ndjson')).ended;
    const { code, stdout } = await crawl(join(folder, 'nowhere.ndjson')).ended;
    const { servers, sources } = JSON.parse(stdout);
    const stopped = { code: 'not-found', detail: expect.stringContaining('nowhere.ndjson') };
    expect({ code, sources: Object.values(sources) }).toMatchObject({ code: 1, sources: [{ seen: 0, stopped }] });
    expect(servers).toBeGreaterThanOrEqual(2);
  });
});
