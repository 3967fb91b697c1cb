import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepCacheSmall } from '../../../crawler/sandbox/cache.ts';
import { takeDownloads } from '../../../crawler/sandbox/downloads.ts';
import { installNpm } from '../../../crawler/sandbox/install-npm.ts';
import { type FakeRegistry, fakeNpmRegistry } from '../../helpers/npm-registry.ts';

const cacheDir = mkdtempSync(join(tmpdir(), 'mcp-risk-index-install-'));
let registry: FakeRegistry;

beforeAll(async () => {
  const bin = { packageJson: { bin: 'index.js' }, files: { 'index.js': '' } };
  registry = await fakeNpmRegistry([
    {
      name: 'plain',
      version: '1.0.0',
      packageJson: { bin: 'index.js', dependencies: { '@scope/part': '^2.0.0' } },
      files: { 'index.js': '' },
    },
    { name: 'plain', version: '2.0.0', ...bin },
    { name: '@scope/part', version: '2.3.4', files: { 'index.js': '' } },
    {
      name: 'scripted',
      version: '1.0.0',
      packageJson: {
        scripts: Object.fromEntries(
          ['preinstall', 'install', 'postinstall', 'prepare'].map((step) => [
            step,
            `node -e "require('fs').writeFileSync('ran-${step}','x')"`,
          ]),
        ),
      },
      files: { 'index.js': '' },
    },
    { name: 'forged', version: '1.0.0', ...bin, integrity: `sha512-${Buffer.alloc(64).toString('base64')}` },
    { name: 'from-git', version: '1.0.0', packageJson: { dependencies: { other: 'git+https://127.0.0.1:1/x.git' } }, files: {} },
    { name: 'from-url', version: '1.0.0', packageJson: { dependencies: { other: 'http://169.254.169.254/x.tgz' } }, files: {} },
    { name: 'from-here', version: '1.0.0', packageJson: { dependencies: { other: 'file:/etc' } }, files: {} },
    {
      name: 'climbing',
      version: '1.0.0',
      files: {},
      tarball: await tarball([
        ['package/package.json', '{"name":"climbing","version":"1.0.0"}'],
        ['package/../../../../planted', 'x'],
        ['/tmp/mcp-risk-index-planted', 'x'],
        ['../../planted', 'x'],
      ]),
    },
    {
      name: 'linking',
      version: '1.0.0',
      files: {},
      tarball: await tarball([
        ['package/package.json', '{"name":"linking","version":"1.0.0"}'],
        ['package/etc', undefined, '/etc'],
        ['package/etc/planted', 'x'],
      ]),
    },
    { name: 'no-archive', version: '1.0.0', files: {}, tarball: Buffer.from('no archive at all') },
    { name: 'from-nowhere', version: '1.0.0', packageJson: { dependencies: { missing: '1.0.0' } }, files: {} },
  ]);
});
afterAll(async () => {
  await registry.close();
  rmSync(cacheDir, { recursive: true, force: true });
});

/** Written by hand, since no packer makes such names: [path, text, or where a symbolic link points]. */
async function tarball(entries: [path: string, text: string | undefined, link?: string][]): Promise<Buffer> {
  const blocks = entries.flatMap(([path, text = '', linkpath]) => {
    const header = new Header({
      path,
      size: text.length,
      mode: 0o644,
      type: linkpath ? 'SymbolicLink' : 'File',
      ...(linkpath && { linkpath }),
    });
    header.encode();
    const padding = Buffer.alloc((512 - (text.length % 512)) % 512);
    return [header.block ?? Buffer.alloc(0), Buffer.from(text), padding];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

const get = (name: string, version: string) => installNpm(name, version, { cacheDir, registry: registry.url });

describe('an install', () => {
  it('brings the exact version with what it needs, once', async () => {
    const installed = await get('plain', '1.0.0');
    expect(installed).toMatchObject({ name: 'plain', version: '1.0.0', packageJson: { bin: 'index.js' } });
    expect(existsSync(join(installed.dir, 'node_modules/@scope/part/package.json'))).toBe(true);
    const asked = registry.requests.length;
    expect((await get('plain', '1.0.0')).dir).toBe(installed.dir);
    expect(registry.requests).toHaveLength(asked);
    expect(readdirSync(join(cacheDir, 'npm')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('of a tag records the version that it really was', async () => {
    expect((await get('plain', 'latest')).version).toBe('2.0.0');
  });

  it('runs nothing', async () => {
    const { dir } = await get('scripted', '1.0.0');
    expect(readdirSync(join(dir, 'node_modules/scripted')).filter((name) => name.startsWith('ran-'))).toEqual([]);
  });

  it.each(['climbing', 'linking'])('of a %s archive stays in its folder', async (name) => {
    const { dir } = await get(name, '1.0.0');
    expect(
      readdirSync(join(dir, 'node_modules', name)).filter(
        (file) => file === 'etc' && lstatSync(join(dir, 'node_modules', name, file)).isSymbolicLink(),
      ),
    ).toEqual([]);
    expect(
      [cacheDir, join(cacheDir, 'npm'), dir, '/etc', '/tmp']
        .flatMap((place) => readdirSync(place))
        .filter((file) => file.includes('planted')),
    ).toEqual([]);
  });

  it.each([
    ['of no archive', 'no-archive', '1.0.0', 'install-failed'],
    ['of no such package', 'absent', '1.0.0', 'not-found'],
    ['of no such version', 'plain', '9.9.9', 'not-found'],
    ['of something else than was promised', 'forged', '1.0.0', 'wrong-integrity'],
    ['that needs a git repository', 'from-git', '1.0.0', 'install-failed'],
    ['that needs an address', 'from-url', '1.0.0', 'install-failed'],
    ['that needs a folder of ours', 'from-here', '1.0.0', 'install-failed'],
    ['that needs what is not there', 'from-nowhere', '1.0.0', 'not-found'],
    ['of a name that is a path', '../../../etc', '1.0.0', 'malformed-manifest'],
    ['of a name that is a switch', '--global', '1.0.0', 'malformed-manifest'],
    ['of a version that is an address', 'plain', 'http://evil.example/x.tgz', 'malformed-manifest'],
    ['of a version that is a path', 'plain', '../x', 'malformed-manifest'],
  ])('%s fails: %s@%s %s', async (_name, name, version, code) => {
    await expect(get(name, version)).rejects.toMatchObject({ code });
    expect(readdirSync(join(cacheDir, 'npm')).filter((file) => file.startsWith('.'))).toEqual([]);
  });

  it('that is called off leaves nothing', async () => {
    const controller = new AbortController();
    const pending = installNpm('plain', '1.0.0', { cacheDir: join(cacheDir, 'other'), registry: registry.url, signal: controller.signal });
    controller.abort(new Error('no longer wanted'));
    await expect(pending).rejects.toThrow('no longer wanted');
    expect(readdirSync(join(cacheDir, 'other', 'npm'))).toEqual([]);
  });
});

describe('the cache', () => {
  it('too large, loses what was used longest ago, and what killed processes left, never what is in use', async () => {
    const shelf = join(cacheDir, 'shelf');
    const hoursAgo: [name: string, state: string, hours: number][] = [
      ['dead@1', 'busy', 9],
      ['old@1', 'free', 8],
      ['late@1', 'free', 1],
      ['running@1', 'busy', 0],
      ['.incoming-dead', 'busy', 3],
      ['.incoming-running', 'busy', 0],
    ];
    for (const [name, state, hours] of hoursAgo) {
      mkdirSync(join(shelf, name), { recursive: true });
      writeFileSync(join(shelf, name, '.used'), state);
      if (!name.startsWith('.')) writeFileSync(join(shelf, name, '.bytes'), '1000');
      const at = new Date(Date.now() - hours * 3_600_000);
      utimesSync(join(shelf, name, '.used'), at, at);
    }
    await keepCacheSmall([shelf], 2_500);
    expect(readdirSync(shelf).sort()).toEqual(['.incoming-running', 'late@1', 'running@1']);
  });

  it('cleaned by several inspections at once breaks none of them', async () => {
    for (const shelf of ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => join(cacheDir, `crowded-${name}`))) {
      for (let index = 0; index < 360; index++) {
        const part = join(shelf, `package-${index % 6}@1`, `part-${index}`);
        mkdirSync(part, { recursive: true });
        writeFileSync(join(part, 'x'), 'x');
        writeFileSync(join(part, '..', '.used'), 'free');
      }
      const cleaners: Promise<void>[] = [];
      for (let index = 0; index < 8; index++) {
        cleaners.push(keepCacheSmall([shelf], 0));
        // The next one finds the one before at its work.
        await readdir(shelf);
      }
      await Promise.all(cleaners);
      expect(readdirSync(shelf)).toEqual([]);
    }
  });

  it('measures what it does not know the size of', async () => {
    const shelf = join(cacheDir, 'unmeasured');
    for (const [name, bytes] of [
      ['large@1', 100_000],
      ['small@1', 10],
    ] as const) {
      mkdirSync(join(shelf, name, 'node_modules'), { recursive: true });
      writeFileSync(join(shelf, name, 'node_modules', 'x'), 'x'.repeat(bytes));
      writeFileSync(join(shelf, name, '.used'), 'free');
    }
    const old = new Date(Date.now() - 3_600_000);
    utimesSync(join(shelf, 'large@1', '.used'), old, old);
    await keepCacheSmall([shelf], 50_000);
    expect(readdirSync(shelf)).toEqual(['small@1']);
  });

  it('of downloads, once too large, is left for an empty one, and goes when its last install is done', async () => {
    const folder = join(cacheDir, 'downloads');
    const first = await takeDownloads(folder, 50_000);
    mkdirSync(first.dir, { recursive: true });
    writeFileSync(join(first.dir, 'x'), 'x'.repeat(100_000));
    const others = [];
    for (let index = 0; index < 21; index++) others.push(await takeDownloads(folder, 50_000));
    const last = others.at(-1);
    expect([others[0]?.dir === first.dir, last?.dir === first.dir]).toEqual([true, false]);
    for (const each of others) await each.release();
    expect(existsSync(first.dir)).toBe(true);
    await first.release();
    expect(existsSync(first.dir)).toBe(false);
  });
});
