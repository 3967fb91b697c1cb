/** The order of documents: it is the ranking. See layout.ts. */
import type { Catalogue, NameKey, ServerColumn } from './collect.ts';
import { WINDOW } from './layout.ts';
import { textWords, WEAK } from './words.ts';

export interface Order {
  /** Server ids: `servers[id]` is an index into the catalogue's servers. */
  servers: Uint32Array;
  firstTool: number;
  /** `tools[id - firstTool]` is an index into the catalogue's tools. */
  tools: Uint32Array;
  /** Names in document order, with the first document of each; documents of a name are consecutive. */
  groups: { key: number; first: number; count: number }[];
  /** See IndexMeta. */
  lengths: number[];
}

const LONGEST_COUNTED = 8;

export function orderOf(catalogue: Catalogue): Order {
  const { servers, keys, keyOf, serverOf } = catalogue;
  const firstTool = Math.ceil(servers.length / WINDOW) * WINDOW;
  const renown = ranksBy(servers, (a, b) => byState(a, b) || b.sources - a.sources || bySlug(a, b));
  const titles = servers.map(({ title }) => textWords(title).filter((word) => !WEAK.has(word)).length || LONGEST_COUNTED);
  const byTitle = indexes(servers.length).sort((i, j) => {
    const a = servers[i] as ServerColumn;
    const b = servers[j] as ServerColumn;
    return byState(a, b) || (titles[i] as number) - (titles[j] as number) || b.sources - a.sources || bySlug(a, b);
  });

  const members = Array.from(keys, (): number[] => []);
  for (const [tool, key] of keyOf.entries()) members[key]?.push(tool);
  const groups: Order['groups'] = [];
  const lengths: number[] = [];
  const tools = new Uint32Array(keyOf.length);
  let at = 0;
  for (const key of indexes(keys.length).sort((i, j) => byName(keys[i] as NameKey, keys[j] as NameKey))) {
    while (lengths.length < wordsOf(keys[key] as NameKey)) lengths.push(firstTool + at);
    const own = members[key] as number[];
    own.sort((a, b) => (renown[serverOf[a] as number] as number) - (renown[serverOf[b] as number] as number) || a - b);
    groups.push({ key, first: firstTool + at, count: own.length });
    tools.set(own, at);
    at += own.length;
  }
  while (lengths.length <= LONGEST_COUNTED) lengths.push(firstTool + at);
  return { servers: byTitle, firstTool, tools, groups, lengths };
}

/** Names that are offered about equally often stand alphabetically: neighbours share words, so lists are short and records lie together. */
function byName(a: NameKey, b: NameKey): number {
  return wordsOf(a) - wordsOf(b) || Math.floor(Math.log2(b.tools)) - Math.floor(Math.log2(a.tools)) || compare(a.key, b.key);
}

/** 1 … LONGEST_COUNTED; a name without words counts as the longest. */
function wordsOf({ words }: NameKey): number {
  return words.length === 0 ? LONGEST_COUNTED : Math.min(words.length, LONGEST_COUNTED);
}

function byState(a: ServerColumn, b: ServerColumn): number {
  return Number(a.vanished) - Number(b.vanished) || Number(a.tools === 0) - Number(b.tools === 0);
}

function bySlug(a: ServerColumn, b: ServerColumn): number {
  return compare(a.slug, b.slug);
}

/** By code units: the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function indexes(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}

function ranksBy(servers: ServerColumn[], order: (a: ServerColumn, b: ServerColumn) => number): Uint32Array {
  const sorted = indexes(servers.length).sort((i, j) => order(servers[i] as ServerColumn, servers[j] as ServerColumn));
  const ranks = new Uint32Array(servers.length);
  for (const [rank, server] of sorted.entries()) ranks[server] = rank;
  return ranks;
}
