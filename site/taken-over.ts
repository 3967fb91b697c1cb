/**
 * Tools of a changed server whose own pages stay as they are: often a server changed only because one tool's namesake elsewhere
 * did. They are known by what lies published beside them: the tool's record, and the server's without its tools.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SnapshotServer } from '../db/snapshot.ts';
import { readServer } from './data.ts';
import { toolPolicy } from './derive.ts';
import { toolFile } from './machine/records.ts';

/** Folders of such tools below `servers/`, in the site at `out`. */
export function unchangedTools(out: string, slugs: readonly string[]): string[] {
  return slugs.flatMap((slug) => {
    const server = readServer(slug);
    const record = join(out, 'servers', slug, 'server.json');
    if (!existsSync(record) || aroundTools(JSON.parse(readFileSync(record, 'utf8'))) !== aroundTools(server)) return [];
    return server.tools
      .filter((tool) => {
        const file = join(out, 'servers', slug, tool.slug, 'tool.json');
        return existsSync(file) && readFileSync(file, 'utf8') === toolFile(server, tool, toolPolicy(tool));
      })
      .map((tool) => `${slug}/${tool.slug}`);
  });
}

/** What the page of a tool shows of its server: everything but its policy and its changes, and of the other tools their labels. */
function aroundTools(server: SnapshotServer & { version?: unknown; url?: unknown; policy?: unknown; _meta?: unknown }): string {
  const { version: _, url: __, policy: ___, _meta: ____, changes: _____, tools, ...rest } = server;
  return JSON.stringify([rest, tools.map(({ name, slug, verdict }) => [name, slug, verdict.category, verdict.risk])]);
}
