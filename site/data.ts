/** The only reader of the snapshot. Remembers one server: pages are built in path order. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '../db/model.ts';
import type { SnapshotEntry, SnapshotMeta, SnapshotServer } from '../db/snapshot.ts';
import { options } from './options.ts';

let meta: { dir: string; value: SnapshotMeta } | undefined;
let entries: { dir: string; value: SnapshotEntry[] } | undefined;
let changes: { dir: string; value: Change[] } | undefined;
const titles = new WeakMap<readonly SnapshotEntry[], Map<string, string>>();
let server: { file: string; value: SnapshotServer } | undefined;

export function readMeta(): SnapshotMeta {
  const { snapshot } = options();
  if (meta?.dir !== snapshot) meta = { dir: snapshot, value: JSON.parse(readFileSync(join(snapshot, 'snapshot.json'), 'utf8')) };
  return meta.value;
}

/** All servers, sorted by slug. */
export function readEntries(): SnapshotEntry[] {
  const { snapshot } = options();
  if (entries?.dir !== snapshot) entries = { dir: snapshot, value: readLines(join(snapshot, 'servers.ndjson')) };
  return entries.value;
}

/** The servers whose pages this build makes. */
export function builtServers(): SnapshotEntry[] {
  const { only } = options();
  return only ? readEntries().filter(({ slug }) => only.has(slug)) : readEntries();
}

/** The server's title, or its slug where it is not listed. */
export function serverTitle(slug: string): string {
  const list = readEntries();
  const known = titles.get(list) ?? new Map(list.map((entry) => [entry.slug, entry.title]));
  titles.set(list, known);
  return known.get(slug) ?? slug;
}

export function readServer(slug: string): SnapshotServer {
  const file = join(options().snapshot, 'servers', `${slug}.json`);
  if (server?.file !== file) server = { file, value: JSON.parse(readFileSync(file, 'utf8')) };
  return server.value;
}

/** Newest first. */
export function readChanges(): Change[] {
  const { snapshot } = options();
  if (changes?.dir !== snapshot) changes = { dir: snapshot, value: readLines(join(snapshot, 'changes.ndjson')) };
  return changes.value;
}

function readLines<T>(file: string): T[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}
