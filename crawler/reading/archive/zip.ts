/** Reading `.zip` archives (Python wheels, `.mcpb` bundles) into memory. */
import { unzipSync } from 'fflate';
import { InspectFailed } from '../../errors.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits, cleanPath, isWanted, meter } from './limits.ts';

/**
 * The readable files of a zip. What an entry says of its size holds: more is not unpacked. Throws {@link InspectFailed} `bad-archive`, `archive-limits`.
 */
export function readZip(bytes: Uint8Array, limits: ArchiveLimits = ARCHIVE_LIMITS): Map<string, Uint8Array> {
  if (bytes.length > limits.packed) throw new InspectFailed('archive-limits', `${bytes.length} bytes packed`);
  const count = meter(limits);
  const paths = new Map<string, string>();
  try {
    const files = unzipSync(bytes, {
      filter({ name, originalSize }) {
        count.entry(name);
        count.unpacked(originalSize);
        const path = cleanPath(name, 0);
        if (path === undefined || !isWanted(path) || originalSize > limits.file) return false;
        count.kept(originalSize);
        paths.set(name, path);
        return true;
      },
    });
    if (paths.size === 0) throw new InspectFailed('bad-archive', 'no readable file in the archive');
    return new Map([...paths].flatMap(([name, path]) => (Object.hasOwn(files, name) ? [[path, files[name] as Uint8Array]] : [])));
  } catch (error) {
    throw error instanceof InspectFailed ? error : new InspectFailed('bad-archive', (error as Error).message, { cause: error });
  }
}
