/** The index's files in the browser: fetched when asked for, unpacked, and a bounded number kept. */
import { newReader, readWord } from './bytes.ts';
import { INDEX_VERSION, type IndexMeta, RECORDS, type RecordFile } from './layout.ts';
import type { LookupFile } from './lookup.ts';
import { decodePostings, type Postings } from './postings.ts';

/** Fetches a path below the site's base; rejects where there is no such file. `fresh` goes past the browser's cache. */
export type FetchFile = (path: string, fresh?: boolean) => Promise<Uint8Array<ArrayBuffer>>;

export interface Files {
  meta: IndexMeta;
  block(index: number): Promise<Entry[]>;
  top(): Promise<TopWord[]>;
  postings(part: number): Promise<Postings>;
  records(file: number): Promise<RecordFile>;
  lookup(file: number): Promise<LookupFile>;
}

/** A word of the dictionary with its posting list per field. */
export interface Entry {
  word: string;
  lists: (List | undefined)[];
}

/** A posting list: here, or in parts. `firsts[i]` is the first document of part `file + i`. */
export interface List {
  count: number;
  postings?: Postings;
  file: number;
  firsts: number[];
}

/** One of the most frequent words; `names` is about how many names have it. */
export interface TopWord {
  word: string;
  names: number;
}

const KEPT = 600;

/** Rejects where the index is missing or of another version. */
export async function openFiles(fetchFile: FetchFile, fresh = false): Promise<Files> {
  const meta = JSON.parse(new TextDecoder().decode(await fetchFile('search/index.json', fresh))) as IndexMeta;
  if (meta.version !== INDEX_VERSION) throw new Error(`search index of version ${meta.version}, not ${INDEX_VERSION}`);
  const kept = new Map<string, Promise<unknown>>();
  const read = <T>(name: string, parse: (bytes: Uint8Array) => T): Promise<T> => {
    const known = kept.get(name) as Promise<T> | undefined;
    const loading = known ?? fetchFile(`search/${meta.folder}/${name}.bin`).then(inflate).then(parse);
    kept.delete(name);
    kept.set(name, loading);
    if (!known) loading.catch(() => kept.delete(name));
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return loading;
  };
  return {
    meta,
    block: (index) => (meta.blocks.length === 0 ? Promise.resolve([]) : read(`d${index}`, parseBlock)),
    top: () => read('top', parseTop),
    postings: (part) => read(`p${part}`, decodePostings),
    records: (file) => read(`r${file}`, (bytes): RecordFile => JSON.parse(new TextDecoder().decode(bytes))),
    lookup: (file) => read(`k${file}`, (bytes): LookupFile => JSON.parse(new TextDecoder().decode(bytes))),
  };
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The record file of a document and its place there. */
export function recordOf(document: number): { file: number; row: number } {
  return { file: Math.floor(document / RECORDS), row: document % RECORDS };
}

function parseBlock(bytes: Uint8Array): Entry[] {
  const reader = newReader(bytes);
  const entries: Entry[] = [];
  let word = '';
  while (!reader.done()) {
    word = readWord(reader, word);
    const mask = reader.int();
    const lists = [0, 1, 2].map((field): List | undefined => {
      if ((mask & (1 << field)) === 0) return undefined;
      const count = reader.int();
      const length = reader.int();
      if (length > 0) return { count, postings: decodePostings(reader.bytes(length)), file: 0, firsts: [] };
      const parts = reader.int();
      const file = reader.int();
      let first = 0;
      return { count, file, firsts: Array.from({ length: parts }, () => (first += reader.int())) };
    });
    entries.push({ word, lists });
  }
  return entries;
}

function parseTop(bytes: Uint8Array): TopWord[] {
  const reader = newReader(bytes);
  const top: TopWord[] = [];
  let word = '';
  while (!reader.done()) {
    word = readWord(reader, word);
    top.push({ word, names: 2 ** (reader.int() / 8) });
  }
  return top;
}
