/** What the page shows of a stack, derived from its servers' records. */
import { serverKey } from '../../classifier/policies/quoting.ts';
import { RISKS, type Risk } from '../../db/model.ts';
import { worseFirst } from '../view/order.ts';
import type { StackRecord } from './types.ts';

/** A server of the stack with its record; `key` is its name in the client's configuration, unique in the stack. */
export interface StackServer {
  key: string;
  record: StackRecord;
}

export interface StackTool {
  server: StackServer;
  tool: StackRecord['tools'][number];
}

/** Everything the agent can call, worst first; equals in the order of servers and their own lists. */
export function toolsOf(servers: readonly StackServer[]): StackTool[] {
  const tools = servers.flatMap((server) => server.record.tools.map((tool) => ({ server, tool })));
  return tools.sort((a, b) => worseFirst(a.tool.verdict, b.tool.verdict));
}

export function mixOf(tools: readonly StackTool[]): Record<Risk, number> {
  const mix = Object.fromEntries(RISKS.map((risk) => [risk, 0])) as Record<Risk, number>;
  for (const { tool } of tools) mix[tool.verdict.risk]++;
  return mix;
}

/** The names that policies use: the wanted ones, or what stands last in a server's name; a number where two would be one. */
export function keysFor(servers: readonly { wanted: string; record: Pick<StackRecord, 'manifest'> }[]): string[] {
  const taken = new Set<string>();
  return servers.map(({ wanted, record }) => {
    const base = wanted.trim() || serverKey(record.manifest.name.split('/').at(-1) ?? '');
    let key = base;
    for (let number = 2; taken.has(key); number++) key = `${base}-${number}`;
    taken.add(key);
    return key;
  });
}
