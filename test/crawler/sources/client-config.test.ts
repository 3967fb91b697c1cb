import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientConfig } from '../../../crawler/sources/client-config.ts';
import { CONFIG, list } from '../../helpers/listing.ts';

const FIXTURE = fileURLToPath(new URL('../../fixtures/client-config', import.meta.url));
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'));
  // The fixture's folders have no dot before their name, so that they are seen.
  cpSync(FIXTURE, home, { recursive: true });
  for (const folder of ['config', 'cursor', 'codeium', 'codex', 'gemini'])
    cpSync(join(FIXTURE, folder), join(home, `.${folder}`), { recursive: true });
  cpSync(join(FIXTURE, 'claude.json'), join(home, '.claude.json'));
});
afterEach(() => rmSync(home, { recursive: true }));

const listed = () => list(clientConfig, { config: { ...CONFIG, home } });

describe('the clients of this machine', () => {
  it('gives every server of every client', async () => {
    const { found, complete } = await listed();
    const short = found.map(({ manifest, origin }) => [
      origin.ref,
      ...manifest.packages.map((one) => `${one.registryType} ${one.identifier} ${one.version ?? '-'}`),
      ...manifest.remotes.map((remote) => `${remote.type} ${remote.url}`),
    ]);
    expect(short).toEqual([
      ['claude-desktop/files', 'npm @modelcontextprotocol/server-filesystem 2025.8.21'],
      ['claude-desktop/windows', 'npm acme-mcp -'],
      ['claude-desktop/local'],
      ['claude-code/hosted', 'streamable-http https://mcp.acme.example/mcp'],
      ['claude-code/project', 'pypi mcp-server-git -'],
      ['cursor/image', 'oci ghcr.io/acme/mail:1.2 -'],
      ['vs-code/commented', 'npm acme-mcp 2.0.0'],
      ['windsurf/events', 'sse https://mcp.acme.example/sse'],
      ['codex/toml', 'pypi acme-mcp 0.2.0'],
      ['gemini/http', 'streamable-http https://mcp.acme.example/gemini'],
    ]);
    expect(complete).toBe(true);
  });

  it('keeps the names of variables and headers, and no secret of any kind', async () => {
    const { found } = await listed();
    const all = JSON.stringify(found);
    expect(all).not.toContain('SECRET');
    expect(all).toContain('MAIL_TOKEN');
    expect(all).toContain('X-Api-Key');
  });

  it('a config or an entry that cannot be read is a line of the report', async () => {
    const { skipped } = await listed();
    expect(skipped).toEqual([
      { ref: 'cursor/odd', code: 'malformed-manifest', detail: 'not an object' },
      { ref: 'vs-code .config/Code/User/settings.json', code: 'malformed-manifest', detail: 'neither JSON nor TOML' },
    ]);
  });

  it('a machine without clients has none', async () => {
    rmSync(home, { recursive: true });
    expect(await listed()).toMatchObject({ found: [], skipped: [], complete: true });
    home = mkdtempSync(join(tmpdir(), 'home-'));
  });
});
