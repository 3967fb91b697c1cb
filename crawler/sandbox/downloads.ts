/**
 * An installer's own cache of downloads, shared by our installs and held to a size: a full one is left for an empty one, and removed
 * once no install uses it any more.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { folderBytes } from './cache.ts';

const NAME = /^downloads-/;
/** What nobody wrote to for so long belongs to no running install of any process. */
const IDLE_MS = 15 * 60_000;
/** Installs between two looks at its size. */
const LOOK_EVERY = 20;

export interface Downloads {
  dir: string;
  release(): Promise<void>;
}

interface Folder {
  dir: string;
  users: number;
  installs: number;
  full: boolean;
}

const folders = new Map<string, Folder>();

/** A folder for the downloads of one install. `most` in bytes. */
export async function takeDownloads(cacheDir: string, most: number): Promise<Downloads> {
  let folder = folders.get(cacheDir);
  if (!folder) {
    folder = fresh(await lastOf(cacheDir));
    // Another install may have been quicker.
    folder = folders.get(cacheDir) ?? folder;
    folders.set(cacheDir, folder);
  }
  const taken = folder;
  taken.users += 1;
  taken.installs += 1;
  if (taken.installs % LOOK_EVERY === 1 && (await folderBytes(taken.dir)) > most && !taken.full) {
    taken.full = true;
    folders.set(cacheDir, fresh(newFolder(cacheDir)));
  }
  return {
    dir: taken.dir,
    async release() {
      taken.users -= 1;
      if (taken.full && taken.users === 0) await rm(taken.dir, { recursive: true, force: true });
    },
  };
}

/** The folder that was written to last; older ones that nobody uses go. */
async function lastOf(cacheDir: string): Promise<string> {
  await mkdir(cacheDir, { recursive: true });
  const names = (await readdir(cacheDir)).filter((name) => NAME.test(name));
  const found = await Promise.all(
    names.map(async (name) => {
      const dir = join(cacheDir, name);
      // npm writes here with every install, pip in its own folder; whatever is gone was removed by another process.
      const info = await stat(join(dir, '_cacache', 'tmp')).catch(() => stat(dir).catch(() => undefined));
      return { dir, at: info?.mtimeMs ?? 0 };
    }),
  );
  const [last, ...rest] = found.toSorted((a, b) => b.at - a.at);
  for (const { dir, at } of rest) if (at < Date.now() - IDLE_MS) await rm(dir, { recursive: true, force: true });
  return last?.dir ?? newFolder(cacheDir);
}

function newFolder(cacheDir: string): string {
  return join(cacheDir, `downloads-${randomUUID()}`);
}

function fresh(dir: string): Folder {
  return { dir, users: 0, installs: 0, full: false };
}
