/** Keeps the cache of installed packages and images from growing for ever: what was used longest ago goes first. */
import { randomUUID } from 'node:crypto';
import { lstat, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { whenMissing } from './missing.ts';

const FREE_BYTES = 4 * 1024 ** 3;
/** What is in use for longer belongs to a process that died. */
const BUSY_MS = 15 * 60_000;
const MARK = '.used';
const SIZE = '.bytes';
const ASIDE = '.incoming-';
/** Of `stat`, whatever the file system's own. */
const BLOCK = 512;

/** A folder under a name that no install has: what is being made, and what is being removed. */
export function asideOf(shelf: string): string {
  return join(shelf, `${ASIDE}${process.pid}-${randomUUID()}`);
}

/** Notes that the install at `dir` is in use from now on; false where there is none. */
export async function markBusy(dir: string): Promise<boolean> {
  return await writeFile(join(dir, MARK), 'busy').then(() => true, whenMissing(false));
}

/** Notes that it no longer is: it may go when room is needed. */
export async function markFree(dir: string): Promise<void> {
  // Another process may have replaced or removed it by now.
  await writeFile(join(dir, MARK), 'free').catch(whenMissing(undefined));
}

/** Removes the installs used longest ago until all take no more than `most` bytes and the disk has room, and what killed processes left behind. */
export async function keepCacheSmall(shelves: readonly string[], most: number): Promise<void> {
  const entries = (await Promise.all(shelves.map(entriesOf))).flat();
  const idle = entries.filter((entry) => !isInUse(entry)).toSorted((a, b) => a.at - b.at);
  let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  for (const { path, half, bytes: own } of idle) {
    const { bavail, bsize } = await statfs(dirname(path));
    if (!half && bytes <= most && bavail * bsize > FREE_BYTES) continue;
    if (await removeIdle(path, half)) bytes -= own;
  }
}

/**
 * Removes one; false where it was taken or removed meanwhile. It leaves its name before its files go: nobody shall find half of it,
 * and nobody measure it and write its size into a folder that is being removed.
 */
async function removeIdle(path: string, half: boolean): Promise<boolean> {
  const aside = half ? path : asideOf(dirname(path));
  // Its age was looked at a while ago.
  if (!half && (isInUse(await markOf(path)) || !(await rename(path, aside).then(() => true, whenMissing(false))))) return false;
  await rm(aside, { recursive: true, force: true });
  return true;
}

async function entriesOf(shelf: string) {
  const names = await readdir(shelf).catch(whenMissing([]));
  return await Promise.all(names.map((name) => entryOf(shelf, name)));
}

async function entryOf(shelf: string, name: string) {
  const path = join(shelf, name);
  const half = name.startsWith(ASIDE);
  return { path, ...(await markOf(path)), half, bytes: half ? 0 : await bytesOf(path) };
}

/** Whether an install is marked as in use, and since when it is or no longer is. */
interface Mark {
  busy: boolean;
  at: number;
}

function isInUse({ busy, at }: Mark): boolean {
  return busy && at >= Date.now() - BUSY_MS;
}

async function markOf(path: string): Promise<Mark> {
  // Whatever cannot be read just now is being made or removed by somebody else.
  const state = await readFile(join(path, MARK), 'utf8').catch(() => 'busy');
  const info = await stat(join(path, MARK)).catch(() => stat(path).catch(() => undefined));
  return { busy: state !== 'free', at: info?.mtimeMs ?? Date.now() };
}

/** Known from when it was installed; else it is measured, once. */
async function bytesOf(path: string): Promise<number> {
  const noted = Number(await readFile(join(path, SIZE), 'utf8').catch(() => ''));
  return noted > 0 ? noted : await noteSize(path);
}

/** Measures an install and keeps that beside it. */
export async function noteSize(dir: string): Promise<number> {
  const bytes = await folderBytes(dir);
  // Another process may have removed it by now.
  await writeFile(join(dir, SIZE), String(bytes)).catch(whenMissing(undefined));
  return bytes;
}

/** What the files below take on the disk; 0 where there is no such folder. */
export async function folderBytes(dir: string): Promise<number> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(whenMissing([]));
  let bytes = 0;
  for (const entry of entries) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) bytes += await folderBytes(path);
    else bytes += ((await lstat(path).catch(() => undefined))?.blocks ?? 0) * BLOCK;
  }
  return bytes;
}
