import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { tableNames } from '../db/backup.ts';
import { openDatabase } from '../db/client.ts';
import { createDatabase } from './helpers/postgres.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Secrets in every place that a night can see one; each is different, so that a leak says where it was. */
const CANARIES = {
  githubToken: 'ghp_canaryGithubToken000000000000000001',
  smitheryToken: 'canary-smithery-token-0002',
  modelKey: 'sk-canary-model-key-000000000003',
  databasePassword: 'canarydatabasepassword0004',
  otherVariable: 'canary-other-variable-0005',
  configEnv: 'canary-config-env-0006',
  configHeader: 'canary-config-header-0007',
  configArgument: 'canary-config-argument-0008',
  configQuery: 'canary-config-query-0009',
  configPath: 'canary0010Path0000aZ9bY8cX7',
} as const;

/** A night with all of them, against a host that repeats whatever it is told in its refusals. */
describe('a secret', () => {
  let folder: string;
  let said = '';
  let exit: unknown;
  const seen: string[] = [];
  const rows: string[] = [];
  const host = createServer((request, response) => {
    const told = JSON.stringify(request.headers);
    seen.push(told);
    const body = JSON.stringify({ error: { message: `refused: ${told}` } });
    response.writeHead(403, `refused ${request.headers.authorization ?? ''}`, { 'content-type': 'application/json' }).end(body);
  });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'canary-'));
    await once(host.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    const { url: plain, drop } = await createDatabase(inject('postgresUrl'));
    const database = new URL(plain);
    database.password = CANARIES.databasePassword;
    put('home/.cursor/mcp.json', {
      mcpServers: {
        local: { command: 'node', args: ['own.js', '--key', CANARIES.configArgument], env: { KEY: CANARIES.configEnv } },
        remote: { url: `https://127.0.0.1:1/mcp?key=${CANARIES.configQuery}`, headers: { 'x-key': CANARIES.configHeader } },
        hidden: { url: `https://127.0.0.1:2/mcp/${CANARIES.configPath}/sse` },
      },
    });
    const tools = [{ name: 'read_mail', description: 'Reads mail.' }];
    put('servers.ndjson', { server: { name: 'org.acme/mail', version: '1.0.0' }, tools });
    const night = spawn(process.execPath, ['crawler/main.ts', 'nightly'], {
      cwd: root,
      env: {
        PATH: process.env.PATH ?? '',
        DATA_DIR: join(folder, 'data'),
        DATABASE_URL: database.href,
        // The one server that is inspected has an address that is refused: nothing is installed and no stranger is asked.
        FAILURE_THRESHOLD: '1',
        NIGHT_SOURCES: `client-config,github,docker,smithery,registry,file:${join(folder, 'servers.ndjson')}`,
        CLIENT_CONFIG_HOME: join(folder, 'home'),
        ...Object.fromEntries(
          ['REGISTRY_URL', 'NPM_URL', 'PYPI_URL', 'GITHUB_URL', 'GITHUB_RAW_URL', 'SMITHERY_URL'].map((name) => [name, url]),
        ),
        GITHUB_TOKEN: CANARIES.githubToken,
        SMITHERY_TOKEN: CANARIES.smitheryToken,
        OPENAI_API_KEY: CANARIES.modelKey,
        OPENAI_BASE_URL: `${url}/v1`,
        JUDGE_CONFIDENCE: '1',
        JUDGE_RETRIES: '0',
        AWS_SECRET_ACCESS_KEY: CANARIES.otherVariable,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [night.stdout, night.stderr]) stream.on('data', (chunk) => (said += chunk));
    [exit] = await once(night, 'close');
    const opened = await openDatabase({ dataDir: '', databaseUrl: plain });
    for (const table of tableNames()) {
      const found = await opened.db.execute<{ row: string }>(sql`select t::text as row from ${sql.identifier(table)} t`);
      rows.push(...found.rows.map(({ row }) => `${table}: ${row}`));
    }
    await opened.close();
    await drop();
  });
  afterAll(() => {
    host.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function put(path: string, content: object): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${JSON.stringify(content)}\n`);
  }

  const files = () =>
    readdirSync(join(folder, 'data'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it.each(['githubToken', 'smitheryToken', 'modelKey'] as const)('is used: %s was sent and repeated by the host', (name) => {
    expect(seen.some((told) => told.includes(CANARIES[name]))).toBe(true);
  });

  it('does not keep the night from publishing', () => {
    expect(exit, said).toBe(0);
    expect(files().some((file) => file.endsWith('site/servers/org.acme-mail/index.html'))).toBe(true);
    expect(rows.filter((row) => row.startsWith('failures')).length).toBeGreaterThan(2);
  });

  it.each(Object.entries(CANARIES))('does not come out: %s', (_, canary) => {
    expect(said).not.toContain(canary);
    expect(rows.filter((row) => row.includes(canary))).toEqual([]);
    expect(files().filter((file) => file.includes(canary) || readFileSync(file, 'latin1').includes(canary))).toEqual([]);
  });
});
