import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { IMAGE_LIMITS, type Unpacked, type UnpackTask } from '../../../crawler/images/unpack.ts';
import { runApart } from '../../../crawler/sandbox/apart.ts';
import { type LayerEntry, tarOf } from '../../helpers/oci-registry.ts';

const place = mkdtempSync(join(tmpdir(), 'mcp-risk-index-unpack-'));
const outside = join(place, 'outside');
mkdirSync(outside);
afterAll(() => rmSync(place, { recursive: true, force: true }));
let count = 0;

type Layer = readonly LayerEntry[] | { bytes: Uint8Array; mediaType: string };

async function unpack(layers: readonly Layer[], more: Partial<UnpackTask> = {}): Promise<Unpacked & { root: string }> {
  const root = join(place, `image-${++count}`);
  mkdirSync(root);
  const packed = layers.map((layer, index) => {
    const { bytes, mediaType } = 'bytes' in layer ? layer : { bytes: gzipSync(tarOf(layer)), mediaType: 'x.tar+gzip' };
    const path = join(place, `${count}-${index}`);
    writeFileSync(path, bytes);
    return { path, mediaType };
  });
  const task: UnpackTask = { layers: packed, root, limits: IMAGE_LIMITS, workingDir: '/', volumes: [], ...more };
  const limits = { seconds: 30, heap: 256, signal: new AbortController().signal };
  return { root, ...(await runApart<Unpacked>(new URL('../../../crawler/images/apart.ts', import.meta.url), task, limits)) };
}

/** Everything below, no link followed, without what every image is given. */
const tree = (root: string, folder = ''): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? [path, ...tree(root, path)] : [path];
    })
    .filter((path) => !/^(etc|etc\/(passwd|group|hosts)|home|home\/sandbox)$/.test(path))
    .sort();
const file = (path: string, content = ''): LayerEntry => ({ path, content });
const link = (path: string, linkpath: string): LayerEntry => ({ path, linkpath, type: 'SymbolicLink' });
const hard = (path: string, linkpath: string): LayerEntry => ({ path, linkpath, type: 'Link' });

describe('the layers of an image', () => {
  it.each<[law: string, layers: Layer[], expected: string[]]>([
    [
      'lie over each other',
      [
        [file('a'), file('b')],
        [file('b/c'), file('./d'), file('/e')],
      ],
      ['a', 'b', 'b/c', 'd', 'e'],
    ],
    ['may be packed by zstd', [{ bytes: zstdCompressSync(tarOf([file('a')])), mediaType: 'x.tar+zstd' }], ['a']],
    ['may not be packed', [{ bytes: tarOf([file('a')]), mediaType: 'x.tar' }], ['a']],
    ['take away what lies below', [[file('a/b'), file('a/c')], [file('a/.wh.b')]], ['a', 'a/c']],
    [
      'hide what lies below, and nothing of their own',
      [
        [file('a/b'), file('a/c')],
        [file('a/d'), file('a/.wh..wh.opq')],
      ],
      ['a', 'a/d'],
    ],
    ['take away within, whatever a link says', [[link('out', outside)], [file('out/.wh.kept')]], ['out', ...below(outside)]],
    [
      'write within, through an absolute link',
      [[link('out', outside)], [file('out/planted')]],
      ['out', ...below(join(outside, 'planted'))],
    ],
    ['write within, through a link that climbs', [[link('a/out', '../../../../../..'), file('a/out/planted')]], ['a', 'a/out', 'planted']],
    ['replace a link, and do not write to where it leads', [[link('a', '/b'), file('b', 'b')], [file('a', 'a')]], ['a', 'b']],
    ['link within', [[file('a', 'x'), hard('b', '/a')]], ['a', 'b']],
    ['make no devices', [[{ path: 'dev/sda', type: 'CharacterDevice' }, { path: 'pipe', type: 'FIFO' }, file('a')]], ['a', 'dev']],
  ])('%s', async (_law, layers, expected) => {
    writeFileSync(join(outside, 'kept'), 'kept');
    const { root } = await unpack(layers);
    expect(tree(root)).toEqual(expected.toSorted());
    expect(readdirSync(outside)).toEqual(['kept']);
  });

  it.each<[what: string, layers: Layer[], code: string, limits?: Partial<UnpackTask['limits']>]>([
    ['an entry that climbs', [[file('a/../../planted')]], 'bad-archive'],
    ['a hard link that climbs', [[hard('a', '../outside/kept')]], 'bad-archive'],
    ['a hard link to nothing', [[hard('a', 'b')]], 'bad-archive'],
    ['links without end', [[link('a', 'b'), link('b', 'a'), file('a/c')]], 'bad-archive'],
    ['a whiteout of its folder', [[file('a/b'), file('a/.wh..')]], 'bad-archive'],
    ["a whiteout of its folder's folder", [[file('a/b'), file('a/.wh...')]], 'bad-archive'],
    ['what is no archive', [{ bytes: Buffer.from('no archive'), mediaType: 'x.tar+gzip' }], 'bad-archive'],
    ['an unknown packing', [{ bytes: tarOf([]), mediaType: 'x.squashfs' }], 'bad-archive'],
    ['a bomb', [[file('a', '0'.repeat(3_000_000))]], 'archive-limits', { unpacked: 1_000_000 }],
    ['too many files', [Array.from({ length: 30 }, (_, index) => file(`${index}`))], 'archive-limits', { entries: 20 }],
    ['too many at the top', [Array.from({ length: 30 }, (_, index) => file(`${index}`))], 'archive-limits', { top: 20 }],
  ])('with %s are refused: %s', async (_what, layers, code, limits = {}) => {
    await expect(unpack(layers, { limits: { ...IMAGE_LIMITS, ...limits } })).rejects.toMatchObject({ code });
  });

  it('keep no rights but to be read and run', async () => {
    const { root } = await unpack([
      [
        { path: 'a', mode: 0o4700 },
        { path: 'b', mode: 0o000 },
        { path: 'c/', type: 'Directory', mode: 0o000 },
      ],
    ]);
    expect(['a', 'b', 'c'].map((name) => (lstatSync(join(root, name)).mode & 0o7777).toString(8))).toEqual(['755', '644', '755']);
  });

  it('end with real folders and files where ours are laid over them', async () => {
    const { root } = await unpack([[link('home', outside), link('etc', outside), file('a')]]);
    expect(['home', 'home/sandbox', 'etc'].every((path) => lstatSync(join(root, path)).isDirectory())).toBe(true);
    expect(readFileSync(join(root, 'etc/passwd'), 'utf8')).toBe('');
    const again = await unpack([[link('etc/passwd', '/etc/shadow'), link('etc/hosts', '/x')]]);
    expect(lstatSync(join(again.root, 'etc/passwd')).isFile()).toBe(true);
    expect(readdirSync(outside)).toEqual(['kept']);
  });

  it('say where they start and what may be written: no link, nothing that hides anything', async () => {
    const folder = (path: string): LayerEntry => ({ path: `${path}/`, type: 'Directory' });
    const layers = [[link('app', '/srv/app'), file('full/x'), link('linked', '/'), ...['data', 'srv/app/logs', 'var/log'].map(folder)]];
    const volumes = ['/data', '/full', '/linked', '/linked/data', '/', '/absent', 'data', '/data/../full', '/data/'];
    const { root, cwd, memory } = await unpack(layers, { workingDir: '/app', volumes });
    expect([cwd, memory]).toEqual(['/srv/app', ['/data', '/var/log', '/srv/app/logs']]);
    expect(readlinkSync(join(root, 'app'))).toBe('/srv/app');
  });
});

/** The folders down to a path, as a tree lists them. */
function below(path: string): string[] {
  const parts = path.split('/').filter(Boolean);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
