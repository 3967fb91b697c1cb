/**
 * Puts what was built aside into its place. A whole site is swapped by two renames. A partial one is moved in piece by piece, by a
 * list that is written first: whoever finds the list, finishes it, so a site is never left half old and half new.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder beside the site in which it is built, and in which replaced pieces wait for their removal. */
export const asideOf = (out: string): string => `${out}.next`;
const oldOf = (out: string): string => `${out}.old`;
const LIST = '.publish.json';

interface Moves {
  /** Paths taken from aside, in order; what stood there goes. */
  put: string[];
  remove: string[];
  /** By a path of `put`: folders in it that were not built again and come along from what stood there. */
  keep?: Record<string, string[]>;
}

/** Swaps the whole site in. */
export function publishWhole(out: string): void {
  const old = oldOf(out);
  rmSync(old, { recursive: true, force: true });
  if (existsSync(out)) renameSync(out, old);
  renameSync(asideOf(out), out);
  rmSync(old, { recursive: true, force: true });
}

/**
 * Moves in everything that was built aside; of `servers/` only the folders that were built, and takes away those of `removed`.
 * `kept` are folders of tools, as `server/tool`, that stay in their server's folder as they are.
 */
export function publishPart(out: string, removed: readonly string[], kept: readonly string[]): void {
  const aside = asideOf(out);
  const servers = readdirSync(join(aside, 'servers')).map((name) => join('servers', name));
  const stale = readdirSync(join(out, 'servers')).filter((name) => name.startsWith('~'));
  const top = readdirSync(aside).filter((name) => name !== 'servers');
  const moves: Moves = {
    // The record of what was built goes last: until then the next build does everything again.
    put: [...servers, ...top.filter((name) => name !== 'data'), 'data'],
    remove: [...removed, ...stale].map((name) => join('servers', name)).filter((path) => !servers.includes(path)),
    keep: Object.groupBy(
      kept.map((folder) => join('servers', folder)),
      dirname,
    ) as Record<string, string[]>,
  };
  writeFileSync(join(aside, LIST), JSON.stringify(moves));
  finishPublishing(out);
}

/** Finishes a list of moves that was left behind. Does nothing where there is none. */
export function finishPublishing(out: string): void {
  const aside = asideOf(out);
  const old = oldOf(out);
  if (!existsSync(out) && existsSync(old) && !existsSync(join(aside, LIST))) renameSync(old, out);
  const list = join(aside, LIST);
  if (!existsSync(list)) return;
  const { put, remove, keep = {} } = JSON.parse(readFileSync(list, 'utf8')) as Moves;
  rmSync(old, { recursive: true, force: true });
  for (const path of put) {
    if (!existsSync(join(aside, path))) continue;
    for (const folder of keep[path] ?? []) if (existsSync(join(out, folder))) renameSync(join(out, folder), join(aside, folder));
    replace(join(aside, path), join(out, path), join(old, path));
  }
  for (const path of remove) if (existsSync(join(out, path))) setAside(join(out, path), join(old, path));
  rmSync(list);
  rmSync(aside, { recursive: true, force: true });
  rmSync(old, { recursive: true, force: true });
}

function replace(from: string, to: string, old: string): void {
  if (existsSync(to)) setAside(to, old);
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}

function setAside(path: string, old: string): void {
  rmSync(old, { recursive: true, force: true });
  mkdirSync(dirname(old), { recursive: true });
  renameSync(path, old);
}
