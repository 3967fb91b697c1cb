/** Writes what lies beside the pages of a server and its tools: records, policies, Markdown twins and feeds, as files. */
import type { SnapshotServer } from '../../db/snapshot.ts';
import { policyJson, type Rendering } from '../derive.ts';
import { options } from '../options.ts';
import { serverPath, toolPath } from '../paths.ts';
import type { ServerView } from '../view/server.ts';
import type { ToolView } from '../view/tool.ts';
import { atomFeed } from './feed.ts';
import { serverMarkdown, toolMarkdown } from './markdown.ts';
import { serverRecord, toolFile } from './records.ts';

/** Called by the server's page, so that page and files are made from one view. Does nothing where no site is built. */
export function writeServerFiles(view: ServerView): void {
  const { put } = options();
  if (!put) return;
  const { server, policy, renderings } = view;
  const path = serverPath(server.slug);
  put(path, 'server.json', `${JSON.stringify(serverRecord(server, policy))}\n`);
  put(path, 'index.md', serverMarkdown(view));
  put(path, 'feed.xml', feedOf(server));
  if (server.tools.length === 0) return;
  put(path, 'policy.json', policyJson(policy));
  for (const [name, text] of formatFiles(renderings)) put(path, name, text);
}

/** As {@link writeServerFiles}, of a tool. */
export function writeToolFiles(view: ToolView): void {
  const { put, formatFiles: all } = options();
  if (!put) return;
  const { server, tool, policy, renderings } = view;
  const path = toolPath(server.slug, tool.slug);
  put(path, 'tool.json', toolFile(server, tool, policy));
  put(path, 'index.md', toolMarkdown(view));
  put(path, 'policy.json', policyJson(policy));
  if (all) for (const [name, text] of formatFiles(renderings)) put(path, name, text);
}

/** Names and texts. What a format refuses has no file; policy.json is there already. */
function formatFiles(renderings: readonly Rendering[]): [string, string][] {
  return renderings.filter(({ format, text }) => format.id !== 'policy-json' && text !== '').map(({ beside, text }) => [beside, text]);
}

/** Changes of the server and of its tools, newest first. */
function feedOf(server: SnapshotServer): string {
  const path = serverPath(server.slug);
  return atomFeed(`Changes of ${server.title}`, `${path}feed.xml`, path, server.changes, server.firstSeen);
}
