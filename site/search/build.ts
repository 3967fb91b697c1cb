/** Writes the search index (layout.ts) from a stream of servers. Same servers, same bytes. */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { type Catalogue, collect } from './collect.ts';
import { writeDictionary } from './dictionary.ts';
import { INDEX_VERSION, type IndexMeta, RECORDS, type RecordFile, type ServerRow, type ToolRow, usualSlug } from './layout.ts';
import { writeLookups } from './lookup-build.ts';
import { type Order, orderOf } from './order.ts';
import type { SearchServer } from './types.ts';
import { vocabularyOf } from './vocabulary.ts';

export interface IndexReport {
  servers: number;
  tools: number;
  words: number;
  files: number;
  bytes: number;
}

/** Puts one deflated file beside the others. */
export type Put = (name: string, bytes: Uint8Array | string) => void;

/** Writes `search/` below `outDir`. The servers may come in any order that is the same each time; slugs must be unique. */
export async function buildSearchIndex(
  entries: AsyncIterable<SearchServer> | Iterable<SearchServer>,
  outDir: string,
): Promise<IndexReport> {
  const root = join(outDir, 'search');
  const aside = join(root, '_next');
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  const hash = createHash('sha256');
  let files = 1;
  let bytes = 0;
  const put: Put = (name, content) => {
    const packed = deflateRawSync(content, { level: 7 });
    hash.update(name).update(packed);
    writeFileSync(join(aside, `${name}.bin`), packed);
    files += 1;
    bytes += packed.length;
  };

  const catalogue = await collect(entries);
  const order = orderOf(catalogue);
  const vocabulary = vocabularyOf(catalogue, order);
  const blocks = writeDictionary(vocabulary, put);
  writeRecords(catalogue, order, put);
  const lookups = writeLookups(catalogue.servers, put);

  const { firstTool, lengths } = order;
  const folder = hash.digest('hex').slice(0, 12);
  const [servers, tools] = [catalogue.servers.length, catalogue.names.length];
  const meta: IndexMeta = { version: INDEX_VERSION, folder, servers, tools, firstTool, lengths, blocks, lookups };
  rmSync(join(root, folder), { recursive: true, force: true });
  renameSync(aside, join(root, folder));
  const text = JSON.stringify(meta);
  writeFileSync(join(root, 'index.json'), text);
  return { servers, tools, words: vocabulary.words.length, files, bytes: bytes + text.length };
}

function writeRecords(catalogue: Catalogue, order: Order, put: Put): void {
  for (const [first, count] of [
    [0, order.servers.length],
    [order.firstTool, order.tools.length],
  ] as const) {
    for (let at = first; at < first + count; at += RECORDS) {
      const ids = Array.from({ length: Math.min(RECORDS, first + count - at) }, (_, i) => at + i);
      put(`r${at / RECORDS}`, JSON.stringify(recordFile(catalogue, order, ids)));
    }
  }
}

function recordFile(catalogue: Catalogue, order: Order, ids: number[]): RecordFile {
  const servers: RecordFile['servers'] = [];
  const places = new Map<number, number>();
  const place = (server: number): number => {
    const known = places.get(server);
    if (known !== undefined) return known;
    const { slug, title, vanished } = catalogue.servers[server] as Catalogue['servers'][number];
    places.set(server, servers.length);
    return servers.push(vanished ? [slug, title, 1] : [slug, title]) - 1;
  };
  const rows = ids.map((id): ToolRow | ServerRow => {
    if (id < order.firstTool) {
      const server = order.servers[id] as number;
      const { tools, summary } = catalogue.servers[server] as Catalogue['servers'][number];
      return [place(server), tools, summary];
    }
    const tool = order.tools[id - order.firstTool] as number;
    const name = catalogue.names[tool] as string;
    const slug = catalogue.slugs[tool] as string;
    const server = place(catalogue.serverOf[tool] as number);
    return [name, slug === usualSlug(name) ? 0 : slug, server, catalogue.facets[tool] as number, catalogue.summaries[tool] as string];
  });
  return { servers, rows };
}
