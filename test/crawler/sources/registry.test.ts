import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registry } from '../../../crawler/sources/registry.ts';
import { list } from '../../helpers/listing.ts';
import { planNetwork } from '../../helpers/network.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/registry/${name}.json`, import.meta.url), 'utf8');
const FIRST = 'https://registry.test/v0.1/servers?limit=100&include_deleted=true';
const SECOND = `${FIRST}&cursor=io.github.acme%2Fold%3A0.1.0`;
const NOW = '2026-03-01T00:00:00.000Z';
const pages = [
  { url: FIRST, body: fixture('page-1') },
  { url: SECOND, body: fixture('page-2') },
];
const empty = { servers: [], metadata: { count: 0 } };

describe('the registry', () => {
  it('reads every generation of server.json in one feed', async () => {
    planNetwork(pages);
    const { found, complete, cursor } = await list(registry);
    expect(found.map(({ manifest }) => manifest)).toEqual([
      {
        name: 'io.github.acme/mail',
        title: 'Mail',
        description: 'Reads and sends mail',
        version: '1.2.0',
        status: 'active',
        publishedAt: '2026-01-05T10:00:00Z',
        updatedAt: '2026-01-06T10:00:00Z',
        isLatest: true,
        repository: { url: 'https://github.com/acme/mail', source: 'github', subfolder: 'mcp' },
        packages: [
          {
            registryType: 'npm',
            registryBaseUrl: 'https://registry.npmjs.org',
            identifier: '@acme/mail-mcp',
            version: '1.2.0',
            runtimeHint: 'npx',
            transport: { type: 'stdio' },
            environmentVariables: [{ name: 'MAIL_TOKEN', description: 'Token', isRequired: true, isSecret: true }],
          },
        ],
        remotes: [],
      },
      {
        name: 'io.github.acme/old',
        description: 'Spelt as in the summer of 2025',
        version: '0.1.0',
        publishedAt: '2025-07-10T00:00:00Z',
        updatedAt: '2025-07-11T00:00:00Z',
        isLatest: true,
        websiteUrl: 'https://acme.example/old',
        packages: [
          {
            registryType: 'pypi',
            registryBaseUrl: 'https://pypi.org',
            identifier: 'acme-old',
            version: '0.1.0',
            runtimeHint: 'uvx',
            packageArguments: [{ type: 'positional', valueHint: 'path' }],
            environmentVariables: [{ name: 'OLD_KEY', isRequired: true, isSecret: true }],
          },
        ],
        remotes: [{ type: 'sse', url: 'https://acme.example/sse' }],
      },
      {
        name: 'io.github.acme/oldest',
        description: 'The first generation: no envelope, names of packages',
        version: '0.0.1',
        isLatest: true,
        packages: [
          { registryType: 'npm', identifier: 'acme-oldest', version: '0.0.1' },
          { registryType: 'oci', identifier: 'acme/oldest:1' },
        ],
        remotes: [],
      },
      {
        name: 'io.github.acme/gone',
        description: 'Was removed',
        version: '2.0.0',
        status: 'deleted',
        updatedAt: '2026-02-01T00:00:00Z',
        isLatest: true,
        packages: [],
        remotes: [],
      },
    ]);
    // The last that the registry itself updated.
    expect({ complete, cursor }).toEqual({ complete: true, cursor: { since: '2026-02-01T00:00:00.000Z', sweptAt: NOW } });
  });

  it('loses the bad element, not the page', async () => {
    planNetwork(pages);
    const { skipped } = await list(registry);
    expect(skipped.map(({ ref, code }) => ({ ref, code }))).toEqual([
      { ref: 'an entry without a name', code: 'malformed-manifest' },
      { ref: 'an entry without a name', code: 'malformed-manifest' },
    ]);
  });

  it('the next night asks for what was updated since, with an hour of overlap', async () => {
    planNetwork([{ url: `${FIRST}&updated_since=2026-02-27T23%3A00%3A00.000Z`, body: empty }]);
    const swept = '2026-02-27T00:00:00.000Z';
    const { cursor, complete } = await list(registry, { cursor: { since: '2026-02-28T00:00:00.000Z', sweptAt: swept } });
    expect({ cursor, complete }).toEqual({ cursor: { since: '2026-02-28T00:00:00.000Z', sweptAt: swept }, complete: false });
  });

  it('a clock that stood ahead hides no update: what it left is not believed', async () => {
    planNetwork(pages);
    const ahead = await list(registry, { now: new Date('2027-03-01T00:00:00.000Z') });
    expect(ahead.cursor).toEqual({ since: '2026-02-01T00:00:00.000Z', sweptAt: '2027-03-01T00:00:00.000Z' });
    planNetwork(pages);
    const { complete, cursor } = await list(registry, { cursor: ahead.cursor ?? {} });
    expect({ complete, cursor }).toEqual({ complete: true, cursor: { since: '2026-02-01T00:00:00.000Z', sweptAt: NOW } });
    planNetwork([{ url: FIRST, body: empty }]);
    const both = { since: '2026-03-02T00:00:00.000Z', sweptAt: '2026-02-27T00:00:00.000Z' };
    expect(await list(registry, { cursor: both })).toMatchObject({ complete: true, cursor: { since: NOW, sweptAt: NOW } });
  });

  it('what was updated while it was listed is asked for again', async () => {
    const official = { 'io.modelcontextprotocol.registry/official': { updatedAt: '2026-03-01T00:04:00Z' } };
    planNetwork([{ url: FIRST, body: { servers: [{ server: { name: 'org.acme/late', version: '1' }, _meta: official }] } }]);
    expect((await list(registry)).cursor).toEqual({ since: NOW, sweptAt: NOW });
  });

  it('lists everything again after a week', async () => {
    planNetwork([{ url: FIRST, body: empty }]);
    const { complete } = await list(registry, { cursor: { since: '2026-02-28T00:00:00.000Z', sweptAt: '2026-02-20T00:00:00.000Z' } });
    expect(complete).toBe(true);
  });

  it('an interrupted listing goes on at its cursor, and is not taken for a complete one', async () => {
    planNetwork([
      { url: FIRST, body: fixture('page-1') },
      { url: SECOND, status: 403 },
    ]);
    const broken = await list(registry);
    expect(broken).toMatchObject({ stopped: 'http-status', cursor: { next: 'io.github.acme/old:0.1.0', from: NOW } });
    planNetwork([{ url: SECOND, body: fixture('page-2') }]);
    const later = new Date('2026-03-02T00:00:00.000Z');
    const resumed = await list(registry, { cursor: broken.cursor ?? {}, now: later });
    expect(resumed).toMatchObject({ stopped: undefined, complete: false, cursor: { since: '2026-02-01T00:00:00.000Z', sweptAt: NOW } });
    expect(resumed.found).toHaveLength(2);
  });

  it('a cursor that the registry no longer knows is forgotten', async () => {
    planNetwork([{ url: SECOND, status: 400 }]);
    const { stopped, cursor } = await list(registry, { cursor: { next: 'io.github.acme/old:0.1.0', from: NOW } });
    expect({ stopped, cursor }).toEqual({ stopped: 'http-status', cursor: {} });
  });

  it('a cursor that comes again is asked once more, then ends the listing', async () => {
    const loop = { servers: [], metadata: { nextCursor: 'again' } };
    planNetwork([FIRST, `${FIRST}&cursor=again`, `${FIRST}&cursor=again`, `${FIRST}&cursor=again`].map((url) => ({ url, body: loop })));
    expect(await list(registry)).toMatchObject({ stopped: 'cursor-loop', complete: false });
  });

  it.each([
    ['garbage', { body: '{"servers": [<html>' }],
    ['another shape', { body: { data: [] } }],
    ['an error of the server', { status: 500 }],
  ])('a page answered with %s is asked for again', async (_, answer) => {
    planNetwork([{ url: FIRST, ...answer }, { url: FIRST, body: fixture('page-1') }, pages[1] ?? { url: SECOND }]);
    expect(await list(registry)).toMatchObject({ stopped: undefined, complete: true });
  });

  it('registry:2 gives the two updated last, from as far back as it takes', async () => {
    const latest = (since: string) => `https://registry.test/v0.1/servers?limit=100&version=latest&updated_since=${since}`;
    const entry = (name: string, updatedAt: string) => ({
      server: { name: `org.acme/${name}`, version: '1' },
      _meta: { 'io.modelcontextprotocol.registry/official': { updatedAt } },
    });
    const [a, b, c] = [entry('a', '2026-02-28T12:00:00Z'), entry('b', '2026-02-26T00:00:00Z'), entry('c', '2026-02-27T00:00:00Z')];
    planNetwork([
      { url: latest('2026-02-28T00%3A00%3A00.000Z'), body: { servers: [a] } },
      { url: latest('2026-02-25T00%3A00%3A00.000Z'), body: { servers: [b, c, a] } },
    ]);
    const { found, cursor, complete } = await list(registry, { argument: '2' });
    expect(found.map(({ manifest }) => manifest.name)).toEqual(['org.acme/a', 'org.acme/c']);
    expect({ cursor, complete }).toEqual({ cursor: undefined, complete: false });
  });
});
