/**
 * The whole catalogue as files: NDJSON, one gzip member a server, so that the next night copies the members of what stands instead
 * of compressing it again. Any gzip reader takes members for one stream.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Where one server's member lies in the file of the last build. */
interface Member {
  offset: number;
  length: number;
}

export interface Dump {
  /** Adds a server's lines, taken from the last build's file where `key` has not changed. */
  add(key: string, lines: () => string[]): void;
  end(): void;
}

/**
 * Opens `name` in `folder` for writing. `last` is the folder where the last build's file stands, `cache` the folder for the index of
 * members; without them everything is compressed anew, to the same bytes.
 */
export function openDump(folder: string, name: string, last: string | undefined, cache: string | undefined): Dump {
  mkdirSync(folder, { recursive: true });
  const known = last && cache ? readIndex(join(last, name), join(cache, `${name}.index`)) : undefined;
  const source = known && openSync(join(last as string, name), 'r');
  const target = openSync(join(folder, name), 'w');
  const index: string[] = [];
  let offset = 0;
  return {
    add(key, lines) {
      const member = known?.get(key);
      const bytes = member && source !== undefined ? readMember(source, member) : compress(lines());
      writeSync(target, bytes);
      index.push(`${key}\t${offset}\t${bytes.length}`);
      offset += bytes.length;
    },
    end() {
      closeSync(target);
      if (source !== undefined) closeSync(source);
      if (!cache) return;
      mkdirSync(cache, { recursive: true });
      writeFileSync(join(cache, `${name}.index.next`), `${offset}\n${index.join('\n')}`);
      renameSync(join(cache, `${name}.index.next`), join(cache, `${name}.index`));
    },
  };
}

function compress(lines: string[]): Buffer {
  return gzipSync(lines.map((line) => `${line}\n`).join(''), { level: 5 });
}

function readMember(file: number, { offset, length }: Member): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  readSync(file, bytes, 0, length, offset);
  return bytes;
}

/** Undefined where the index does not speak of this very file. */
function readIndex(file: string, index: string): Map<string, Member> | undefined {
  if (!existsSync(file) || !existsSync(index)) return undefined;
  const [size, ...lines] = readFileSync(index, 'utf8').split('\n');
  if (statSync(file).size !== Number(size)) return undefined;
  return new Map(
    lines.map((line) => {
      // A key may hold tabs of its own.
      const [, key = '', offset, length] = /^(.*)\t(\d+)\t(\d+)$/.exec(line) ?? [];
      return [key, { offset: Number(offset), length: Number(length) }];
    }),
  );
}
