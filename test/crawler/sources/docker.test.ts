import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { describe, expect, it } from 'vitest';
import { docker } from '../../../crawler/sources/docker.ts';
import { list } from '../../helpers/listing.ts';
import { planNetwork } from '../../helpers/network.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const HEAD = {
  url: 'https://github.test/repos/docker/mcp-registry/commits/main',
  body: COMMIT,
  sent: { accept: 'application/vnd.github.sha' },
};
const TARBALL = `https://github.test/repos/docker/mcp-registry/tarball/${COMMIT}`;

/** An archive as GitHub makes it: everything under one folder. */
function archive(files: Record<string, string>): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, 'docker-mcp-registry-0123456', path, '..'), { recursive: true });
    writeFileSync(join(folder, 'docker-mcp-registry-0123456', path), text);
  }
  create({ cwd: folder, gzip: true, file: join(folder, 'a.tgz'), sync: true }, ['docker-mcp-registry-0123456']);
  const bytes = readFileSync(join(folder, 'a.tgz'));
  rmSync(folder, { recursive: true });
  return bytes;
}

const MAIL = `
name: mail
image: mcp/mail
type: server
about: { title: Mail, description: Reads mail }
source: { project: 'https://github.com/acme/mail', directory: mcp }
config:
  secrets: [{ name: mail.token, env: MAIL_TOKEN, example: sk-example }]
  env: [{ name: MAIL_HOST, example: mail.example, value: '{{mail.host}}' }]
`;
const TOOLS = JSON.stringify([
  {
    name: 'read_mail',
    description: 'Reads.',
    arguments: [
      { name: 'id', type: 'string', desc: 'Which', optional: false },
      { name: 'full', type: 'boolean', desc: '' },
    ],
  },
  { name: 'send_mail', description: 'Sends.', inputSchema: { type: 'object', properties: { to: { type: 'string' } } } },
  'a heading',
]);

describe('docker', () => {
  it('reads entries and tool lists of both generations', async () => {
    const files = {
      'servers/mail/server.yaml': MAIL,
      'servers/mail/tools.json': TOOLS,
      'servers/hosted/server.yaml': 'name: hosted\ntype: remote\nremote: { transport_type: sse, url: "https://hosted.example/sse" }\n',
      'servers/hosted/tools.json': '[]',
      'servers/broken/server.yaml': 'name: [',
      'servers/nameless/server.yaml': 'type: server\n',
      'README.md': '# x',
    };
    planNetwork([HEAD, { url: TARBALL, body: archive(files) }]);
    const { found, skipped, cursor, complete } = await list(docker);
    const byName = new Map(found.map(({ manifest }) => [manifest.name, manifest]));
    expect(byName.get('mail')).toEqual({
      name: 'mail',
      title: 'Mail',
      description: 'Reads mail',
      repository: { url: 'https://github.com/acme/mail', subfolder: 'mcp' },
      packages: [
        {
          registryType: 'oci',
          identifier: 'mcp/mail',
          transport: { type: 'stdio' },
          environmentVariables: [
            { name: 'MAIL_TOKEN', isSecret: true },
            { name: 'MAIL_HOST', isSecret: false },
          ],
        },
      ],
      remotes: [],
      tools: [
        {
          name: 'read_mail',
          description: 'Reads.',
          inputSchema: {
            type: 'object',
            properties: { id: { type: 'string', description: 'Which' }, full: { type: 'boolean' } },
            required: ['id'],
          },
        },
        { name: 'send_mail', description: 'Sends.', inputSchema: { type: 'object', properties: { to: { type: 'string' } } } },
      ],
      evidence: 'manifest',
    });
    expect(byName.get('hosted')).toEqual({ name: 'hosted', packages: [], remotes: [{ type: 'sse', url: 'https://hosted.example/sse' }] });
    expect(skipped.map(({ ref, code }) => [ref, code]).sort()).toEqual([
      ['servers/broken/server.yaml', 'malformed-manifest'],
      ['servers/nameless/server.yaml', 'malformed-manifest'],
    ]);
    expect({ cursor, complete }).toEqual({ cursor: { commit: COMMIT }, complete: true });
  });

  it('one request tells that nothing changed', async () => {
    planNetwork([HEAD]);
    expect(await list(docker, { cursor: { commit: COMMIT } })).toMatchObject({ found: [], complete: false, stopped: undefined });
  });

  it.each([
    ['cut short', (bytes: Uint8Array) => bytes.slice(0, 60)],
    ['no archive at all', () => Buffer.from('<html>')],
  ])('an archive that is %s gives nothing, and is not complete', async (_, spoil) => {
    planNetwork([HEAD, { url: TARBALL, body: spoil(archive({ 'servers/mail/server.yaml': MAIL })) }]);
    expect(await list(docker)).toMatchObject({ found: [], stopped: 'bad-archive', complete: false });
  });
});
