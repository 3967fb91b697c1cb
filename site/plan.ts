/**
 * What a build has to do. A page is taken over from the published site while its server's hash stands and nothing that all pages
 * share has changed: code, options, and the few words every page carries.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SnapshotEntry } from '../db/snapshot.ts';
import type { SiteOptions } from './options.ts';
import { roughly } from './words.ts';

export interface Plan {
  /** Everything is built and the site replaced as a whole. */
  full: boolean;
  /** Servers whose pages are built. */
  changed: string[];
  /** Servers whose pages are taken away. */
  removed: string[];
  /** Hash of what all pages share. */
  shared: string;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['{site,classifier,db}/**/*.{ts,astro,css,json,svg,woff2}', 'package-lock.json'];
/** Beyond this share of changed servers, replacing the whole is as quick and simpler. */
const MOST_CHANGED = 0.3;

/** Where the published site says what it was built from; see {@link indexFile}. */
const INDEX = 'data/servers.tsv';

export function planBuild(entries: readonly SnapshotEntry[], options: SiteOptions, out: string): Plan {
  const shared = sharedHash(options, entries.length);
  const all = entries.map(({ slug }) => slug);
  const published = readIndex(join(out, INDEX));
  if (published?.shared !== shared) return { full: true, changed: all, removed: [], shared };
  const changed = entries.filter(({ slug, hash }) => published.hashes.get(slug) !== hash).map(({ slug }) => slug);
  const standing = new Set(all);
  const removed = [...published.hashes.keys()].filter((slug) => !standing.has(slug));
  if (changed.length + removed.length > MOST_CHANGED * all.length) return { full: true, changed: all, removed: [], shared };
  return { full: false, changed, removed, shared };
}

/** The file that says what the site was built from: for the next build, and for anybody who mirrors only what changed. */
export function indexFile(entries: readonly SnapshotEntry[], shared: string): string {
  return `# ${shared}\n${entries.map(({ slug, hash }) => `${slug}\t${hash}\n`).join('')}`;
}

function readIndex(file: string): { shared: string; hashes: Map<string, string> } | undefined {
  if (!existsSync(file)) return undefined;
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return { shared: head.slice(2), hashes: new Map(lines.map((line) => line.split('\t') as [string, string])) };
}

function sharedHash(options: SiteOptions, servers: number): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT, exclude: ['**/node_modules/**', 'site/.astro/**'] }).sort()) {
    hash.update(file).update(readFileSync(join(ROOT, file)));
  }
  const { snapshot: _, cache: __, only: ___, ...shown } = options;
  return hash.update(JSON.stringify([shown, roughly(servers)])).digest('hex');
}
