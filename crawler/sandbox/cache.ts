/** Keeps the cache of installed packages from growing for ever: what was used longest ago goes first. */
import { readdir, readFile, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An install is a hundred megabytes or so, and the same version is rarely asked for twice in a week. */
const MOST_INSTALLS = 30;
const FREE_BYTES = 4 * 1024 ** 3;
/** What is in use for longer belongs to a process that died. */
const BUSY_MS = 15 * 60_000;
const MARK = '.used';

/** Notes that the install at `dir` is in use from now on. */
export async function markBusy(dir: string): Promise<void> {
  await writeFile(join(dir, MARK), 'busy');
}

/** Notes that it no longer is: it may go when room is needed. */
export async function markFree(dir: string): Promise<void> {
  await writeFile(join(dir, MARK), 'free').catch((error: NodeJS.ErrnoException) => {
    // Another process may have replaced or removed it by now.
    if (error.code !== 'ENOENT') throw error;
  });
}

/** Removes the installs used longest ago until there are few enough and the disk has room, and what killed processes left behind. */
export async function keepCacheSmall(shelf: string, most = MOST_INSTALLS): Promise<void> {
  const entries = await Promise.all((await readdir(shelf)).map((name) => entryOf(shelf, name)));
  const late = Date.now() - BUSY_MS;
  const idle = entries.filter(({ busy, at }) => !busy || at < late).toSorted((a, b) => a.at - b.at);
  let installs = entries.filter(({ half }) => !half).length;
  for (const { path, half } of idle) {
    const { bavail, bsize } = await statfs(shelf);
    if (!half && installs <= most && bavail * bsize > FREE_BYTES) continue;
    await rm(path, { recursive: true, force: true });
    if (!half) installs -= 1;
  }
}

async function entryOf(shelf: string, name: string) {
  const path = join(shelf, name);
  // Whatever cannot be read just now is being made or removed by somebody else.
  const state = await readFile(join(path, MARK), 'utf8').catch(() => 'busy');
  const info = await stat(join(path, MARK)).catch(() => stat(path).catch(() => undefined));
  return { path, at: info?.mtimeMs ?? Date.now(), busy: state !== 'free', half: name.startsWith('.incoming-') };
}
