import { describe, expect, it } from 'vitest';
import { npm } from '../../../crawler/sources/npm.ts';
import { list } from '../../helpers/listing.ts';
import { planNetwork } from '../../helpers/network.ts';

const search = (keyword: string, from = 0) => `https://npm.test/-/v1/search?text=keywords%3A${keyword}&size=250&from=${from}`;
const hit = (name: string, date = '2026-02-10T00:00:00.000Z', more: object = {}) => ({
  package: { name, version: '1.0.0', description: `About ${name}`, date, ...more },
  score: { final: 0.5 },
});
const nothing = ['modelcontextprotocol', 'model-context-protocol'].map((keyword) => ({
  url: search(keyword),
  body: { objects: [], total: 0 },
}));

describe('npm', () => {
  it('gives what the search and the package itself say', async () => {
    planNetwork([
      { url: search('mcp-server'), body: { objects: [hit('@acme/mail'), { package: {} }], total: 2 } },
      {
        url: 'https://npm.test/@acme%2fmail/1.0.0',
        body: {
          mcpName: 'io.github.acme/mail',
          homepage: 'https://acme.example',
          repository: { url: 'git+https://github.com/acme/mail.git', directory: 'mcp' },
        },
      },
      ...nothing,
    ]);
    const { found, skipped, cursor, complete } = await list(npm);
    expect(found).toEqual([
      {
        manifest: {
          name: '@acme/mail',
          version: '1.0.0',
          description: 'About @acme/mail',
          repository: { url: 'https://github.com/acme/mail', subfolder: 'mcp' },
          websiteUrl: 'https://acme.example',
          updatedAt: '2026-02-10T00:00:00.000Z',
          packages: [{ registryType: 'npm', identifier: '@acme/mail', version: '1.0.0', transport: { type: 'stdio' } }],
          remotes: [],
        },
        origin: { source: 'npm', ref: '@acme/mail', url: 'https://www.npmjs.com/package/@acme/mail' },
        names: ['io.github.acme/mail'],
      },
    ]);
    expect(skipped).toMatchObject([{ code: 'wrong-shape' }]);
    expect({ cursor, complete }).toEqual({ cursor: { since: '2026-02-28T00:00:00.000Z' }, complete: false });
  });

  it('asks only for what was published since, and for each package once', async () => {
    planNetwork([
      { url: search('mcp-server'), body: { objects: [hit('old', '2026-01-01T00:00:00.000Z'), hit('new')], total: 2 } },
      { url: 'https://npm.test/new/1.0.0', body: {} },
      { url: search('modelcontextprotocol'), body: { objects: [hit('new')], total: 1 } },
      { url: search('model-context-protocol'), body: { objects: [], total: 0 } },
    ]);
    const { found } = await list(npm, { cursor: { since: '2026-02-01T00:00:00.000Z' } });
    expect(found.map(({ origin }) => origin.ref)).toEqual(['new']);
  });

  it('a package that is gone is skipped, and pages go on', async () => {
    const many = Array.from({ length: 250 }, (_, index) => hit(`old-${index}`, '2025-01-01T00:00:00.000Z'));
    planNetwork([
      { url: search('mcp-server'), body: { objects: many, total: 251 } },
      { url: search('mcp-server', 250), body: { objects: [hit('gone')], total: 251 } },
      { url: 'https://npm.test/gone/1.0.0', status: 404 },
      ...nothing,
    ]);
    const { found, skipped, stopped } = await list(npm, { cursor: { since: '2026-02-01T00:00:00.000Z' } });
    expect({ found, skipped: skipped.map(({ ref, code }) => ({ ref, code })), stopped }).toEqual({
      found: [],
      skipped: [{ ref: 'gone', code: 'http-status' }],
      stopped: undefined,
    });
  });

  it.each([
    ['github:acme/mail', 'https://github.com/acme/mail'],
    ['acme/mail', 'https://github.com/acme/mail'],
    ['git+ssh://git@github.com/acme/mail.git', 'https://github.com/acme/mail'],
    ['git@gitlab.com:acme/mail.git', 'https://gitlab.com/acme/mail'],
    ['git://github.com/acme/mail', 'https://github.com/acme/mail'],
  ])('reads the repository %s', async (repository, url) => {
    planNetwork([
      { url: search('mcp-server'), body: { objects: [hit('mail')], total: 1 } },
      { url: 'https://npm.test/mail/1.0.0', body: { repository } },
      ...nothing,
    ]);
    const { found } = await list(npm);
    expect(found[0]?.manifest.repository).toEqual({ url });
  });
});
