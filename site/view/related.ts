/** The tools of the same server that a reader of one is likely to want next. */
import type { SnapshotServer, SnapshotTool } from '../../db/snapshot.ts';
import { worseFirst } from './order.ts';

const MOST = 6;

/** Siblings share a word of the name where there are such (`create_issue`, `close_issue`); else the worst of the server. */
export function relatedOf(server: SnapshotServer, tool: SnapshotTool): { inverse: SnapshotTool | undefined; siblings: SnapshotTool[] } {
  const inverse = tool.verdict.inverse === undefined ? undefined : server.tools.find(({ name }) => name === tool.verdict.inverse);
  const others = server.tools.filter((each) => each !== tool && each !== inverse);
  const names = namesOf(server);
  const words = names.get(tool)?.slice(1) ?? [];
  const close = others.filter((each) => names.get(each)?.some((word) => words.includes(word)));
  const rest = close.length >= MOST ? [] : others.filter((each) => !close.includes(each)).sort((a, b) => worseFirst(a.verdict, b.verdict));
  return { inverse, siblings: [...close, ...rest].slice(0, MOST) };
}

const known = new WeakMap<SnapshotServer, Map<SnapshotTool, string[]>>();

/** The words of each tool's name. Every tool of a server asks for those of all. */
function namesOf(server: SnapshotServer): Map<SnapshotTool, string[]> {
  const names = known.get(server) ?? new Map(server.tools.map((tool) => [tool, wordsOf(tool.name)]));
  known.set(server, names);
  return names;
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
}
