/** Invented catalogues for tests of the search, and a reader of a built index that counts what it reads. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { CATEGORIES, EVIDENCE_LEVELS, RISKS } from '../../../db/model.ts';
import { slugify, toolSlugs } from '../../../db/slug.ts';
import { buildSearchIndex } from '../../../site/search/build.ts';
import { type Filters, NO_FILTERS, openSearch, type Search } from '../../../site/search/engine.ts';
import type { SearchServer, SearchTool } from '../../../site/search/types.ts';

const VERBS = ['get', 'list', 'create', 'update', 'delete', 'search', 'send', 'export', 'merge', 'archive'];
const OBJECTS = [
  'issue',
  'repository',
  'file',
  'message',
  'invoice',
  'calendar',
  'database',
  'branch',
  'contact',
  'report',
  'secret',
  'branches',
];
const PRODUCTS = ['Lantern', 'GitHub', 'Quarry', 'Tidewater', 'Copperline', 'Northgate', 'FileSystem', 'Bluefin'];

function newRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

export function tool(name: string, more: Partial<SearchTool> = {}): SearchTool {
  return { name, slug: slugify(name, 'tool'), category: 'Read', risk: 'Low', evidence: 'live', summary: '', ...more };
}

export function server(slug: string, tools: SearchTool[], more: Partial<SearchServer> = {}): SearchServer {
  return { slug, name: slug, title: slug, summary: '', keys: [], sources: 1, vanished: false, tools, ...more };
}

/** Names like real ones: spelt in three ways, some with an object in front or behind, the same on many servers. */
export function inventedServers(count: number, perServer: number, seed = 7): SearchServer[] {
  const random = newRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return Array.from({ length: count }, (_, index) => {
    const product = pick(PRODUCTS);
    const names = new Set<string>();
    while (names.size < perServer) {
      const words = [
        pick(VERBS),
        pick(OBJECTS),
        ...(random() < 0.5 ? [pick(OBJECTS)] : []),
        ...(random() < 0.1 ? [`x${Math.floor(random() * 5000)}`] : []),
      ];
      const style = index % 3;
      names.add(
        style === 0
          ? words.join('_')
          : style === 1
            ? words.join('-')
            : words.map((word, i) => (i > 0 ? word[0]?.toUpperCase() + word.slice(1) : word)).join(''),
      );
    }
    const slugs = toolSlugs([...names], new Map());
    return server(
      `org.example-${index}`,
      [...names].map((name) =>
        tool(name, {
          slug: slugs.get(name) as string,
          category: pick(CATEGORIES),
          risk: pick(RISKS),
          evidence: pick(EVIDENCE_LEVELS),
          summary: `Handles ${pick(OBJECTS)} of the ${pick(['workspace', 'organisation', 'account'])}`,
        }),
      ),
      {
        name: `org.example/${product.toLowerCase()}-${index}`,
        title: `${product} ${index}`,
        sources: 1 + (index % 3),
        vanished: index % 17 === 0,
      },
    );
  });
}

export interface Built extends Search {
  dir: string;
  /** Bytes read since the last call. */
  spent(): number;
  find(text: string, filters?: Partial<Filters>, tools?: number, deep?: boolean): ReturnType<Search['answer']>;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export async function built(servers: readonly SearchServer[]): Promise<Built> {
  const dir = mkdtempSync(join(tmpdir(), 'search-test-'));
  folders.push(dir);
  await buildSearchIndex(servers, dir);
  let bytes = 0;
  const search = await openSearch(async (path) => {
    const content = readFileSync(join(dir, path));
    bytes += content.length;
    return new Uint8Array(content);
  });
  return {
    ...search,
    dir,
    spent() {
      const spent = bytes;
      bytes = 0;
      return spent;
    },
    find: (text, filters = {}, tools = 20, deep = false) =>
      search.answer({ text, filters: { ...NO_FILTERS, ...filters }, tools, servers: 4, deep }),
  };
}
