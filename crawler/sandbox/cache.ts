/** Keeps the cache of installed packages from growing for ever: what was used longest ago goes first. */
import { readdir, rm, stat, statfs, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const MOST_INSTALLS = 400;
const FREE_BYTES = 4 * 1024 ** 3;
/** Younger than this, an install may be in use by another process. */
const SAFE_MS = 15 * 60_000;
const MARK = '.used';

/** Notes that the install at `dir` is in use now. */
export async function markUsed(dir: string): Promise<void> {
  const now = new Date();
  await utimes(join(dir, MARK), now, now).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return writeFile(join(dir, MARK), '');
  });
}

/** Removes the installs used longest ago until there are few enough and the disk has room, and what killed processes left behind. */
export async function keepCacheSmall(shelf: string, most = MOST_INSTALLS): Promise<void> {
  const aged = await Promise.all(
    (await readdir(shelf)).map(async (name) => {
      const path = join(shelf, name);
      const info = await stat(join(path, MARK)).catch(() => stat(path).catch(() => undefined));
      return { path, at: info?.mtimeMs ?? Date.now(), left: name.startsWith('.incoming-') };
    }),
  );
  const old = aged.filter(({ at }) => Date.now() - at > SAFE_MS).toSorted((a, b) => a.at - b.at);
  let installs = aged.filter(({ left }) => !left).length;
  for (const { path, left } of old) {
    const { bavail, bsize } = await statfs(shelf);
    if (!left && installs <= most && bavail * bsize > FREE_BYTES) continue;
    await rm(path, { recursive: true, force: true });
    if (!left) installs -= 1;
  }
}
