/**
 * Toxic flows: where an agent can read private data, read what strangers wrote, and send something out, an instruction planted
 * in the second can carry the first away through the third. The three legs may lie on different servers. Pure, for the browser too.
 */
import { type JudgedTool, RISKS, rank } from '../../db/model.ts';
import type { Policy } from '../types.ts';

const LEGS = ['private', 'untrusted', 'outbound'] as const;
export type Leg = (typeof LEGS)[number];

/** A tool of a toolset; `server` is its key there. */
interface ToolRef {
  server: string;
  tool: string;
}

/** A smallest set of servers that has all three legs, with the tools that form each. */
export interface ToxicFlow extends Record<Leg, ToolRef[]> {
  servers: string[];
}

/** One server of a toolset. With a policy, tools that it denies or hides form no leg. */
export interface FlowServer {
  server: string;
  tools: readonly JudgedTool[];
  policy?: Policy | undefined;
}

/** The least that breaks a flow: these tools denied, its `leg` is gone. */
export interface Break {
  leg: Leg;
  deny: ToolRef[];
}

type Legs = Record<Leg, ToolRef[]>;

/** Which legs a tool forms; an unknown facet forms none. */
export function legsOf({ verdict: { facets } }: Pick<JudgedTool, 'verdict'>): Leg[] {
  const forms = {
    private: facets.sensitiveRead !== 'none',
    untrusted: facets.untrustedIngest === true,
    outbound: facets.exfilSink === true,
  };
  return LEGS.filter((leg) => forms[leg]);
}

/** Every flow, those of fewer servers first. A set of servers that contains a smaller flow is not named again. */
export function toxicFlows(servers: readonly FlowServer[]): ToxicFlow[] {
  const legs = servers.map(legsOfServer).filter(({ members }) => LEGS.some((leg) => members[leg].length > 0));
  const found: ToxicFlow[] = [];
  for (const size of [1, 2, 3]) {
    for (const some of subsets(legs, size)) {
      const names = some.map(({ server }) => server);
      const known = found.some(({ servers: inner }) => inner.every((name) => names.includes(name)));
      const joined = joinedLegs(some.map(({ members }) => members));
      if (known || LEGS.some((leg) => joined[leg].length === 0)) continue;
      found.push({ servers: names, ...joined });
    }
  }
  return found;
}

/**
 * The smallest set of denials that breaks a flow. Any tool of one leg meets any of the others, so nothing less than a whole leg
 * will do: the leg with the fewest tools; among equals the one whose tools are the riskiest, then outbound before the others.
 */
export function breakFlow(flow: ToxicFlow, servers: readonly FlowServer[]): Break {
  const risk = new Map(
    servers.flatMap(({ server, tools }) => tools.map((tool) => [`${server} ${tool.name}`, rank(RISKS, tool.verdict.risk)])),
  );
  const weight = (leg: Leg): number => flow[leg].reduce((sum, { server, tool }) => sum + (risk.get(`${server} ${tool}`) ?? 0), 0);
  const [leg = 'outbound'] = LEGS.toReversed().sort((a, b) => flow[a].length - flow[b].length || weight(b) - weight(a));
  return { leg, deny: flow[leg] };
}

/** A server's policy with these tools denied. */
export function withDenied(policy: Policy, tools: readonly string[]): Policy {
  const denied = tools.filter((tool) => !policy.hide?.includes(tool));
  if (denied.length === 0) return policy;
  const blocked = { deny_if: [{ conditions: [], on_deny: 'Would complete a toxic flow. Requires human approval.' }] };
  const entries = new Map(Object.entries(policy.tools ?? {}));
  for (const tool of denied) entries.set(tool, blocked);
  return { ...policy, tools: Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function legsOfServer({ server, tools, policy }: FlowServer): { server: string; members: Legs } {
  const members: Legs = { private: [], untrusted: [], outbound: [] };
  for (const tool of tools) {
    if (policy && !mayBeCalled(policy, tool.name)) continue;
    for (const leg of legsOf(tool)) members[leg].push({ server, tool: tool.name });
  }
  return { server, members };
}

function mayBeCalled(policy: Policy, tool: string): boolean {
  if (policy.hide?.some((name) => name === tool || name === '*')) return false;
  const listed = policy.tools && Object.hasOwn(policy.tools, tool) ? policy.tools[tool] : undefined;
  return listed ? !listed.deny_if?.some(({ conditions }) => conditions.length === 0) : policy.default === 'allow';
}

function joinedLegs(parts: Legs[]): Legs {
  const all = (leg: Leg): ToolRef[] => parts.flatMap((part) => part[leg]);
  return { private: all('private'), untrusted: all('untrusted'), outbound: all('outbound') };
}

function* subsets<T>(items: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i <= items.length - size; i++) {
    for (const rest of subsets(items, size - 1, i + 1)) yield [items[i] as T, ...rest];
  }
}
