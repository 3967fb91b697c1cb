import { describe, expect, it } from 'vitest';
import { pypi } from '../../../crawler/sources/pypi.ts';
import { list } from '../../helpers/listing.ts';
import { planNetwork } from '../../helpers/network.ts';

const INDEX = 'https://pypi.test/simple/';
const index = {
  meta: { '_last-serial': 30, 'api-version': '1.3' },
  projects: [
    { name: 'requests', '_last-serial': 29 },
    { name: 'mcpherson', '_last-serial': 28 },
    { name: 'mcp-server-mail', '_last-serial': 20 },
    { name: 'acme_mcp', '_last-serial': 10 },
  ],
};
const project = (name: string) => `https://pypi.test/pypi/${name}/json`;

describe('pypi', () => {
  it('asks for packages with mcp as a word of their name, in the order of change', async () => {
    planNetwork([
      { url: INDEX, body: index, sent: { accept: 'application/vnd.pypi.simple.v1+json' } },
      { url: project('acme_mcp'), status: 404 },
      {
        url: project('mcp-server-mail'),
        body: {
          info: {
            name: 'mcp-server-mail',
            version: '0.3.0',
            summary: 'Mail',
            description: '# Mail\n<!-- mcp-name: io.github.acme/mail -->',
            home_page: null,
            project_urls: { Homepage: 'https://acme.example', Source: 'https://github.com/acme/mail' },
          },
        },
      },
    ]);
    const { found, skipped, cursor, complete } = await list(pypi);
    expect(found).toEqual([
      {
        manifest: {
          name: 'mcp-server-mail',
          version: '0.3.0',
          description: 'Mail',
          repository: { url: 'https://github.com/acme/mail' },
          websiteUrl: 'https://acme.example',
          packages: [
            { registryType: 'pypi', identifier: 'mcp-server-mail', version: '0.3.0', runtimeHint: 'uvx', transport: { type: 'stdio' } },
          ],
          remotes: [],
        },
        origin: { source: 'pypi', ref: 'mcp-server-mail', url: 'https://pypi.org/project/mcp-server-mail/' },
        names: ['io.github.acme/mail'],
      },
    ]);
    expect(skipped).toMatchObject([{ ref: 'acme_mcp', code: 'http-status' }]);
    expect({ cursor, complete }).toEqual({ cursor: { serial: 20 }, complete: false });
  });

  it('the next night asks only for what changed since', async () => {
    planNetwork([{ url: INDEX, body: index }]);
    expect(await list(pypi, { cursor: { serial: 20 } })).toMatchObject({ found: [], skipped: [], stopped: undefined });
  });
});
