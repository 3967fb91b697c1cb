/** Reading `.tgz` archives (npm packages, Python sdists) into memory. Nothing is written to disk. */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { InspectFailed } from '../../errors.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits, cleanPath, isWanted, judgeLink, meter } from './limits.ts';

/** The readable files of a gzipped tar, without their common first folder. Throws {@link InspectFailed} `bad-archive`, `archive-limits`. */
export async function readTarball(bytes: Uint8Array, limits: ArchiveLimits = ARCHIVE_LIMITS): Promise<Map<string, Uint8Array>> {
  if (bytes.length > limits.packed) throw new InspectFailed('archive-limits', `${bytes.length} bytes packed`);
  const files = new Map<string, Uint8Array>();
  const count = meter(limits);
  const parser = new Parser({ strict: false, maxMetaEntrySize: 1024 * 1024 });
  // The parser's handlers run inside its own callbacks, where a throw would be lost: the first problem is kept for the loop below.
  let problem: Error | undefined;
  let odd = 0;
  const guarded = (run: () => void): void => {
    try {
      if (!problem) run();
    } catch (error) {
      problem = error as Error;
    }
  };
  parser.on('entry', (entry) => guarded(() => take(entry, files, count, limits, guarded)));
  parser.on('error', (error) =>
    guarded(() => {
      throw error;
    }),
  );
  parser.on('warn', (code: string) => {
    if (code !== 'TAR_ENTRY_INFO') odd += 1;
  });
  const gunzip = createGunzip();
  const source = Readable.from([bytes]).on('error', () => gunzip.destroy());
  try {
    for await (const chunk of source.pipe(gunzip)) {
      count.unpacked((chunk as Uint8Array).length);
      parser.write(chunk as Buffer);
      if (problem) throw problem;
    }
    parser.end();
    if (problem) throw problem;
  } catch (error) {
    throw error instanceof InspectFailed ? error : new InspectFailed('bad-archive', (error as Error).message, { cause: error });
  } finally {
    gunzip.destroy();
  }
  if (files.size === 0) throw new InspectFailed('bad-archive', odd > 0 ? 'not a tar archive' : 'no readable file in the archive');
  return files;
}

function take(
  entry: ReadEntry,
  files: Map<string, Uint8Array>,
  count: ReturnType<typeof meter>,
  limits: ArchiveLimits,
  guarded: (run: () => void) => void,
): void {
  count.entry(entry.path);
  const path = cleanPath(entry.path, 1);
  if (entry.type === 'SymbolicLink' || entry.type === 'Link') judgeLink(entry.path, entry.linkpath ?? '');
  if (path === undefined || !/^(File|OldFile|ContiguousFile)$/.test(entry.type) || !isWanted(path) || entry.size > limits.file) {
    entry.resume();
    return;
  }
  count.kept(entry.size);
  const chunks: Uint8Array[] = [];
  entry.on('data', (chunk) => chunks.push(chunk));
  entry.on('end', () => guarded(() => files.set(path, Buffer.concat(chunks))));
}
