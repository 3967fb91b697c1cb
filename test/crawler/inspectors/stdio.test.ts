import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stdio } from '../../../crawler/inspectors/stdio.ts';
import { tryDrivers } from '../../../crawler/sandbox/index.ts';
import type { Manifest, ServerPackage } from '../../../db/model.ts';
import { type FakeRegistry, fakeNpmRegistry } from '../../helpers/npm-registry.ts';

const cacheDir = mkdtempSync(join(tmpdir(), 'mcp-risk-index-stdio-'));
let registry: FakeRegistry;
const mcp = await readFile(new URL('../../hostile/servers/mcp.mjs', import.meta.url), 'utf8');
const works = (await tryDrivers(join(cacheDir, 'sandbox'))).some((tried) => tried.works);

beforeAll(async () => {
  const start = "import { serve, tool } from './mcp.mjs';\n";
  const server = (index: string) => ({ 'mcp.mjs': mcp, 'index.mjs': `#!/usr/bin/env node\n${start}${index}` });
  const bin = { packageJson: { bin: { 'acme-mcp': './index.mjs', other: './mcp.mjs' } } };
  registry = await fakeNpmRegistry([
    { name: '@acme/acme-mcp', version: '1.2.3', ...bin, files: server("serve([tool('hello', 'Says hello.')]);") },
    {
      name: 'wants-key',
      version: '1.0.0',
      ...bin,
      files: server(
        "if (!process.env.ACME_KEY) { console.error('Error: ACME_KEY is not set'); process.exit(1); }\nserve([tool(process.argv.slice(2).join(' ') || 'none')]);",
      ),
    },
    { name: 'wants-account', version: '1.0.0', ...bin, files: server("console.error('You are not logged in.'); process.exit(1);") },
    {
      name: 'wants-command',
      version: '1.0.0',
      ...bin,
      files: server(
        "if (process.argv[2] !== 'start') { console.log('Commands:\\n  start  Start it'); process.exit(0); }\nserve([tool('started')]);",
      ),
    },
    { name: 'no-program', version: '1.0.0', files: { 'index.js': '' } },
    { name: 'other-language', version: '1.0.0', packageJson: { bin: 'run.sh' }, files: { 'run.sh': '#!/bin/bash\necho' } },
    { name: 'a-folder', version: '1.0.0', packageJson: { bin: 'dist' }, files: { 'dist/index.js': '' } },
    { name: 'outside', version: '1.0.0', packageJson: { bin: '../../../../../../etc/passwd' }, files: {} },
  ]);
});
afterAll(async () => {
  await registry.close();
  rmSync(cacheDir, { recursive: true, force: true });
});

function inspect(identifier: string, more: Partial<ServerPackage> = {}, version = '1.0.0') {
  const manifest: Manifest = { name: 'a/b', packages: [{ registryType: 'npm', identifier, version, ...more }], remotes: [] };
  const signal = new AbortController().signal;
  return stdio.inspect(manifest, { seconds: 20, signal, cacheDir, now: new Date(), npmRegistry: registry.url });
}

describe.runIf(works)('a package', () => {
  it('is installed, started and asked', async () => {
    const inspection = await inspect('@acme/acme-mcp', {}, '1.2.3');
    expect(inspection).toMatchObject({
      inspector: 'stdio',
      evidence: 'live',
      version: '1.2.3',
      protocolVersion: '2025-06-18',
      serverInfo: { name: 'hostile', version: '1' },
      tools: [{ name: 'hello', description: 'Says hello.', inputSchema: { type: 'object', properties: {} } }],
      launch: { args: [], env: [], announced: { roots: {}, sampling: {}, elicitation: {} } },
      defects: [],
    });
  });

  it('is given the variables and arguments that its record names', async () => {
    const packageArguments = [{ type: 'positional', value: 'from-the-record' }];
    const inspection = await inspect('wants-key', { packageArguments, environmentVariables: [{ name: 'ACME_KEY', isRequired: true }] });
    expect(inspection.tools.map(({ name }) => name)).toEqual(['from-the-record']);
    expect(inspection.launch).toMatchObject({ args: ['from-the-record'], env: ['ACME_KEY'] });
  });

  it('is given what its own complaint names', async () => {
    expect((await inspect('wants-key')).launch).toMatchObject({ env: ['ACME_KEY'] });
    expect((await inspect('wants-command')).launch).toMatchObject({ args: ['start'] });
  });

  it.each([
    ['wants-account', 'needs-credentials', /not logged in/],
    ['no-program', 'no-bin', /no program/],
    ['other-language', 'start-failed', /bash/],
    ['a-folder', 'start-failed', /not in the package/],
    ['outside', 'start-failed', /not in the package/],
    ['absent', 'not-found', /404/],
  ])('%s ends as %s, with its own words', async (identifier, code, detail) => {
    await expect(inspect(identifier)).rejects.toMatchObject({ code, detail: expect.stringMatching(detail) });
  });
});

describe('fits', () => {
  it.each<[name: string, pack: ServerPackage, fits: boolean]>([
    ['an npm package', { registryType: 'npm', identifier: 'x' }, true],
    ['an npm package over stdio', { registryType: 'npm', identifier: 'x', transport: { type: 'stdio' } }, true],
    ['an npm package that speaks HTTP', { registryType: 'npm', identifier: 'x', transport: { type: 'streamable-http' } }, false],
    ['a Python package', { registryType: 'pypi', identifier: 'x' }, true],
    ['a bundle', { registryType: 'mcpb', identifier: 'https://example.com/x.mcpb' }, false],
  ])('%s', (_name, pack, fits) => expect(stdio.fits({ name: 'a/b', packages: [pack], remotes: [] })).toBe(fits));
});
