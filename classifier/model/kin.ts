/** Which servers are one: catalogues list the same server under several names, and forks keep its tools. */
import type { Defined } from './lessons.ts';

/** So many tools, and this share of the smaller server's, two servers must have in common to be kin. */
const SHARED = 3;
const SHARE = 0.5;
/** A tool name of more servers than this says nothing of kinship, and pairing them all would take long. */
const COMMON = 60;

/** For each server the name that stands for it and all its kin. */
export function kinOf(defined: readonly Defined[]): Map<string, string> {
  const tools = toolsOf(defined);
  const head = new Map([...tools.keys()].map((server) => [server, server]));
  function headOf(server: string): string {
    let now = server;
    for (let next = head.get(now); next !== undefined && next !== now; next = head.get(now)) now = next;
    return now;
  }
  for (const [a, b] of pairsOf(tools)) head.set(headOf(a), headOf(b));
  return new Map([...tools.keys()].map((server) => [server, headOf(server)]));
}

/** The names of the tools of each server, as far as they are known. */
function toolsOf(defined: readonly Defined[]): Map<string, Set<string>> {
  const tools = new Map<string, Set<string>>();
  for (const { tool, context } of defined) {
    const { server, siblings } = context;
    const own = tools.get(server) ?? new Set();
    for (const name of [tool.name, ...siblings]) own.add(name);
    tools.set(server, own);
  }
  return tools;
}

/** Servers that are kin: of the same name in two catalogues, or with the same tools. */
function pairsOf(tools: ReadonlyMap<string, ReadonlySet<string>>): [string, string][] {
  const pairs: [string, string][] = [];
  const named = new Map<string, string>();
  const having = new Map<string, string[]>();
  for (const [server, names] of tools) {
    const bare = bareName(server);
    const first = named.get(bare);
    if (first === undefined) named.set(bare, server);
    else pairs.push([first, server]);
    for (const name of names) {
      const servers = having.get(name);
      if (servers) servers.push(server);
      else having.set(name, [server]);
    }
  }
  const common = new Map<string, number>();
  for (const servers of having.values()) {
    if (servers.length > COMMON) continue;
    for (let at = 1; at < servers.length; at++)
      for (let before = 0; before < at; before++) {
        const key = `${servers[before]}\n${servers[at]}`;
        common.set(key, (common.get(key) ?? 0) + 1);
      }
  }
  for (const [key, count] of common) {
    const [a = '', b = ''] = key.split('\n');
    const smaller = Math.min(tools.get(a)?.size ?? 0, tools.get(b)?.size ?? 0);
    if (count >= SHARED && count >= SHARE * smaller) pairs.push([a, b]);
  }
  return pairs;
}

/** Without the catalogue that it was found in (`npm/`, `docker/`), in small letters and digits. */
function bareName(server: string): string {
  return server
    .slice(server.indexOf('/') + 1)
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '');
}
