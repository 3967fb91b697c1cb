/**
 * What a policy says tool by tool, and how a format that cannot say all of it settles for the nearest safe thing. Whatever is
 * given up is written down as a {@link Loss}, so that no format promises what it does not keep.
 */
import type { Condition, ConditionRule, Limit, Loss, LossKind, Policy, PolicyInput, Says, ToolPolicy } from '../types.ts';
import { refuseUnwritable, serverKey, shown } from './quoting.ts';

export interface PlannedTool {
  name: string;
  access: 'allow' | 'deny' | 'hidden';
  /** What a denied call is told. */
  message: string;
  require: ConditionRule[];
  denyIf: ConditionRule[];
  limits: Limit[];
}

export interface Plan {
  /** The server as the user calls it, and the key it is given in the file. */
  server: string;
  key: string;
  default: 'allow' | 'deny';
  /** Every tool is hidden, those that are not named too. */
  hidesAll: boolean;
  tools: PlannedTool[];
  allTools: Limit[];
}

/** At this many calls a minute a cap only stops a runaway loop: where it cannot be kept, asking each time would be worse. */
const LOOSE_CAP = 60;

/** Plans for all inputs. Keys are unique; a name that had to change, and limits on all tools, are written down as losses. */
export function plansOf(format: string, inputs: readonly PolicyInput[], says: Says, losses: Losses): Plan[] {
  const keys = new Set<string>();
  return inputs.map((input) => {
    let key = serverKey(input.server);
    for (let n = 2; keys.has(key); n++) key = `${serverKey(input.server)}-${n}`;
    keys.add(key);
    if (key !== input.server) losses.add('server-key', key, '*');
    const plan = planOf(format, input, key);
    if (plan.allTools.length > 0 && !says.rate) losses.add('all-tools', key, '*');
    return plan;
  });
}

function planOf(format: string, { server, policy, tools }: PolicyInput, key: string): Plan {
  const names = new Set([...Object.keys(policy.tools ?? {}), ...(policy.hide ?? []), ...tools.map(({ name }) => name)]);
  const hidesAll = policy.hide?.includes('*') ?? false;
  names.delete('*');
  if (policy.tools && Object.hasOwn(policy.tools, '*')) names.add('*');
  for (const name of names) refuseUnwritable(format, name);
  return {
    server,
    key,
    default: hidesAll ? 'deny' : policy.default,
    hidesAll,
    tools: [...names].sort().map((name) => plannedTool(name, policy, hidesAll)),
    allTools: policy.all_tools?.limits ?? [],
  };
}

function plannedTool(name: string, policy: Policy, hidesAll: boolean): PlannedTool {
  const listed: ToolPolicy | undefined = policy.tools && Object.hasOwn(policy.tools, name) ? policy.tools[name] : undefined;
  const { require = [], deny_if: denyIf = [], limits = [] } = listed ?? {};
  const blocked = denyIf.find(({ conditions }) => conditions.length === 0);
  const shut = limits.some(({ max }) => max === 0);
  const access =
    hidesAll || policy.hide?.includes(name) ? 'hidden' : blocked || shut || (!listed && policy.default === 'deny') ? 'deny' : 'allow';
  return {
    name,
    access,
    message: blocked?.on_deny ?? 'Denied by default.',
    require: require.filter(({ conditions }) => conditions.length > 0),
    denyIf,
    limits,
  };
}

/** Whether the argument rules of an allowed tool let a call through that has no arguments. */
export function letsBareCallThrough({ require, denyIf }: PlannedTool): boolean {
  const met = ({ conditions }: ConditionRule): boolean =>
    conditions.every(({ op, value }) => op === 'neq' || op === 'not_in' || (op === 'exists' && value === false));
  return require.every(met) && !denyIf.some(met);
}

/** Engines differ on places within a list and on null as a value; a condition on those is not written for any. */
function isReadAlike({ path, value }: Condition): boolean {
  const nulls = value === null || (Array.isArray(value) && value.includes(null));
  return !nulls && !/\..*\.\d+(?:\.|$)/.test(path);
}

/** What a format does with a tool. `allow` may still carry conditions and limits where the format says them. */
export type Settled = 'allow' | 'ask' | 'deny' | 'hide';

/**
 * The nearest thing a format can say of a tool that is never looser without being written down. `rulesWritten` is false where
 * the format has argument rules, but not these.
 */
export function settle(tool: PlannedTool, says: Says, key: string, losses: Losses, rulesWritten = true): Settled {
  if (tool.access === 'hidden') {
    if (says.hide) return 'hide';
    losses.add(says.deny ? 'hide' : 'deny-ask', key, tool.name);
    return says.deny ? 'deny' : 'ask';
  }
  if (tool.access === 'deny') {
    if (!says.deny) losses.add('deny-ask', key, tool.name);
    return says.deny ? 'deny' : 'ask';
  }
  const rules = [...tool.require, ...tool.denyIf];
  if (rules.length > 0 && !(says.args && rulesWritten && rules.every(({ conditions }) => conditions.every(isReadAlike)))) {
    losses.add(says.ask ? 'args-ask' : 'args-deny', key, tool.name);
    return says.ask ? 'ask' : 'deny';
  }
  if (tool.limits.length > 0 && !says.rate) {
    const open = !says.ask || tool.limits.every(({ window, max }) => window === 'minute' && max >= LOOSE_CAP);
    losses.add(open ? 'rate-open' : 'rate-ask', key, tool.name);
    return open ? 'allow' : 'ask';
  }
  return 'allow';
}

const WORDS: Record<LossKind, (names: string) => string> = {
  'rate-open': (names) => `Calls are not counted. Allowed without a limit: ${names}.`,
  'rate-ask': (names) => `Calls are not counted. Asked about each time instead: ${names}.`,
  'all-tools': () => 'The limit on all calls together is not kept.',
  'args-ask': (names) => `Not every argument rule can be written. Asked about each time instead: ${names}.`,
  'args-deny': (names) => `Not every argument rule can be written. Denied altogether instead: ${names}.`,
  'args-stricter': (names) => `Argument rules are read more strictly than in policy.json, so that more calls are denied: ${names}.`,
  hide: (names) => `Denied, but still listed: ${names}.`,
  unlisted: (names) => `Allowed only with certain arguments, and therefore missing in the list of tools: ${names}.`,
  'deny-ask': (names) => `Nothing can be denied. Asked about each time instead: ${names}.`,
  'default-ask': () => 'Tools that are not named here are asked about.',
  'default-deny': () => 'Tools that are not named here are denied, although policy.json allows them.',
  'always-ask': () => 'Allowed tools are asked about as well, until you approve them in the client.',
  name: (names) => `Names that this format cannot carry, therefore denied: ${names}.`,
  'server-key': (names) => `In the configuration the server must be called ${names}.`,
  'beyond-tools': () => 'Prompts and resources of these servers are denied as well.',
};

const NAMED = 4;

/** Collects the losses of one rendering. */
export interface Losses {
  add(kind: LossKind, server: string, tool: string): void;
  list(): Loss[];
  words(): string[];
}

export function newLosses(): Losses {
  const found = new Map<string, Loss>();
  return {
    add(kind, server, tool) {
      const id = `${kind} ${server}`;
      const known = found.get(id);
      if (known) known.tools.push(tool);
      else found.set(id, { kind, server, tools: [tool] });
    },
    list: () => [...found.values()],
    words() {
      const byKind = Map.groupBy(found.values(), ({ kind }) => kind);
      return [...byKind].map(([kind, losses]) => {
        const names = kind === 'server-key' ? losses.map(({ server }) => server) : losses.flatMap(({ tools }) => tools);
        const more = names.length - NAMED;
        const listed = names.slice(0, NAMED).map((name) => (name === '*' ? 'any other tool' : `\`${shown(name)}\``));
        return WORDS[kind](listed.join(', ') + (more > 0 ? ` and ${more} more` : ''));
      });
    },
  };
}
