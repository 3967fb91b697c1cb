/**
 * The reference evaluator of policy.json: what one call is answered. Order of decision:
 * no policy → hide → not listed → `require` → `deny_if` → the tool's limits → `all_tools` limits.
 *
 * Windows are aligned to the UTC calendar and counted per grant. Only calls that are let through count; a counter that two
 * limits name is one count per window.
 */
import type { JsonObject } from '../../db/model.ts';
import type { ConditionRule, Limit, Policy } from '../types.ts';
import { holds } from './conditions.ts';

/** One tool call. `at` is ISO 8601; a call without it happens when the call before it did. */
export interface Call {
  tool: string;
  args?: JsonObject | undefined;
  at?: string | undefined;
  grant?: string | undefined;
}

export const DECISIONS = ['allow', 'limit', 'deny', 'hidden'] as const;

/** `pointer` is the JSON pointer of the part of the policy that decided; empty where no policy did. */
export interface Decision {
  decision: (typeof DECISIONS)[number];
  pointer: string;
  message: string;
}

/** Calls let through in one window; `end` is when the window ends, in milliseconds since 1970. */
interface Count {
  end: number;
  count: number;
}

/** What was counted so far; one for a whole sequence of calls. */
export interface CallState {
  /** Milliseconds since 1970 of the latest call seen. */
  clock: number;
  counts: Map<string, Count>;
}

export const WINDOW_MS: Record<Limit['window'], number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const MAX_COUNTS = 100_000;

/** A fresh state; `clock` is the time of calls that come without one. */
export function newState(clock = 0): CallState {
  return { clock, counts: new Map() };
}

/** Decides one call and, where it is let through, counts it in `state`. */
export function evaluate(policy: Policy | null | undefined, call: Call, state: CallState = newState()): Decision {
  if (call.at !== undefined) {
    const at = Date.parse(call.at);
    if (Number.isNaN(at)) throw new RangeError(`"at" is no date: ${JSON.stringify(call.at)}`);
    state.clock = at;
  }
  if (!policy) return { decision: 'deny', pointer: '', message: 'No policy: every call is denied.' };

  const hidden = policy.hide?.findIndex((name) => name === '*' || name === call.tool) ?? -1;
  if (hidden >= 0) return { decision: 'hidden', pointer: `/hide/${hidden}`, message: 'Hidden: not listed, and any call is denied.' };

  const listed = policy.tools && Object.hasOwn(policy.tools, call.tool) ? policy.tools[call.tool] : undefined;
  if (!listed && policy.default === 'deny') {
    return { decision: 'deny', pointer: '/default', message: 'Not listed: denied by default.' };
  }

  const at = `/tools/${escapePointer(call.tool)}`;
  if (listed) {
    const denied = firstDenial(listed.require, call, false, `${at}/require`) ?? firstDenial(listed.deny_if, call, true, `${at}/deny_if`);
    if (denied) return denied;
  }
  const limits = [
    ...(listed?.limits ?? []).map((limit, i) => ({ limit, pointer: `${at}/limits/${i}` })),
    ...(policy.all_tools?.limits ?? []).map((limit, i) => ({ limit, pointer: `/all_tools/limits/${i}` })),
  ];
  const spent = limits.find(({ limit }) => countOf(limit, call, state).count >= limit.max);
  if (spent) {
    const { max, window } = spent.limit;
    return { decision: 'limit', pointer: spent.pointer, message: `Limit reached: ${max} per ${window}.` };
  }
  const counts = new Set(limits.map(({ limit }) => countOf(limit, call, state)));
  for (const entry of counts) entry.count += 1;
  return listed
    ? { decision: 'allow', pointer: at, message: 'Allowed.' }
    : { decision: 'allow', pointer: '/default', message: 'Not listed: allowed by default.' };
}

/** The first rule that denies: of `deny_if` one that holds, of `require` one that does not. */
function firstDenial(rules: ConditionRule[] | undefined, call: Call, deniesWhen: boolean, pointer: string): Decision | undefined {
  const index = rules?.findIndex((rule) => rule.conditions.every((condition) => holds(condition, call.args ?? {})) === deniesWhen) ?? -1;
  const rule = rules?.[index];
  return rule && { decision: 'deny', pointer: `${pointer}/${index}`, message: rule.on_deny };
}

/** The count of a limit's window at the state's time. Calls may come in any order: each counts in its own window. */
function countOf(limit: Limit, call: Call, state: CallState): Count {
  const width = WINDOW_MS[limit.window];
  const start = Math.floor(state.clock / width) * width;
  const key = JSON.stringify([call.grant ?? '', limit.counter, start, width]);
  const known = state.counts.get(key);
  if (known) return known;
  const fresh = { end: start + width, count: 0 };
  if (state.counts.size >= MAX_COUNTS) forgetPast(state);
  state.counts.set(key, fresh);
  return fresh;
}

function forgetPast(state: CallState): void {
  for (const [key, { end }] of state.counts) if (end <= state.clock) state.counts.delete(key);
}

/** A key as one token of a JSON pointer (RFC 6901). */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
