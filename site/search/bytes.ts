/** Numbers and words as bytes: LEB128 integers, and sorted words that share what they begin with. Shared by build and browser. */

export interface Writer {
  /** A non-negative integer below 2³¹. */
  int(value: number): void;
  bytes(values: Uint8Array): void;
  /** What was written; the writer is empty afterwards. */
  take(): Uint8Array<ArrayBuffer>;
  length(): number;
}

export interface Reader {
  int(): number;
  bytes(length: number): Uint8Array;
  done(): boolean;
}

export function newWriter(): Writer {
  let buffer = new Uint8Array(1024);
  let at = 0;
  const need = (more: number): void => {
    if (at + more <= buffer.length) return;
    const larger = new Uint8Array(Math.max(buffer.length * 2, at + more));
    larger.set(buffer.subarray(0, at));
    buffer = larger;
  };
  return {
    int(value) {
      need(5);
      let rest = value;
      while (rest > 127) {
        buffer[at++] = (rest & 127) | 128;
        rest >>>= 7;
      }
      buffer[at++] = rest;
    },
    bytes(values) {
      need(values.length);
      buffer.set(values, at);
      at += values.length;
    },
    take() {
      const taken = buffer.slice(0, at);
      at = 0;
      return taken;
    },
    length: () => at,
  };
}

/** Reading past the end throws a RangeError: the file is not what it claims to be. */
export function newReader(bytes: Uint8Array): Reader {
  let at = 0;
  return {
    int() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        if (byte === undefined) throw new RangeError('index file ends too early');
        value |= (byte & 127) << shift;
        if (byte < 128) return value >>> 0;
      }
    },
    bytes(length) {
      if (at + length > bytes.length) throw new RangeError('index file ends too early');
      at += length;
      return bytes.subarray(at - length, at);
    },
    done: () => at >= bytes.length,
  };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Writes `word` by what it adds to the word before it in sorted order. */
export function writeWord(writer: Writer, before: string, word: string): void {
  let shared = 0;
  while (shared < before.length && before[shared] === word[shared]) shared++;
  // A pair of surrogates is never torn: half of one has no bytes.
  if (/[\uD800-\uDBFF]/.test(word[shared - 1] ?? '')) shared--;
  const rest = encoder.encode(word.slice(shared));
  writer.int(shared);
  writer.int(rest.length);
  writer.bytes(rest);
}

export function readWord(reader: Reader, before: string): string {
  const shared = reader.int();
  return before.slice(0, shared) + decoder.decode(reader.bytes(reader.int()));
}
