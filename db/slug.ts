/** Names of servers and tools as folder names and URL words. */
import { sha256 } from './hash.ts';

const LONGEST = 80;
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/;
/** Endings of files that lie beside a server's or a tool's folder. */
const FILE_ENDING = /\.(json|ya?ml|toml|md|html?|xml|png|svg|txt|cedar|rego|gz|ndjson|js|css|sh)$/;

/**
 * Lower-case; `_` and every other character but `a-z 0-9 . -` become `-`.
 * Safe as a folder on every system: no leading or trailing dot, no device name, no file's ending, 80 characters at most
 * (cut, with a short hash of the whole). A name without a Latin letter or digit becomes `<kind>-<hash>`.
 */
export function slugify(name: string, kind: 'tool' | 'server'): string {
  const hash = sha256(name).slice(0, 8);
  let slug = name
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '-')
    .replace(/^\.+|\.+$/g, '');
  if (!/[a-z0-9]/.test(slug)) return `${kind}-${hash}`;
  if (DEVICE.test(slug)) slug = `${kind}-${slug}`;
  if (slug.length > LONGEST) slug = `${slug.slice(0, LONGEST - 9).replace(/\.+$/, '')}-${hash}`;
  return FILE_ENDING.test(slug) ? `${slug}-${kind}` : slug;
}

/** The first of `base`, `base-2`, `base-3` … that is free. */
export function freeSlug(base: string, taken: { has(slug: string): boolean }): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number++;
  return `${base}-${number}`;
}

/**
 * A slug for every tool of one server, in definition order. `stored` are the slugs of earlier nights by name: they stand,
 * so an address once given never moves to another tool while its own is there.
 */
export function toolSlugs(names: readonly string[], stored: ReadonlyMap<string, string>): Map<string, string> {
  const slugs = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    const kept = stored.get(name);
    if (kept === undefined) continue;
    slugs.set(name, kept);
    taken.add(kept);
  }
  for (const name of names) {
    if (slugs.has(name)) continue;
    const slug = freeSlug(slugify(name, 'tool'), taken);
    slugs.set(name, slug);
    taken.add(slug);
  }
  return slugs;
}
