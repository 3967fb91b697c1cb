import { describe, expect, it } from 'vitest';
import { github } from '../../../crawler/sources/github.ts';
import { CONFIG, list } from '../../helpers/listing.ts';
import { planNetwork } from '../../helpers/network.ts';

const FIRST = '2024-11-01T00:00:00Z';
const NOW = '2026-03-01T00:00:00Z';
function search(field: string, from: string, to: string, page = 1): string {
  const query = new URLSearchParams({
    q: `topic:mcp-server ${field}:${from}..${to}`,
    sort: 'updated',
    order: 'asc',
    per_page: '100',
    page: String(page),
  });
  return `https://github.test/search/repositories?${query}`;
}
const repository = (full_name: string, more: object = {}) => ({
  full_name,
  html_url: `https://github.com/${full_name}`,
  description: 'Reads mail',
  homepage: '',
  default_branch: 'main',
  pushed_at: '2026-02-20T00:00:00Z',
  ...more,
});

describe('github', () => {
  it('gives repositories with what their server.json says', async () => {
    planNetwork([
      {
        url: search('created', FIRST, NOW),
        body: { total_count: 3, items: [repository('acme/mail'), repository('acme/other', { archived: true }), { id: 7 }] },
      },
      {
        url: 'https://raw.test/acme/mail/main/server.json',
        body: {
          name: 'io.github.acme/mail',
          title: 'Mail',
          version: '1.0.0',
          repository: { url: 'https://github.com/acme/mail', subfolder: 'mcp' },
          packages: [{ registryType: 'npm', identifier: '@acme/mail' }],
        },
      },
      { url: 'https://raw.test/acme/other/main/server.json', status: 404 },
    ]);
    const { found, skipped, cursor } = await list(github);
    expect(found).toEqual([
      {
        manifest: {
          name: 'acme/mail',
          title: 'Mail',
          version: '1.0.0',
          description: 'Reads mail',
          updatedAt: '2026-02-20T00:00:00Z',
          repository: { url: 'https://github.com/acme/mail', source: 'github', subfolder: 'mcp' },
          packages: [{ registryType: 'npm', identifier: '@acme/mail' }],
          remotes: [],
        },
        origin: { source: 'github', ref: 'acme/mail', url: 'https://github.com/acme/mail' },
        names: ['io.github.acme/mail'],
      },
      {
        manifest: {
          name: 'acme/other',
          title: 'other',
          description: 'Reads mail',
          status: 'deprecated',
          updatedAt: '2026-02-20T00:00:00Z',
          repository: { url: 'https://github.com/acme/other', source: 'github' },
          packages: [],
          remotes: [],
        },
        origin: { source: 'github', ref: 'acme/other', url: 'https://github.com/acme/other' },
      },
    ]);
    expect(skipped).toMatchObject([{ code: 'wrong-shape' }]);
    expect(cursor).toEqual({ since: '2026-02-28T00:00:00.000Z' });
  });

  it('cuts time in halves until a slice can be read whole', async () => {
    const middle = new Date((Date.parse(FIRST) + Date.parse(NOW)) / 2);
    const second = (date: Date) => date.toISOString().replace('.000Z', 'Z');
    planNetwork([
      { url: search('created', FIRST, NOW), body: { total_count: 1_001, items: [] } },
      { url: search('created', FIRST, second(middle)), body: { total_count: 1, items: [repository('acme/a')] } },
      { url: 'https://raw.test/acme/a/main/server.json', body: 'not json' },
      { url: search('created', second(new Date(middle.getTime() + 1_000)), NOW), body: { total_count: 0, items: [] } },
    ]);
    const { found } = await list(github);
    expect(found.map(({ origin }) => origin.ref)).toEqual(['acme/a']);
  });

  it('later nights ask for what was pushed to since, with the token', async () => {
    const sent = { authorization: 'Bearer secret-token' };
    planNetwork([{ url: search('pushed', '2026-02-28T00:00:00Z', NOW), body: { total_count: 0, items: [] }, sent }]);
    const config = { ...CONFIG, githubToken: 'secret-token' };
    expect(await list(github, { config, cursor: { since: '2026-02-28T00:00:00.000Z' } })).toMatchObject({ stopped: undefined });
  });
});
