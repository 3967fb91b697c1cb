/** Several servers and their policies as one set of files, with the toxic flows of the whole. Pure, for the browser too. */
import type { JudgedTool } from '../../db/model.ts';
import type { Policy, PolicyFormat, PolicyInput, Posture, Rendered } from '../types.ts';
import { type Break, breakFlow, type ToxicFlow, toxicFlows, withDenied } from './flows.ts';
import { suggestServerPolicy } from './suggest.ts';

/** One server of a stack; `server` is its key in the client's configuration. */
export interface StackServer {
  server: string;
  tools: readonly JudgedTool[];
  /** Its policy where it is not the recommended one. */
  policy?: Policy | undefined;
}

export interface Merged {
  rendered: Rendered;
  /** What each server's part says. */
  inputs: PolicyInput[];
  /** Flows that the policies leave open, each with the least that breaks it. Empty where they were broken. */
  flows: { flow: ToxicFlow; break: Break }[];
  /** The same name on several servers: a client that does not put the server's name in front calls the wrong one. */
  clashes: { tool: string; servers: string[] }[];
}

/** Recommends, merges and renders. Throws FormatError where the format cannot carry it. */
export function mergeServers(servers: readonly StackServer[], format: PolicyFormat, posture: Posture, breakFlows: boolean): Merged {
  let inputs = servers.map(({ server, tools, policy }) => ({ server, tools, policy: policy ?? suggestServerPolicy(tools, posture) }));
  if (breakFlows) inputs = withoutFlows(inputs);
  const flows = toxicFlows(inputs).map((flow) => ({ flow, break: breakFlow(flow, inputs) }));
  return { rendered: format.render(inputs), inputs, flows, clashes: clashesOf(servers) };
}

/** The policies with the least denied that breaks every flow, one flow after the other. */
export function withoutFlows(inputs: readonly PolicyInput[]): PolicyInput[] {
  let current = [...inputs];
  for (let flow = toxicFlows(current)[0]; flow; flow = toxicFlows(current)[0]) {
    const { deny } = breakFlow(flow, current);
    current = current.map((input) => ({
      ...input,
      policy: withDenied(
        input.policy,
        deny.filter(({ server }) => server === input.server).map(({ tool }) => tool),
      ),
    }));
  }
  return current;
}

function clashesOf(servers: readonly StackServer[]): Merged['clashes'] {
  const owners = new Map<string, Set<string>>();
  for (const { server, tools } of servers) {
    for (const { name } of tools) owners.set(name, (owners.get(name) ?? new Set()).add(server));
  }
  return [...owners].filter(([, names]) => names.size > 1).map(([tool, names]) => ({ tool, servers: [...names] }));
}
