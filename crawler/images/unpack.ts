/**
 * Lays the layers of an image over each other in a folder: https://github.com/opencontainers/image-spec/blob/main/layer.md
 * Every path is walked as the image itself would walk it, its root our folder, so that no link leads out. Owners and special rights
 * are not kept, devices are not made, and all is readable to all. Runs in a process of its own, hence without waiting for the disk.
 */
import {
  closeSync,
  createReadStream,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { InspectFailed } from '../errors.ts';
import { HOME_DIR } from '../sandbox/types.ts';

export const IMAGE_LIMITS = {
  /** Of all layers, unpacked. */
  unpacked: 2 * 1024 ** 3,
  entries: 300_000,
  /** At the top: each becomes a mount. */
  top: 100,
};
type ImageLimits = typeof IMAGE_LIMITS;

export interface UnpackTask {
  /** Files, lowest layer first. */
  layers: { path: string; mediaType: string }[];
  /** Empty folder to fill. */
  root: string;
  limits: ImageLimits;
  workingDir: string;
  volumes: string[];
}

export interface Unpacked {
  /** The working directory, no link in it; `/` where there is none. */
  cwd: string;
  /** Empty folders that its program may well write to: its volumes, and the usual ones. */
  memory: string[];
}

const MOST_LINKS = 40;
/** Each is a mount. */
const MOST_MEMORY = 8;
/** Besides volumes and what lies empty in the working directory. */
const USUAL = ['/data', '/var/log', '/var/tmp'];
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh.opq';

/** Throws {@link InspectFailed} `bad-archive`, `archive-limits`. */
export async function unpackImage(task: UnpackTask): Promise<Unpacked> {
  process.umask(0o022);
  const { root, limits } = task;
  const spent = { unpacked: 0, entries: 0 };
  for (const layer of task.layers) await unpackLayer(root, layer, spent, limits);
  if (readdirSync(root).length > limits.top) throw new InspectFailed('archive-limits', `more than ${limits.top} entries at the top`);
  makeReal(root, HOME_DIR);
  makeReal(root, '/etc');
  for (const name of ['passwd', 'group', 'hosts']) makeFile(join(root, 'etc', name));
  const cwd = `/${relative(root, folderAt(root, task.workingDir))}`;
  const own = cwd === '/' ? [] : readdirSync(join(root, cwd)).map((name) => `${cwd}/${name}`);
  const memory = [...task.volumes, ...USUAL, ...own].filter((path) => isEmptyFolder(root, path));
  return { cwd, memory: [...new Set(memory.map((path) => path.replace(/\/+$/, '')))].slice(0, MOST_MEMORY) };
}

async function unpackLayer(
  root: string,
  layer: UnpackTask['layers'][number],
  spent: { unpacked: number; entries: number },
  limits: ImageLimits,
): Promise<void> {
  const parser = new Parser({ strict: false, maxMetaEntrySize: 1024 ** 2 });
  // The parser's handlers run inside its own callbacks, where a throw would be lost: the first problem is kept for the loop below.
  let problem: unknown;
  const guarded = (run: () => void): void => {
    try {
      if (problem === undefined) run();
    } catch (error) {
      problem = error;
    }
  };
  const made = new Set<string>();
  parser.on('entry', (entry) => {
    guarded(() => {
      spent.entries += 1;
      if (spent.entries > limits.entries) throw new InspectFailed('archive-limits', `more than ${limits.entries} entries`);
      lay(root, entry, made, guarded);
    });
    if (problem !== undefined) entry.resume();
  });
  parser.on('error', (error) =>
    guarded(() => {
      throw error;
    }),
  );
  const source = createReadStream(layer.path);
  try {
    for await (const chunk of unpacked(source, layer.mediaType)) {
      spent.unpacked += (chunk as Uint8Array).length;
      if (spent.unpacked > limits.unpacked) throw new InspectFailed('archive-limits', `more than ${limits.unpacked} bytes unpacked`);
      parser.write(chunk as Buffer);
      if (problem !== undefined) throw problem;
    }
    parser.end();
    if (problem !== undefined) throw problem;
  } catch (error) {
    if (error instanceof InspectFailed) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new InspectFailed(code === 'ENOSPC' ? 'archive-limits' : 'bad-archive', message.replaceAll(root, ''), { cause: error });
  } finally {
    source.destroy();
  }
}

function unpacked(source: ReturnType<typeof createReadStream>, mediaType: string): AsyncIterable<unknown> {
  if (/gzip$/.test(mediaType)) return source.pipe(createGunzip());
  if (/zstd$/.test(mediaType)) return source.pipe(createZstdDecompress());
  if (/\btar$/.test(mediaType)) return source;
  throw new InspectFailed('bad-archive', `a layer of an unknown kind: ${mediaType.slice(0, 100)}`);
}

/** One entry of a layer. `made`: what this layer itself laid, which its own whiteouts spare. */
function lay(root: string, entry: ReadEntry, made: Set<string>, guarded: (run: () => void) => void): void {
  const parts = partsOf(entry.path);
  const name = parts.pop();
  if (name === undefined) return void entry.resume();
  const folder = folderAt(root, parts.join('/'));
  const path = join(folder, name);
  if (name.startsWith(WHITEOUT)) {
    whiteOut(folder, name, made);
    return void entry.resume();
  }
  made.add(path);
  if (entry.type === 'Directory' || entry.type === 'GNUDumpDir') {
    if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      rmSync(path, { recursive: true, force: true });
      mkdirSync(path, 0o755);
    }
  } else if (entry.type === 'SymbolicLink') {
    rmSync(path, { recursive: true, force: true });
    symlinkSync(entry.linkpath ?? '', path);
  } else if (entry.type === 'Link') {
    const target = partsOf(entry.linkpath ?? '');
    const from = join(folderAt(root, target.slice(0, -1).join('/')), target.at(-1) ?? '');
    if (from !== path) {
      rmSync(path, { recursive: true, force: true });
      linkSync(from, path);
    }
  } else if (/^(File|OldFile|ContiguousFile)$/.test(entry.type)) {
    rmSync(path, { recursive: true, force: true });
    const file = openSync(path, 'wx', (entry.mode ?? 0) & 0o111 ? 0o755 : 0o644);
    entry.on('data', (chunk) => guarded(() => void writeSync(file, chunk)));
    return void entry.on('end', () => closeSync(file));
  }
  entry.resume();
}

function whiteOut(folder: string, name: string, made: ReadonlySet<string>): void {
  if (name === OPAQUE) {
    for (const each of readdirSync(folder)) if (!made.has(join(folder, each))) rmSync(join(folder, each), { recursive: true, force: true });
    return;
  }
  const gone = name.slice(WHITEOUT.length);
  // Notes of an old file system to itself.
  if (gone.startsWith(WHITEOUT)) return;
  if (gone === '' || gone === '.' || gone === '..') throw new InspectFailed('bad-archive', `takes away what is not its own: ${name}`);
  rmSync(join(folder, gone), { recursive: true, force: true });
}

/** The parts of an entry's path, below the root wherever it begins. */
function partsOf(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..') || path.includes('\0'))
    throw new InspectFailed('bad-archive', `an entry leads out of the image: ${path.slice(0, 200)}`);
  return parts;
}

/** The real folder at a path of the image, made where it is not there; links are followed as inside. */
function folderAt(root: string, path: string): string {
  let at: string[] = [];
  let links = 0;
  const left = path.split('/');
  for (let part = left.shift(); part !== undefined; part = left.shift()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      at.pop();
      continue;
    }
    const here = join(root, ...at, part);
    const found = lstatSync(here, { throwIfNoEntry: false });
    if (found?.isSymbolicLink()) {
      links += 1;
      if (links > MOST_LINKS) throw new InspectFailed('bad-archive', `links without end: ${path.slice(0, 200)}`);
      const target = readlinkSync(here);
      if (target.startsWith('/')) at = [];
      left.unshift(...target.split('/'));
      continue;
    }
    if (!found?.isDirectory()) {
      rmSync(here, { force: true });
      mkdirSync(here, 0o755);
    }
    at.push(part);
  }
  return join(root, ...at);
}

/** A folder that is one at every step: something will be mounted there. */
function makeReal(root: string, path: string): void {
  let here = root;
  for (const part of path.split('/').filter(Boolean)) {
    here = join(here, part);
    if (lstatSync(here, { throwIfNoEntry: false })?.isDirectory()) continue;
    rmSync(here, { force: true });
    mkdirSync(here, 0o755);
  }
}

function makeFile(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile()) return;
  rmSync(path, { recursive: true, force: true });
  closeSync(openSync(path, 'wx', 0o644));
}

function isEmptyFolder(root: string, path: string): boolean {
  const parts = path.split('/').filter(Boolean);
  if (!path.startsWith('/') || parts.length === 0 || parts.includes('..') || parts.includes('.')) return false;
  const folders = parts.map((_, depth) => join(root, ...parts.slice(0, depth + 1)));
  const real = folders.every((folder) => lstatSync(folder, { throwIfNoEntry: false })?.isDirectory());
  return real && readdirSync(join(root, ...parts)).length === 0;
}
