/** Writes the lookup files; see lookup.ts. */
import type { Put } from './build.ts';
import type { ServerColumn } from './collect.ts';
import { KEYS_A_FILE, type LookupFile, lookupFileOf, nameKey } from './lookup.ts';
import { compare } from './order.ts';

/** A name that many share says nothing: only the best known are kept. */
const MOST_SERVERS = 8;

/** Returns the number of files. */
export function writeLookups(servers: readonly ServerColumn[], put: Put): number {
  const known = [...servers].sort(
    (a, b) => Number(a.vanished) - Number(b.vanished) || b.sources - a.sources || b.tools - a.tools || compare(a.slug, b.slug),
  );
  const bySlug = new Map<string, [string, string][]>();
  for (const server of known) {
    for (const key of keysOf(server)) {
      const found = bySlug.get(key) ?? [];
      if (found.length < MOST_SERVERS) found.push([server.slug, server.title]);
      bySlug.set(key, found);
    }
  }
  const keys = [...bySlug.keys()].sort(compare);
  const count = 2 ** Math.max(0, Math.ceil(Math.log2(keys.length / KEYS_A_FILE)));
  const files: LookupFile[] = Array.from({ length: count }, () => ({}));
  for (const key of keys) (files[lookupFileOf(key, count)] as LookupFile)[key] = bySlug.get(key) ?? [];
  for (const [i, file] of files.entries()) put(`k${i}`, JSON.stringify(file));
  return count;
}

/** A server is also found by its slug, by the last part of its name and by the name of its package. */
function keysOf({ slug, name, title, keys }: Pick<ServerColumn, 'slug' | 'name' | 'title' | 'keys'>): Set<string> {
  const packages = keys
    .filter((key) => !key.startsWith('url:'))
    .map(
      (key) =>
        key
          .slice(key.indexOf(':') + 1)
          .split('/')
          .at(-1) ?? '',
    );
  const names = [name, name.split('/').at(-1) ?? '', title, ...packages].map(nameKey);
  const hosts = keys.filter((key) => key.startsWith('url:')).map((key) => `host:${key.slice('url:'.length).split('/')[0]}`);
  return new Set([`slug:${slug}`, ...keys, ...hosts, ...names.filter((key) => key !== 'name:')]);
}
