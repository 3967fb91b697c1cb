/**
 * The published folder: a link that points at one of two, `<path>.a` and `<path>.b`. The next snapshot is built in the
 * other one and takes its place by one rename: readers see the old or the new, never a half.
 */
import {
  copyFileSync,
  createWriteStream,
  existsSync,
  linkSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  type WriteStream,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';

export interface SnapshotFolder {
  /** Where the last snapshot lies; undefined on the first night. */
  last: string | undefined;
  /** Where the next is being built. */
  next: string;
  publish(): void;
}

export function openSnapshotFolder(path: string): SnapshotFolder {
  mkdirSync(dirname(path), { recursive: true });
  const current = target(path);
  const name = current === `${basename(path)}.a` ? `${basename(path)}.b` : `${basename(path)}.a`;
  const next = join(dirname(path), name);
  // What is left of an interrupted one.
  rmSync(next, { recursive: true, force: true });
  mkdirSync(join(next, 'servers'), { recursive: true });
  return {
    last: existsSync(join(path, 'snapshot.json')) ? path : undefined,
    next,
    publish() {
      const link = `${path}.link`;
      rmSync(link, { force: true });
      symlinkSync(name, link);
      // A folder put there by hand, e.g. from a backup, gives way once.
      if (current === undefined && existsSync(path)) {
        const aside = `${path}.${name.endsWith('.a') ? 'b' : 'a'}`;
        rmSync(aside, { recursive: true, force: true });
        renameSync(path, aside);
      }
      renameSync(link, path);
    },
  };
}

function target(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EINVAL') return undefined;
    throw error;
  }
}

/** Takes a file over as it is: linked where the file system can, else copied. False where there is none. */
export function takeOver(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    if (code !== 'EPERM' && code !== 'EXDEV' && code !== 'EMLINK' && code !== 'ENOTSUP') throw error;
    copyFileSync(from, to);
    return true;
  }
}

/**
 * A file written line by line, at the pace of the disk: `write` is given what takes a line. However it ends, the file is closed behind it:
 * one that was still being opened would appear in a folder that the next snapshot is just clearing.
 */
export async function writeLines(path: string, write: (line: (text: string) => Promise<void>) => Promise<void>): Promise<void> {
  const stream: WriteStream = createWriteStream(path);
  const done = finished(stream);
  // Whoever waits next hears of it; without this a full disk would end the process between two lines.
  done.catch(() => undefined);
  try {
    await write(async (text) => {
      if (stream.errored) throw stream.errored;
      if (!stream.write(`${text}\n`)) await Promise.race([new Promise<void>((resolve) => stream.once('drain', resolve)), done]);
    });
    stream.end();
    await done;
  } catch (error) {
    stream.destroy();
    if (!stream.closed) await new Promise<void>((resolve) => stream.once('close', () => resolve()));
    throw error;
  }
}
