import { describe, expect, it } from 'vitest';
import { smithery } from '../../../crawler/sources/smithery.ts';
import { CONFIG, list } from '../../helpers/listing.ts';
import { planNetwork } from '../../helpers/network.ts';

const config = { ...CONFIG, smitheryToken: 'secret-token' };
const sent = { authorization: 'Bearer secret-token' };
const page = (number: number) => `https://smithery.test/servers?page=${number}&pageSize=100`;
const pages = [
  { url: page(1), sent, body: { servers: [{ qualifiedName: '@acme/mail' }, { displayName: 'nameless' }], pagination: { totalPages: 2 } } },
  {
    url: 'https://smithery.test/servers/%40acme/mail',
    sent,
    body: {
      qualifiedName: '@acme/mail',
      displayName: 'Mail',
      description: 'Reads mail',
      connections: [
        { type: 'http', deploymentUrl: 'https://server.smithery.test/@acme/mail/mcp?api_key=abc', configSchema: {} },
        { type: 'stdio', bundleUrl: 'https://x' },
      ],
      tools: [{ name: 'read_mail', description: 'Reads.', inputSchema: { type: 'object' } }, { nothing: true }],
    },
  },
];

describe('smithery', () => {
  it('gives hosted servers with their tools, and no key that stands in an address', async () => {
    planNetwork([...pages, { url: page(2), body: { servers: [], pagination: { totalPages: 2 } } }]);
    const { found, skipped, cursor, complete } = await list(smithery, { config });
    expect(found).toEqual([
      {
        manifest: {
          name: '@acme/mail',
          title: 'Mail',
          description: 'Reads mail',
          packages: [],
          remotes: [{ type: 'streamable-http', url: 'https://server.smithery.test/@acme/mail/mcp' }],
          tools: [{ name: 'read_mail', description: 'Reads.', inputSchema: { type: 'object' } }],
          evidence: 'manifest',
        },
        origin: { source: 'smithery', ref: '@acme/mail', url: 'https://smithery.ai/server/@acme/mail' },
      },
    ]);
    expect(skipped).toMatchObject([{ code: 'wrong-shape' }]);
    expect({ cursor, complete }).toEqual({ cursor: { page: 1 }, complete: true });
  });

  it('goes on at the page where a night stopped', async () => {
    planNetwork([...pages, { url: page(2), status: 403 }]);
    const broken = await list(smithery, { config });
    expect(broken).toMatchObject({ stopped: 'http-status', cursor: { page: 2 } });
    planNetwork([{ url: page(2), body: { servers: [] } }]);
    expect(await list(smithery, { config, cursor: broken.cursor ?? {} })).toMatchObject({ complete: false, cursor: { page: 1 } });
  });

  it('stops at once without a token', async () => {
    planNetwork([]);
    expect(await list(smithery)).toMatchObject({ stopped: 'auth-required', found: [] });
  });
});
