/** Writes what lies beside the pages of every server: records, policies, Markdown twins and feeds, as files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SnapshotServer, SnapshotTool } from '../../db/snapshot.ts';
import { policyJson, type Rendering, renderAll } from '../derive.ts';
import { options } from '../options.ts';
import { serverPath } from '../paths.ts';
import { serverView } from '../view/server.ts';
import { toolFacts } from '../view/tool.ts';
import { atomFeed } from './feed.ts';
import { serverMarkdown, toolMarkdown } from './markdown.ts';
import { serverRecord, toolFile } from './records.ts';

/** Writes into `out`; returns how many files. */
export function writeServerFiles(out: string, server: SnapshotServer): number {
  const folder = join(out, 'servers', server.slug);
  const view = serverView(server);
  const files = newFiles();
  files.put(folder, 'server.json', `${JSON.stringify(serverRecord(server, view.policy))}\n`);
  files.put(folder, 'index.md', serverMarkdown(view));
  files.put(folder, 'feed.xml', feedOf(server));
  if (server.tools.length > 0) {
    files.put(folder, 'policy.json', policyJson(view.policy));
    putFormats(files, folder, view.renderings);
  }
  const { kept } = options();
  for (const tool of server.tools)
    if (!kept?.has(`${server.slug}/${tool.slug}`)) writeToolFiles(files, join(folder, tool.slug), server, tool);
  return files.count();
}

function writeToolFiles(files: Files, folder: string, server: SnapshotServer, tool: SnapshotTool): void {
  const facts = toolFacts(server, tool);
  files.put(folder, 'tool.json', toolFile(server, tool, facts.policy));
  files.put(folder, 'index.md', toolMarkdown(facts));
  files.put(folder, 'policy.json', policyJson(facts.policy));
  if (options().formatFiles) putFormats(files, folder, renderAll(server, [tool], facts.policy));
}

/** What a format refuses has no file; policy.json is there already. */
function putFormats(files: Files, folder: string, renderings: readonly Rendering[]): void {
  for (const { format, beside, text } of renderings) if (format.id !== 'policy-json' && text !== '') files.put(folder, beside, text);
}

/** Changes of the server and of its tools, newest first. */
function feedOf(server: SnapshotServer): string {
  const path = serverPath(server.slug);
  return atomFeed(`Changes of ${server.title}`, `${path}feed.xml`, path, server.changes, server.firstSeen);
}

interface Files {
  put(folder: string, name: string, text: string): void;
  count(): number;
}

function newFiles(): Files {
  let last = '';
  let written = 0;
  return {
    put(folder, name, text) {
      if (folder !== last) mkdirSync(folder, { recursive: true });
      last = folder;
      writeFileSync(join(folder, name), text.toWellFormed());
      written++;
    },
    count: () => written,
  };
}
