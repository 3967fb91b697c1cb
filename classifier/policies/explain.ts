/**
 * What a policy does, in sentences. A sentence is given only after calls were put to the evaluator and it agreed, so that no
 * page says of a policy what is not so.
 */
import type { JsonObject } from '../../db/model.ts';
import type { Condition, ConditionRule, Limit, Policy } from '../types.ts';
import { type Decision, evaluate, newState, WINDOW_MS } from './evaluate.ts';
import { DENIED_EXAMPLES } from './guards.ts';
import { shown } from './quoting.ts';

const MORNING = Date.UTC(2026, 0, 5);
const LONGEST_REASON = 160;
const REMEMBERED = 1000;

export type SentenceId = 'hidden' | 'blocked' | 'unlisted' | 'free' | 'limited' | 'rules' | 'rest-denied' | 'rest-allowed' | 'all-tools';

export interface Sentence {
  id: SentenceId;
  text: string;
}

/** Everything that is true of one tool under a policy: what happens with it first, then what happens with the rest. */
export function sentences(policy: Policy, tool: { name: string }): Sentence[] {
  return [...ownSentences(policy, tool.name), ...restSentences(policy)];
}

/** How to limit a tool's calls: the policy that does it. Undefined where nothing would be counted after the change either. */
export function howToLimit(
  policy: Policy,
  tool: string,
  max: number,
  window: Limit['window'],
): { text: string; policy: Policy } | undefined {
  const limits: Limit[] = [{ counter: `${tool}_rate`, window, max, scope: 'grant' }];
  const own = ownPolicy(policy, tool);
  const limited = withTool(policy, tool, { ...own, limits });
  if (!stopsAfter(limited, tool, limits[0] as Limit)) return undefined;
  return {
    text: `Under \`limits\` of \`${shown(tool)}\` set \`"max": ${max}\` and \`"window": "${window}"\`: call ${max + 1} within the same ${window} is denied.`,
    policy: limited,
  };
}

/** The two ways to block a tool completely, each with the policy that does it. */
export function howToBlock(policy: Policy, tool: string): { text: string; policy: Policy }[] {
  const { [tool]: _, ...others } = { ...policy.tools };
  const rest = Object.fromEntries(Object.keys(others).map((name) => [name, policy.tools?.[name] ?? {}]));
  const hide = (policy.hide ?? []).filter((name) => name !== tool);
  const blocked = withTool({ ...policy, hide }, tool, { deny_if: [{ conditions: [], on_deny: 'Blocked.' }] });
  const hidden = { ...policy, hide: [...hide, tool], tools: rest };
  const ways = [
    {
      text: `Give \`${shown(tool)}\` a \`deny_if\` with no conditions: it stays visible, and every call is denied.`,
      policy: blocked,
      decision: 'deny',
    },
    {
      text: `Put \`${shown(tool)}\` into \`hide\`: the agent does not see it, and every call is denied.`,
      policy: hidden,
      decision: 'hidden',
    },
  ];
  return ways.filter((way) => decide(way.policy, tool).decision === way.decision).map(({ text, policy: way }) => ({ text, policy: way }));
}

/** What happens with the tool itself. */
export function ownSentences(policy: Policy, tool: string): Sentence[] {
  const name = `\`${shown(tool)}\``;
  const first = decide(policy, tool);
  const own = ownPolicy(policy, tool);
  const always = own.deny_if?.some(({ conditions }) => conditions.length === 0);
  if (first.decision === 'hidden')
    return [{ id: 'hidden', text: `${name} disappears from the agent's list of tools, and any call is denied.` }];
  if (first.decision === 'deny' && first.pointer === '/default')
    return [{ id: 'unlisted', text: `${name} is not listed, so every call is denied.` }];
  if (first.decision === 'deny' && always) {
    return [{ id: 'blocked', text: `${name} stays visible, but every call is denied until a person changes the policy.` }];
  }
  const found: Sentence[] = [];
  const limits = own.limits ?? [];
  const free: Policy = withTool(policy, tool, { limits });
  if (limits.length > 0 && limits.every((limit) => stopsAfter(withoutAllTools(free), tool, limit))) {
    const caps = limits.map(({ max, window }) => `${max} calls a ${window}`).join(' and ');
    found.push({
      id: 'limited',
      text: `${name} stays usable, up to ${caps} for each grant; a call beyond that is denied until the window is over.`,
    });
  } else if (limits.length === 0 && decide(free, tool).decision === 'allow') {
    found.push({ id: 'free', text: `${name} stays allowed, without a limit of its own.` });
  }
  const rules = ruleSentence(policy, tool, name);
  return rules ? [...found, rules] : found;
}

/** Of each rule one call that it denies is tried; if one cannot be made up, nothing is claimed. */
function ruleSentence(policy: Policy, tool: string, name: string): Sentence | undefined {
  const { require = [], deny_if = [] } = ownPolicy(policy, tool);
  const rules = [...require.map((rule) => ({ rule, args: breaking(rule) })), ...deny_if.map((rule) => ({ rule, args: meeting(rule) }))];
  if (rules.length === 0 || !rules.every(({ args }) => args && decide(policy, tool, args).decision === 'deny')) return undefined;
  const reasons = [...new Set(rules.map(({ rule }) => `“${shown(rule.on_deny, LONGEST_REASON)}”`))];
  return { id: 'rules', text: `Calls of ${name} are denied by their arguments. What the agent is told: ${reasons.join(' ')}` };
}

function restSentences(policy: Policy): Sentence[] {
  const { decision, pointer } = decide(policy, unlistedName(policy));
  const found: Sentence[] = [];
  if (decision === 'deny' && pointer === '/default')
    found.push({ id: 'rest-denied', text: 'Everything else on the server is denied unless the policy lists it.' });
  if (decision === 'allow') found.push({ id: 'rest-allowed', text: 'Everything else on the server stays allowed.' });
  const [all] = policy.all_tools?.limits ?? [];
  const open: Policy = { version: '1', default: 'allow', ...(policy.all_tools && { all_tools: policy.all_tools }) };
  if (all && stopsAfter(open, 'any', all)) {
    found.push({ id: 'all-tools', text: `All tools together are limited to ${all.max} calls a ${all.window} for each grant.` });
  }
  return found;
}

const tried = new Map<string, boolean>();

/** Whether exactly `max` calls pass in a window, the next is stopped, and the window after it starts anew. Tried once for each kind of policy. */
function stopsAfter(policy: Policy, tool: string, limit: Limit): boolean {
  const own = ownPolicy(policy, tool);
  const limits = [...(own.limits ?? []), ...(policy.all_tools?.limits ?? [])];
  const counters = limits.map(({ counter }) => counter);
  const kind = JSON.stringify([
    limits.map(({ counter, window, max }) => [counters.indexOf(counter), window, max]),
    limits.indexOf(limit),
    own.require ?? [],
    own.deny_if ?? [],
    policy.hide?.includes(tool),
  ]);
  const known = tried.get(kind);
  if (known !== undefined) return known;
  if (tried.size >= REMEMBERED) tried.clear();
  const stops = tryLimit(policy, tool, limit, limits);
  tried.set(kind, stops);
  return stops;
}

/** Calls follow each other slowly enough for the shorter windows not to stop them. */
function tryLimit(policy: Policy, tool: string, limit: Limit, limits: Limit[]): boolean {
  const alone = limits.filter(({ window }) => WINDOW_MS[window] < WINDOW_MS[limit.window]);
  const step = Math.max(0, ...alone.map(({ window, max }) => Math.ceil(WINDOW_MS[window] / Math.max(1, max))));
  if (step * limit.max >= WINDOW_MS[limit.window]) return false;
  const state = newState();
  const at = (time: number): Decision => evaluate(policy, { tool, at: new Date(MORNING + time).toISOString() }, state);
  for (let call = 0; call < limit.max; call++) if (at(call * step).decision !== 'allow') return false;
  return at(limit.max * step).decision === 'limit' && at(WINDOW_MS[limit.window]).decision === 'allow';
}

function decide(policy: Policy, tool: string, args: JsonObject = {}): Decision {
  return evaluate(policy, { tool, args, at: new Date(MORNING).toISOString() });
}

function ownPolicy(policy: Policy, tool: string): NonNullable<Policy['tools']>[string] {
  return (policy.tools && Object.hasOwn(policy.tools, tool) && policy.tools[tool]) || {};
}

function withTool(policy: Policy, tool: string, own: NonNullable<Policy['tools']>[string]): Policy {
  const hide = policy.hide?.filter((name) => name !== tool);
  const names = [...new Set([...Object.keys(policy.tools ?? {}), tool])];
  const tools = Object.fromEntries(names.map((name) => [name, name === tool ? own : (policy.tools?.[name] ?? {})]));
  return { ...policy, ...(hide && { hide }), tools };
}

function withoutAllTools({ all_tools: _, ...policy }: Policy): Policy {
  return policy;
}

function unlistedName(policy: Policy): string {
  let name = 'some_other_tool';
  while (policy.hide?.includes(name) || Object.hasOwn(policy.tools ?? {}, name)) name += '_';
  return name;
}

/** Arguments that meet every condition of a rule, or undefined where none can be made up. */
function meeting({ conditions }: ConditionRule): JsonObject | undefined {
  const examples = conditions.map((condition) => example(condition, true));
  return examples.includes(undefined) ? undefined : Object.assign({}, ...examples);
}

/** Arguments that break a rule: without its first argument, or with one that does not meet it. */
function breaking({ conditions: [first] }: ConditionRule): JsonObject | undefined {
  return first && example(first, false);
}

function example({ path, op, value }: Condition, met: boolean): JsonObject | undefined {
  const [, key, more] = path.split('.');
  if (key === undefined || more !== undefined) return undefined;
  if (!met) return op === 'neq' || op === 'not_in' || (op === 'exists' && value === false) ? undefined : {};
  const list = Array.isArray(value) ? value : [];
  switch (op) {
    case 'exists':
      return value === false ? {} : { [key]: 'other' };
    case 'eq':
      return { [key]: value as never };
    case 'in':
      return list.length > 0 ? { [key]: list[0] } : undefined;
    case 'neq':
    case 'not_in':
      return { [key]: `other than ${list.join(' ')}` };
    case 'gt':
    case 'gte':
      return { [key]: Number(value) + 1 };
    case 'lt':
    case 'lte':
      return { [key]: Number(value) - 1 };
    case 'contains':
      return { [key]: [value as never] };
    case 'regex':
      return DENIED_EXAMPLES.has(String(value)) ? { [key]: DENIED_EXAMPLES.get(String(value)) ?? '' } : undefined;
  }
}
