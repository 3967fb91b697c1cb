/** What may be taken out of a stranger's archive, and under which names. */
import { posix } from 'node:path';
import { InspectFailed } from '../../errors.ts';

export const ARCHIVE_LIMITS = {
  /** Of the archive itself. Among 94 well-known servers the largest tarball has 44 MB. */
  packed: 64 * 1024 ** 2,
  /** Everything unpacked, kept or not. */
  unpacked: 512 * 1024 ** 2,
  entries: 50_000,
  /** Of one file that is kept; larger ones are passed over. */
  file: 20 * 1024 ** 2,
  /** Of all that is kept. */
  kept: 160 * 1024 ** 2,
} as const;

export type ArchiveLimits = { readonly [K in keyof typeof ARCHIVE_LIMITS]: number };

/** Files in which something is read; the rest of an archive is counted and passed over. */
const WANTED = /\.(?:[cm]?[jt]sx?|json|ya?ml|toml|md|py|txt)$|(?:^|\/)(?:METADATA|PKG-INFO|bin\/[^./]+|[^./]+)$/i;
const UNWANTED = /\.d\.[cm]?ts$|\.min\.css$|(?:^|\/)(?:LICEN[CS]E|CHANGELOG|AUTHORS|NOTICE)[^/]*$/i;

export function isWanted(path: string): boolean {
  return WANTED.test(path) && !UNWANTED.test(path);
}

/**
 * The path of an archive's entry, normalised, inside the package. Throws {@link InspectFailed} `bad-archive` for one that leads out of it.
 * `stripped`: leading folders to take off, as npm and sdists have one.
 */
export function cleanPath(path: string, stripped: number): string | undefined {
  if (path.includes('\0') || path.includes('\\') || path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..'))
    throw new InspectFailed('bad-archive', `an entry leads out of the package: ${path.slice(0, 200)}`);
  const parts = posix.normalize(path).split('/').slice(stripped);
  return parts.length === 0 || parts.at(-1) === '' ? undefined : parts.join('/');
}

/** Where a link of an archive leads: out of it is refused, inside it is passed over. */
export function judgeLink(path: string, target: string): void {
  if (target.startsWith('/') || posix.normalize(posix.join(posix.dirname(path), target)).startsWith('..'))
    throw new InspectFailed('bad-archive', `a link leads out of the package: ${path.slice(0, 200)}`);
}

/** Counts what is taken out; throws {@link InspectFailed} `archive-limits` beyond a limit. */
export function meter(limits: ArchiveLimits): { entry(path: string): void; unpacked(bytes: number): void; kept(bytes: number): void } {
  const gone = { entries: 0, unpacked: 0, kept: 0 };
  const spend = (what: keyof typeof gone, amount: number, words: string): void => {
    gone[what] += amount;
    if (gone[what] > limits[what]) throw new InspectFailed('archive-limits', `more than ${limits[what]} ${words}`);
  };
  return {
    entry: () => spend('entries', 1, 'entries'),
    unpacked: (bytes) => spend('unpacked', bytes, 'bytes unpacked'),
    kept: (bytes) => spend('kept', bytes, 'bytes of readable files'),
  };
}
