/** What search needs of the snapshot's servers, as a stream. Rows of servers whose hash stands come from the last build's cache. */

import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SnapshotEntry, SnapshotServer } from '../../db/snapshot.ts';
import { cut } from '../words.ts';
import { buildSearchIndex, type IndexReport } from './build.ts';
import { packageKey, repositoryKey, urlKey } from './lookup.ts';
import type { SearchServer } from './types.ts';

/** Raise it when `serverForSearch` makes other rows of the same server: the cache is then ignored. */
const CACHE_VERSION = 1;
const LONGEST_SUMMARY = 96;

/**
 * Builds the index of a snapshot into `out`/search. `entries` are sorted by slug. `cache` is a folder that stays from build to
 * build; without it every server is read.
 */
export async function writeSearch(
  entries: Iterable<SnapshotEntry>,
  readServer: (slug: string) => SnapshotServer,
  out: string,
  cache?: string,
): Promise<IndexReport> {
  return buildSearchIndex(searchRows(entries, readServer, cache), out);
}

async function* searchRows(
  entries: Iterable<SnapshotEntry>,
  readServer: (slug: string) => SnapshotServer,
  cache: string | undefined,
): AsyncGenerator<SearchServer> {
  if (cache === undefined) {
    for (const { slug } of entries) yield serverForSearch(readServer(slug));
    return;
  }
  mkdirSync(cache, { recursive: true });
  const file = join(cache, 'search-rows.tsv');
  const next = createWriteStream(`${file}.next`);
  const rows = storedRows(file);
  let old = await rows.next();
  for (const { slug, hash } of entries) {
    while (!old.done && old.value.slug < slug) old = await rows.next();
    const key = `${slug}\t${CACHE_VERSION}:${hash}`;
    const stored = !old.done && old.value.key === key ? old.value.row : undefined;
    const known = stored && parseRow(stored);
    const row = known || serverForSearch(readServer(slug));
    if (!next.write(`${key}\t${known ? stored : JSON.stringify(row)}\n`)) await once(next, 'drain');
    yield row;
  }
  await rows.return(undefined);
  next.end();
  await once(next, 'finish');
  renameSync(`${file}.next`, file);
}

/** Undefined where the line is cut short, as after a crash: the server is then read again. */
function parseRow(row: string): SearchServer | undefined {
  try {
    return JSON.parse(row);
  } catch {
    return undefined;
  }
}

async function* storedRows(file: string): AsyncGenerator<{ slug: string; key: string; row: string }, undefined, undefined> {
  if (!existsSync(file)) return undefined;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const end = line.lastIndexOf('\t');
    yield { slug: line.slice(0, line.indexOf('\t')), key: line.slice(0, end), row: line.slice(end + 1) };
  }
  return undefined;
}

function serverForSearch(server: SnapshotServer): SearchServer {
  const { slug, title, manifest, origins, vanishedAt, tools } = server;
  const keys = [
    ...manifest.packages.map(({ registryType, identifier }) => packageKey(registryType, identifier)),
    ...manifest.remotes.map(({ url }) => urlKey(url)),
    repositoryKey(manifest.repository?.url),
  ];
  return {
    slug,
    name: manifest.name,
    title,
    summary: summaryOf(manifest.description),
    keys: [...new Set(keys.filter((key) => key !== undefined))],
    sources: new Set(origins.map(({ source }) => source)).size,
    vanished: vanishedAt !== undefined,
    tools: tools.map(({ name, slug: toolSlug, definition, evidence, verdict: { category, risk } }) => ({
      name,
      slug: toolSlug,
      category,
      risk,
      evidence,
      summary: summaryOf(definition.description ?? definition.title),
    })),
  };
}

/** The beginning of a description, in one line. */
function summaryOf(description: string | undefined): string {
  const line = (description ?? '')
    .slice(0, 4 * LONGEST_SUMMARY)
    .replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .toWellFormed();
  return cut(line, LONGEST_SUMMARY);
}
