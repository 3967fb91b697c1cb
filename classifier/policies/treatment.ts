/** What is to happen with one tool, before it is written as policy.json; and the stricter of two such. */
import type { ConditionRule, Limit, Policy, ToolPolicy } from '../types.ts';

export type Caps = Partial<Record<Limit['window'], number>>;

/** `use`: may be called within `caps`, if every `require` and no `denyIf` holds. */
export type Treatment =
  | { kind: 'hide' }
  | { kind: 'block'; message: string }
  | { kind: 'use'; require: ConditionRule[]; denyIf: ConditionRule[]; caps: Caps };

/** Windows in the order in which they are written, with what their counter's name ends in. */
const WINDOWS: { window: Limit['window']; suffix: string }[] = [
  { window: 'minute', suffix: 'rate' },
  { window: 'hour', suffix: 'hourly' },
  { window: 'day', suffix: 'daily' },
];

/** A treatment that allows no call that either of the two denies. */
export function stricter(a: Treatment, b: Treatment): Treatment {
  if (a.kind === 'hide' || b.kind === 'hide') return { kind: 'hide' };
  if (a.kind === 'block') return a;
  if (b.kind === 'block') return b;
  return { kind: 'use', require: union(a.require, b.require), denyIf: union(a.denyIf, b.denyIf), caps: lowest(a.caps, b.caps) };
}

/** The lower cap of each window that either names. */
export function lowest(a: Caps, b: Caps): Caps {
  const caps: Caps = {};
  for (const { window } of WINDOWS) {
    const max = Math.min(a[window] ?? Number.POSITIVE_INFINITY, b[window] ?? Number.POSITIVE_INFINITY);
    if (max !== Number.POSITIVE_INFINITY) caps[window] = max;
  }
  return caps;
}

function union(a: ConditionRule[], b: ConditionRule[]): ConditionRule[] {
  const known = new Set(a.map((rule) => JSON.stringify(rule)));
  return [...a, ...b.filter((rule) => !known.has(JSON.stringify(rule)))];
}

/** policy.json of these treatments under `default: "deny"`: hidden names and listed tools sorted, keys in the published order. */
export function policyOf(treatments: ReadonlyMap<string, Treatment>, allToolsPerMinute?: number): Policy {
  const hide: string[] = [];
  const tools: [string, ToolPolicy][] = [];
  for (const name of [...treatments.keys()].sort()) {
    const treatment = treatments.get(name) as Treatment;
    if (treatment.kind === 'hide' && name !== '*') hide.push(name);
    else tools.push([name, toolPolicyOf(name, treatment)]);
  }
  const policy: Policy = { version: '1', default: 'deny' };
  if (hide.length > 0) policy.hide = hide;
  if (allToolsPerMinute !== undefined)
    policy.all_tools = { limits: [{ counter: 'all_calls', window: 'minute', max: allToolsPerMinute, scope: 'grant' }] };
  if (tools.length > 0 || hide.length === 0) policy.tools = Object.fromEntries(tools);
  return policy;
}

/** A tool whose name is `*` cannot be hidden alone, since that hides all: it is blocked instead. */
function toolPolicyOf(name: string, treatment: Treatment): ToolPolicy {
  if (treatment.kind !== 'use') {
    const message = treatment.kind === 'block' ? treatment.message : 'Blocked by default. Requires human approval.';
    return { deny_if: [{ conditions: [], on_deny: message }] };
  }
  const { require, denyIf, caps } = treatment;
  const limits: Limit[] = [];
  for (const { window, suffix } of WINDOWS) {
    const max = caps[window];
    if (max !== undefined) limits.push({ counter: `${name}_${suffix}`, window, max, scope: 'grant' });
  }
  const policy: ToolPolicy = {};
  if (require.length > 0) policy.require = require;
  if (denyIf.length > 0) policy.deny_if = denyIf;
  if (limits.length > 0) policy.limits = limits;
  return policy;
}
