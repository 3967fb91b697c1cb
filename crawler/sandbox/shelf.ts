/**
 * What was brought to this machine and may be used again: packages and images, each in a folder of its own. It is made aside and
 * renamed into place, so that being killed at any moment leaves no half of one.
 */
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InspectFailed } from '../errors.ts';
import { PACKAGE_KINDS, type PackageKind } from '../types.ts';
import { asideOf, keepCacheSmall, markBusy, markFree, noteSize } from './cache.ts';
import { whenMissing } from './missing.ts';

const CACHE_BYTES = 4 * 1024 ** 3;
/** Of the cache, for what is installed; the rest is for the downloads that npm and pip keep. */
const INSTALLS_SHARE = 2 / 3;
/** Of one package with all that it needs, or of one image. */
export const MOST_BYTES = 2 * 1024 ** 3;

export interface Shelf {
  cacheDir: string;
  /** One folder of the cache for each; they share the room. */
  kind: PackageKind;
  /** For all kinds with their downloads; see `INSTALL_CACHE_GB`. */
  cacheBytes?: number | undefined;
  /** For one folder; default {@link MOST_BYTES}. */
  mostBytes?: number | undefined;
}

export interface Making<T> {
  /** What lies in a folder; undefined where it is not, or not whole. */
  read(dir: string): Promise<T | undefined>;
  /** Fills an empty folder. */
  make(dir: string): Promise<void>;
  /** What lies there already will do: false for a tag, which moves. */
  reuse: boolean;
}

const running = new Map<string, Promise<unknown>>();

/**
 * Gives what lies under `key`, made now where it is not there; {@link borrowed} while it is used. Throws {@link InspectFailed} `archive-limits`,
 * `install-failed` and what `make` throws.
 */
export async function takeFromShelf<T>(shelf: Shelf, key: string, making: Making<T>): Promise<T> {
  const place = join(shelf.cacheDir, shelf.kind, key);
  const same = running.get(place) as Promise<T> | undefined;
  if (same) return await same;
  const job = takeOnce(shelf, place, making).finally(() => running.delete(place));
  running.set(place, job);
  return await job;
}

/** What `use` makes of a folder that was taken, with the way to put it back, where it stays as long as there is room; where `use` fails, it is put back at once. */
export async function borrowed<T>(dir: string, use: () => T | Promise<T>): Promise<T & { release(): Promise<void> }> {
  try {
    return { ...(await use()), release: () => markFree(dir) };
  } catch (error) {
    await markFree(dir);
    throw error;
  }
}

/** Bytes that the downloads of one installer may take. */
export function downloadsShare({ cacheBytes = CACHE_BYTES }: Shelf): number {
  return (cacheBytes * (1 - INSTALLS_SHARE)) / 2;
}

async function takeOnce<T>(shelf: Shelf, place: string, { read, make, reuse }: Making<T>): Promise<T> {
  // Marked before it is read: what is in use nobody removes.
  const kept = reuse && (await markBusy(place)) ? await read(place) : undefined;
  if (kept) return kept;
  const aside = asideOf(join(shelf.cacheDir, shelf.kind));
  await mkdir(aside, { recursive: true, mode: 0o755 });
  try {
    const shelves = PACKAGE_KINDS.map((kind) => join(shelf.cacheDir, kind));
    await keepCacheSmall(shelves, (shelf.cacheBytes ?? CACHE_BYTES) * INSTALLS_SHARE);
    await make(aside);
    const most = shelf.mostBytes ?? MOST_BYTES;
    if ((await noteSize(aside)) > most) throw new InspectFailed('archive-limits', `takes more than ${most} bytes`);
    await markBusy(aside);
    if (!(await read(aside))) throw new InspectFailed('install-failed', 'nothing came of it');
    // A tag moves, and another process may have been quicker: what lies there now goes aside first.
    await rename(place, `${aside}-old`).catch(whenMissing(undefined));
    await rename(aside, place);
    await rm(`${aside}-old`, { recursive: true, force: true });
    const taken = await read(place);
    if (!taken) throw new InspectFailed('install-failed', 'gone as soon as it was there');
    return taken;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
