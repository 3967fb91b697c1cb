import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InspectFailed } from '../../crawler/errors.ts';
import { startUntilItSpeaks } from '../../crawler/launch/speak.ts';
import type { Listing } from '../../crawler/mcp.ts';
import { tryDrivers } from '../../crawler/sandbox/index.ts';
import { DEFAULT_LIMITS, type Driver, type Limits, NODE_BIN } from '../../crawler/sandbox/types.ts';
import { VOLATILE } from '../../crawler/volatile.ts';
import type { ServerPackage } from '../../db/model.ts';

const servers = fileURLToPath(new URL('servers', import.meta.url));
const state = mkdtempSync(join(tmpdir(), 'mcp-risk-index-test-'));
const outside = join(state, 'outside');
const canary = `canary-${randomUUID()}`;
mkdirSync(outside);
writeFileSync(join(outside, 'id_rsa'), canary);
process.env.TEST_CANARY = canary;

let port = 0;
let calls = 0;
const listeners: Server[] = [];
const socketPath = join(outside, 'host.sock');

beforeAll(async () => {
  for (const address of [{ port: 0, host: '127.0.0.1' }, { path: socketPath }]) {
    const listener = createServer((socket) => {
      calls += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => listener.listen(address, resolve));
    const bound = listener.address();
    if (bound && typeof bound === 'object') port = bound.port;
    listeners.push(listener);
  }
});
afterAll(() => {
  for (const listener of listeners) listener.close();
  rmSync(state, { recursive: true, force: true });
});

interface Attack {
  server: string;
  args?: () => string[];
  limits?: Partial<Limits>;
  /** How it ends; where it lists tools, what must hold of them. */
  code?: string | RegExp;
  holds?: (listing: Listing) => void;
}

const MEGABYTE = 1024 ** 2;
const names = (listing: Listing) => listing.tools.map(({ name }) => name);
const find = (listing: Listing, name: string) => listing.tools.find((tool) => tool.name === name);
const lootOf = (listing: Listing) => JSON.parse(find(listing, 'loot')?.description ?? 'null');

const ATTACKS: Attack[] = [
  // What it reads and reaches.
  {
    server: 'read-secrets',
    args: () => [join(outside, 'id_rsa')],
    holds: (listing) => expect(lootOf(listing)).toEqual({ found: [], homes: ['/home/sandbox', '/home/sandbox/workspace'], users: [] }),
  },
  {
    server: 'read-environment',
    holds: (listing) => {
      const loot = lootOf(listing);
      expect(loot.names.filter((name: string) => !/^(HOME|USER|PATH|TMPDIR|LANG|TZ|PWD|OLDPWD|SHLVL|_)$/.test(name))).toEqual([]);
      expect(loot.all).not.toContain(canary);
    },
  },
  {
    server: 'open-sockets',
    args: () => [String(port), socketPath],
    holds: (listing) => {
      expect(lootOf(listing)).toEqual({ reached: [] });
      expect(calls).toBe(0);
    },
  },
  { server: 'resolve-names', holds: (listing) => expect(lootOf(listing)).toEqual({ resolved: [] }) },
  {
    server: 'write-outside',
    args: () => [outside],
    holds: (listing) => {
      expect(lootOf(listing)).toEqual({ done: [] });
      expect(readdirSync(outside).sort()).toEqual(['host.sock', 'id_rsa']);
      expect(readdirSync(servers).filter((name) => !name.endsWith('.mjs'))).toEqual([]);
    },
  },
  {
    server: 'gain-rights',
    holds: (listing) => {
      const none = '0'.repeat(16);
      expect(lootOf(listing)).toEqual({ done: [], rights: { CapPrm: none, CapEff: none, CapBnd: none, CapAmb: none, NoNewPrivs: '1' } });
    },
  },
  // What it eats.
  { server: 'fork-bomb', limits: { tasks: 60 }, code: 'killed-processes' },
  { server: 'eat-memory', limits: { memory: 256 * MEGABYTE }, code: 'killed-memory' },
  { server: 'eat-buffers', limits: { memory: 256 * MEGABYTE }, code: 'killed-memory' },
  { server: 'eat-memory-together', limits: { memory: 300 * MEGABYTE, tasks: 200 }, code: 'killed-memory' },
  {
    server: 'fill-disk',
    limits: { disk: 8 * MEGABYTE },
    holds: (listing) => {
      expect(lootOf(listing).tmp).toBe(8 * MEGABYTE);
      expect(lootOf(listing).written).toBeLessThanOrEqual(3 * 8 * MEGABYTE);
    },
  },
  { server: 'flood-stdout', code: 'too-large' },
  { server: 'flood-lines', code: 'killed-output' },
  { server: 'flood-notifications', code: 'killed-output' },
  { server: 'flood-stderr', limits: { stderr: 4 * MEGABYTE }, code: 'killed-output' },
  { server: 'spin', limits: { seconds: 1 }, code: 'killed-time' },
  // How it will not go.
  { server: 'ignore-signals', holds: (listing) => expect(names(listing)).toEqual(['stubborn']) },
  { server: 'detach-grandchild', holds: (listing) => expect(names(listing)).toEqual(['parent']) },
  { server: 'stop-itself', limits: { seconds: 1 }, code: 'killed-time' },
  { server: 'hang', limits: { seconds: 1 }, code: 'killed-time' },
  { server: 'hang-on-list', limits: { seconds: 1 }, code: 'killed-time' },
  { server: 'die', code: 'exited' },
  { server: 'die-on-list', code: 'exited' },
  // How it speaks.
  { server: 'garbage', code: 'not-mcp' },
  { server: 'half-json', limits: { seconds: 1 }, code: 'killed-time' },
  { server: 'wrong-ids', code: 'protocol-error' },
  {
    server: 'wrong-shapes',
    holds: (listing) => {
      expect(names(listing)).toEqual(['no-schema', 'schema-is-text', 'fine']);
      expect(listing.defects).toHaveLength(8);
      expect(listing).toMatchObject({
        protocolVersion: undefined,
        serverInfo: undefined,
        instructions: undefined,
        capabilities: undefined,
      });
    },
  },
  { server: 'endless-cursor', code: 'endless-list' },
  { server: 'pages-for-ever', code: 'endless-list' },
  { server: 'ten-thousand-tools', code: 'too-many-tools' },
  { server: 'huge-answer', code: 'too-large' },
  { server: 'many-questions', code: 'killed-output' },
  {
    server: 'asks-for-help',
    holds: (listing) => {
      const heard = find(listing, 'heard')?.description ?? '';
      expect(heard).toContain('"roots":[]');
      expect(heard).toContain('Method not found');
      expect(heard).not.toContain(canary);
    },
  },
  // What it says.
  {
    server: 'giant-schema',
    holds: (listing) => expect([names(listing), listing.defects]).toEqual([['before', 'after'], [expect.stringMatching(/bytes/)]]),
  },
  {
    server: 'deep-schema',
    holds: (listing) => expect([names(listing), listing.defects]).toEqual([['before', 'after'], [expect.stringMatching(/nested/)]]),
  },
  {
    server: 'cyclic-references',
    holds: (listing) =>
      expect(find(listing, 'cyclic')?.inputSchema).toMatchObject({ $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' } } }),
  },
  {
    server: 'proto-names',
    holds: (listing) => {
      expect(names(listing)).toEqual(['__proto__', 'constructor', 'hasOwnProperty', 'toString', '../../etc/passwd', 'CON.json']);
      const schema = find(listing, '__proto__')?.inputSchema as { properties: object };
      expect(Object.keys(schema.properties)).toEqual(['__proto__', 'constructor']);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  },
  { server: 'megabyte-name', holds: (listing) => expect([names(listing), listing.defects.length]).toEqual([['before', 'after'], 1]) },
  {
    server: 'megabyte-description',
    holds: (listing) => expect([names(listing), listing.defects.length]).toEqual([['before', 'after'], 1]),
  },
  {
    server: 'hidden-text',
    holds: (listing) => {
      expect(find(listing, 'bidi')?.description).toBe('safe \u202Eevil\u202C text \u2066x\u2069');
      expect(find(listing, 'zero-width')?.description).toBe('ig\u200Bnore\uFEFF prev\u200Dious');
      expect(listing.tools).toHaveLength(6);
    },
  },
  { server: 'injection', holds: (listing) => expect(find(listing, 'markdown')?.description).toContain('javascript:alert(1)') },
  { server: 'broken-text', holds: (listing) => expect(find(listing, 'broken')?.description).toBe('\uFFFD\uFFFD\uFFFD(') },
  { server: 'never-the-same', holds: (listing) => expect(listing.defects).toEqual(['each listing held other tools']) },
  {
    server: 'clock-in-schema',
    holds: (listing) => {
      const tool = find(listing, 'clock');
      expect(tool?.description).toBe(`Call number ${VOLATILE} of this server.`);
      expect(tool?.inputSchema).toMatchObject({
        properties: { since: { default: VOLATILE }, seed: { default: VOLATILE }, kept: { default: 'kept' } },
      });
      expect(listing.defects).toHaveLength(3);
    },
  },
];

async function attack({ server, args, limits }: Attack, driver: Driver, mark: string): Promise<Listing> {
  const words = [...(args?.() ?? []), mark].map((value) => ({ type: 'positional', value }));
  const pack: ServerPackage = { registryType: 'npm', identifier: 'hostile', packageArguments: words };
  const { listing } = await startUntilItSpeaks(
    {
      driver,
      command: [NODE_BIN, `/package/${server}.mjs`],
      env: {},
      packageDir: servers,
      stateDir: state,
      // Long enough for the busiest machine: what is tested is the end, not its time.
      limits: { ...DEFAULT_LIMITS, seconds: 150, ...limits },
      signal: new AbortController().signal,
      now: new Date(),
    },
    pack,
  );
  return listing;
}

/** Command lines of all processes of this machine. */
function commandLines(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/cmdline`))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    })
    .join('\n');
}

const working = (await tryDrivers(state)).filter(({ works }) => works).map(({ driver }) => driver);

it('every hostile server is in the table', () => {
  const files = readdirSync(servers).filter((name) => name !== 'mcp.mjs');
  expect(ATTACKS.map(({ server }) => `${server}.mjs`).sort()).toEqual(files.sort());
});

describe.each(working.map((driver) => [driver.id, driver] as const))('in %s', (_id, driver) => {
  it.concurrent.each(ATTACKS.map((row) => [row.server, row] as const))(
    '%s does no harm',
    async (_server, row) => {
      const mark = `mark-${randomUUID()}`;
      const outcome = await attack(row, driver, mark).catch((error: unknown) => {
        if (error instanceof InspectFailed) return error;
        throw error;
      });
      if (outcome instanceof InspectFailed) {
        expect(outcome.code, outcome.detail.slice(0, 300)).toBe(row.code ?? 'a list of tools');
        expect(outcome.detail.length).toBeLessThanOrEqual(10_000);
      } else {
        expect(row.code, 'it listed tools').toBeUndefined();
        row.holds?.(outcome);
      }
      expect(commandLines(), 'no process is left').not.toContain(mark);
    },
    200_000,
  );
});
