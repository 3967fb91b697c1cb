/**
 * Every tool of the catalogue in one line each, for lists that span servers. Read from the server files once; a server whose hash
 * stands is taken from the cache of the last build, so a night reads only what changed.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { CATEGORIES, type Category, RISKS, type Risk } from '../db/model.ts';
import type { SnapshotServer } from '../db/snapshot.ts';
import { readEntries, readServer } from './data.ts';
import { options } from './options.ts';

export interface CatalogueTool {
  /** Index into the entries of the snapshot. */
  server: number;
  name: string;
  slug: string;
  category: Category;
  risk: Risk;
}

/** As stored: name, slug, label. */
type Row = [name: string, slug: string, label: number];

let known: { key: string; tools: CatalogueTool[] } | undefined;
const byName = new WeakMap<readonly CatalogueTool[], [string, CatalogueTool[]][]>();

/** All tools, in the order of servers and then of each server's own list. */
export function readCatalogue(): CatalogueTool[] {
  const { snapshot, cache } = options();
  const entries = readEntries();
  const key = `${snapshot}\n${entries.map(({ hash }) => hash).join()}`;
  if (known?.key === key) return known.tools;
  const file = cache && join(cache, 'catalogue.tsv');
  const stored = file && existsSync(file) ? readStored(file) : new Map<string, string>();
  const lines: string[] = [];
  let taken = 0;
  const tools = entries.flatMap(({ slug, hash }, server) => {
    const line = `${slug}\t${hash}\t`;
    const row = stored.get(line);
    if (row !== undefined) taken++;
    const json = row ?? JSON.stringify(rowsOf(readServer(slug)));
    lines.push(line + json);
    return (JSON.parse(json) as Row[]).map(([name, toolSlug, label]) => ({ server, name, slug: toolSlug, ...labelOf(label) }));
  });
  if (file && (taken < lines.length || taken < stored.size)) store(file, lines);
  known = { key, tools };
  return tools;
}

function rowsOf(server: SnapshotServer): Row[] {
  return server.tools.map(({ name, slug, verdict }) => [
    name,
    slug,
    CATEGORIES.indexOf(verdict.category) * RISKS.length + RISKS.indexOf(verdict.risk),
  ]);
}

function labelOf(label: number): { category: Category; risk: Risk } {
  return {
    category: CATEGORIES[Math.floor(label / RISKS.length)] as Category,
    risk: RISKS[label % RISKS.length] as Risk,
  };
}

/** Rows by what stands before them: slug and hash. JSON has no bare tab, so a line parts safely. */
function readStored(file: string): Map<string, string> {
  return new Map(
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => {
        const end = line.lastIndexOf('\t') + 1;
        return [line.slice(0, end), line.slice(end)];
      }),
  );
}

function store(file: string, lines: string[]): void {
  mkdirSync(dirname(file), { recursive: true });
  // The threads of a build may find out at the same moment that nothing is stored yet.
  const next = `${file}.${threadId}.next`;
  writeFileSync(next, lines.join('\n'));
  renameSync(next, file);
}

/** Tools of one name on all servers, names in the order of the alphabet. */
export function toolsByName(tools: readonly CatalogueTool[]): [string, CatalogueTool[]][] {
  const sorted = byName.get(tools);
  if (sorted) return sorted;
  const names = new Map<string, CatalogueTool[]>();
  for (const tool of tools) {
    const same = names.get(tool.name);
    if (same) same.push(tool);
    else names.set(tool.name, [tool]);
  }
  const list = [...names].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  byName.set(tools, list);
  return list;
}
