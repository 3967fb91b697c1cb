/** Reading a folder on this machine as if it were an unpacked package. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ARCHIVE_LIMITS, type ArchiveLimits, isWanted, meter } from './limits.ts';

const SKIPPED = new Set(['.git', '.hg', '.venv', 'venv', '__pycache__', 'coverage']);

/** The readable files of a folder. Links are not followed. Throws {@link InspectFailed} `archive-limits`. */
export async function readFolder(root: string, limits: ArchiveLimits = ARCHIVE_LIMITS): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const count = meter(limits);
  async function walk(folder: string): Promise<void> {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      count.entry(path);
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) await walk(path);
      if (!entry.isFile() || !isWanted(path)) continue;
      const { size } = await stat(join(root, path));
      if (size > limits.file) continue;
      count.kept(size);
      files.set(path, await readFile(join(root, path)));
    }
  }
  await walk('');
  return files;
}
