import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stdio } from '../../../crawler/inspectors/stdio.ts';
import { drivers, tryDrivers } from '../../../crawler/sandbox/index.ts';
import { installPypi } from '../../../crawler/sandbox/install-pypi.ts';
import { type Python, pythonFor } from '../../../crawler/sandbox/python.ts';
import type { Manifest, ServerPackage } from '../../../db/model.ts';
import { type FakeIndex, fakePypiIndex } from '../../helpers/pypi-index.ts';

const cacheDir = mkdtempSync(join(tmpdir(), 'mcp-risk-index-pypi-'));
const stateDir = join(cacheDir, 'sandbox');
const marks = mkdtempSync(join(tmpdir(), 'mcp-risk-index-marks-'));
const driver = (await tryDrivers(stateDir)).find(({ works }) => works)?.driver;
const python = driver ? await pythonFor(driver, stateDir).catch((error) => error as { code: string }) : undefined;
const works = python !== undefined && 'installer' in python;
let index: FakeIndex;

/** A server in plain Python; the tool it lists is named by `name`, a Python expression. */
const server = (name: string): string => `
import json, os, sys
def main():
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.get("method") == "initialize":
            result = {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": {"name": "plain", "version": "1"}}
        elif asked.get("method") == "tools/list":
            result = {"tools": [{"name": ${name}, "description": "Plain.", "inputSchema": {"type": "object"}}]}
        else:
            continue
        print(json.dumps({"jsonrpc": "2.0", "id": asked["id"], "result": result}), flush=True)
`;
const plants = (file: string): string => `open(${JSON.stringify(join(marks, file))}, "w").close()\n`;

beforeAll(async () => {
  const plain = {
    files: { 'plain.py': server('"-".join(sys.argv[1:]) or "plain"') },
    scripts: ['plain-mcp = plain:main', 'other = plain:other'],
  };
  index = await fakePypiIndex([
    { name: 'plain-mcp', version: '1.2.3', ...plain, requires: ['part'] },
    { name: 'plain-mcp', version: '2.0.0', ...plain },
    { name: 'part', version: '1.0', files: { 'part.py': '' } },
    { name: 'wants-key', version: '1.0', files: { 'wants.py': server('os.environ["ACME_KEY"][:4]') }, scripts: ['wants-key = wants:main'] },
    { name: 'as-module', version: '1.0', files: { 'by_module.py': `${server('"as-module"')}main()\n` } },
    { name: 'no-program', version: '1.0', files: { 'x.py': '' } },
    { name: 'no-python', version: '1.0', files: { 'no_python-1.0.data/scripts/no-python': '#!/bin/bash\n' } },
    {
      name: 'planting',
      version: '1.0',
      files: {
        'planting.py': `${plants('import')}${server('"planting"')}`,
        'planting.pth': `import sys; ${plants('pth')}`,
        'sitecustomize.py': plants('sitecustomize'),
        'pip/__init__.py': plants('pip'),
      },
      scripts: ['planting = planting:main'],
    },
    { name: 'sources', version: '1.0', files: {}, sources: sdist('sources', plants('setup')) },
    { name: 'on-sources', version: '1.0', files: {}, requires: ['sources'] },
    { name: 'climbing', version: '1.0', files: { '../../../../../../planted.py': '' } },
    { name: 'forged', version: '1.0', files: {}, sha256: '0'.repeat(64) },
    { name: 'of-tomorrow', version: '1.0', files: {}, requiresPython: '>=3.99' },
    { name: 'bomb', version: '1.0', files: { 'zeros.txt': '0'.repeat(4_000_000) } },
  ]);
});
afterAll(async () => {
  await index.close();
  for (const dir of [cacheDir, marks]) rmSync(dir, { recursive: true, force: true });
});

function sdist(name: string, setup: string): Uint8Array {
  const header = new Header({ path: `${name}-1.0/setup.py`, size: setup.length, mode: 0o644, type: 'File' });
  header.encode();
  return gzipSync(Buffer.concat([header.block ?? Buffer.alloc(0), Buffer.from(setup), Buffer.alloc(1536 - (setup.length % 512))]));
}

function inspect(identifier: string, more: Partial<ServerPackage> = {}, version: string | undefined = '1.0') {
  const manifest: Manifest = { name: 'a/b', packages: [{ registryType: 'pypi', identifier, version, ...more }], remotes: [] };
  const { signal } = new AbortController();
  return stdio.inspect(manifest, { seconds: 30, signal, cacheDir, now: new Date(0), pypiIndex: index.url });
}

describe.runIf(works)('a Python package', () => {
  it('is installed, started and asked; the same release is not fetched again', async () => {
    expect(await inspect('plain-mcp', {}, '1.2.3')).toMatchObject({
      inspector: 'stdio',
      evidence: 'live',
      version: '1.2.3',
      tools: [{ name: 'plain', description: 'Plain.' }],
      launch: { args: [], env: [] },
      defects: [],
    });
    const files = () => index.requests.filter((path) => path.startsWith('/files/'));
    const fetched = files().length;
    const packageArguments = [
      { type: 'positional', value: 'from' },
      { type: 'positional', value: 'record' },
    ];
    expect((await inspect('plain-mcp', { packageArguments }, '1.2.3')).tools.map(({ name }) => name)).toEqual(['from-record']);
    expect(files()).toHaveLength(fetched);
  });

  it('of no version is the newest, under its exact version', async () => {
    expect((await inspect('plain-mcp', {}, 'latest')).version).toBe('2.0.0');
  });

  it('is given the variables of its record, and started as the module it names', async () => {
    const environmentVariables = [{ name: 'ACME_KEY', isRequired: true, default: 'keys' }];
    expect((await inspect('wants-key', { environmentVariables })).tools.map(({ name }) => name)).toEqual(['keys']);
    const runtimeArguments = [
      { type: 'positional', value: '-m' },
      { type: 'positional', value: 'by_module' },
    ];
    expect((await inspect('as-module', { runtimeArguments })).tools.map(({ name }) => name)).toEqual(['as-module']);
  });

  it('runs nothing outside the sandbox, and reaches nothing of ours inside', async () => {
    await expect(inspect('planting')).rejects.toMatchObject({ code: expect.any(String) });
    await expect(inspect('sources')).rejects.toMatchObject({ code: 'install-failed', detail: expect.stringMatching(/sources only/) });
    await expect(inspect('on-sources')).rejects.toMatchObject({ code: 'install-failed', detail: expect.stringMatching(/sources/) });
    expect(readdirSync(marks)).toEqual([]);
  });

  it.each([
    ['no-program', 'no-bin'],
    ['no-python', 'start-failed'],
    ['absent', 'not-found'],
    ['climbing', 'bad-archive'],
    ['forged', 'wrong-integrity'],
    ['of-tomorrow', 'engine-unsupported'],
    ['../etc', 'malformed-manifest'],
    ['--index-url', 'malformed-manifest'],
  ])('%s ends as %s', async (identifier, code) => {
    await expect(inspect(identifier)).rejects.toMatchObject({ code });
    expect(existsSync(join(cacheDir, 'planted.py'))).toBe(false);
    expect(readdirSync(join(cacheDir, 'pypi')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('larger than the room for one is not kept', async () => {
    const options = {
      python: python as Python,
      base: index.url,
      shelf: { cacheDir, mostBytes: 1_000_000 },
      signal: new AbortController().signal,
    };
    await expect(installPypi('bomb', '1.0', options)).rejects.toMatchObject({ code: 'archive-limits' });
    expect(readdirSync(join(cacheDir, 'pypi')).filter((name) => name.includes('bomb'))).toEqual([]);
  });
});

describe.runIf(driver !== undefined && !works)('a Python package on a machine without Python', () => {
  it('is not started, and that is recorded', async () => {
    await expect(inspect('plain-mcp', {}, '1.2.3')).rejects.toMatchObject({ code: 'no-runtime' });
  });
});

describe('a machine without Python', () => {
  it('says so', async () => {
    const broken = {
      ...(drivers[0] as (typeof drivers)[number]),
      id: 'broken',
      wrap: async () => ({ file: 'false', args: [], env: {}, cwd: '/' }),
    };
    await expect(pythonFor(broken, stateDir)).rejects.toMatchObject({ code: 'no-runtime' });
  });
});
