import type { Condition, ConditionRule, PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { type Losses, letsBareCallThrough, type Plan, type PlannedTool, settle } from '../plan.ts';
import { prettyJson } from '../quoting.ts';
import { filePerServer } from '../rendering.ts';

// What may not be called is not listed either.
const says = { allow: true, ask: false, deny: true, hide: true, rate: false, args: true };
const file = 'authz.json';

/**
 * Cedar as ToolHive feeds it: the arguments are in the context as `arg_<name>`, texts and booleans as they are, numbers as
 * decimals, and of lists, objects and nulls only that they were there, as `arg_<name>_present`. An error denies.
 */
export const toolhiveCedar: PolicyFormat = {
  id: 'toolhive-cedar',
  title: 'ToolHive (Cedar)',
  file,
  language: 'json',
  says,
  docs: [
    { label: 'ToolHive, authorization', url: 'https://github.com/stacklok/toolhive/blob/main/docs/authz.md' },
    { label: 'Cedar', url: 'https://docs.cedarpolicy.com' },
  ],
  use: [
    'Save this as `authz.json`.',
    'Start the server with `thv run --authz-config authz.json` and with authentication: without a client identity everything is denied.',
    'List the tools through ToolHive: what may not be called is not there.',
  ],
  render,
};

function render(inputs: readonly PolicyInput[]): Rendered {
  return filePerServer({ id: 'toolhive-cedar', file, says }, inputs, '//', (plan, losses) =>
    prettyJson({ version: '1.0', type: 'cedarv1', cedar: { policies: policiesOf(plan, losses), entities_json: '[]' } }),
  );
}

function policiesOf(plan: Plan, losses: Losses): string[] {
  const policies = ['permit(principal, action == Action::"list_tools", resource == FeatureType::"tool");'];
  if (plan.default === 'allow') policies.push('permit(principal, action == Action::"call_tool", resource);');
  for (const tool of plan.tools) {
    const scope = `(principal, action == Action::"call_tool", resource == Tool::${cedarText(tool.name)})`;
    const conditions = conditionsOf(tool);
    if (settle(tool, says, plan.key, losses, conditions !== undefined) !== 'allow' || !conditions) {
      if (plan.default === 'allow') policies.push(`forbid${scope};`);
      continue;
    }
    if (plan.default === 'deny') policies.push(`permit${scope};`);
    if (conditions.length === 0) continue;
    policies.push(...conditions.map((condition) => `forbid${scope} when { ${condition} };`));
    losses.add('args-stricter', plan.key, tool.name);
    if (!letsBareCallThrough(tool)) losses.add('unlisted', plan.key, tool.name);
  }
  return policies;
}

/** When to forbid, one expression each; undefined where a rule cannot be written. */
function conditionsOf({ require, denyIf }: PlannedTool): string[] | undefined {
  const needed = require.flatMap(({ conditions }) => conditions.map((condition) => surely(condition))).map((text) => text && `!(${text})`);
  const denied = denyIf.map(denial);
  const all = [...needed, ...denied];
  return all.includes(undefined) ? undefined : [...new Set(all.filter((text) => text !== undefined))];
}

function denial({ conditions }: ConditionRule): string | undefined {
  const parts = conditions.map((condition) => perhaps(condition));
  return parts.includes(undefined) ? undefined : parts.map((part) => `(${part})`).join(' && ');
}

/** True at least whenever the condition is: of a list or an object nothing more is known than that it is there. */
function perhaps(condition: Condition): string | undefined {
  const [given, opaque] = names(condition.path);
  if (!given || !opaque) return undefined;
  const there = `context has ${given}`;
  const v = `context[${given}]`;
  const exact = surely(condition);
  switch (condition.op) {
    case 'exists':
      return condition.value === false ? `!(${there})` : `${there} || context has ${opaque}`;
    case 'neq':
    case 'not_in':
      return exact;
    case 'contains':
      return typeof condition.value === 'string'
        ? `context has ${opaque} || (${there} && ${v} like ${likePart(condition.value)})`
        : `context has ${opaque}`;
    default:
      return exact && `${exact} || context has ${opaque}`;
  }
}

/** True only if the condition is. */
function surely({ path, op, value }: Condition): string | undefined {
  const [given, opaque] = names(path);
  if (!given || !opaque) return undefined;
  const there = `context has ${given}`;
  const v = `context[${given}]`;
  const one = literal(value);
  const many = Array.isArray(value) ? value.map(literal) : [];
  const list = many.includes(undefined) ? undefined : `[${many.join(', ')}].contains(${v})`;
  const number = typeof value === 'number' ? decimal(value) : undefined;
  switch (op) {
    case 'exists':
      return value === false ? `!(${there}) && !(context has ${opaque})` : there;
    case 'eq':
      return one && `${there} && ${v} == ${one}`;
    case 'neq':
      return one && `!(${there}) || ${v} != ${one}`;
    case 'in':
      return list && `${there} && ${list}`;
    case 'not_in':
      return list && `!(${there} && ${list})`;
    case 'lt':
      return number && `${there} && ${v}.lessThan(${number})`;
    case 'lte':
      return number && `${there} && ${v}.lessThanOrEqual(${number})`;
    case 'gt':
      return number && `${there} && ${v}.greaterThan(${number})`;
    case 'gte':
      return number && `${there} && ${v}.greaterThanOrEqual(${number})`;
    case 'contains':
      return typeof value === 'string' ? `${there} && ${v} like ${likePart(value)}` : undefined;
    case 'regex':
      return undefined;
  }
}

/** The attribute of a top-level argument, and the one that stands in for what Cedar is not given; none for nested arguments. */
function names(path: string): string[] {
  const key = path.slice('args.'.length);
  return key.includes('.') ? [] : [cedarText(`arg_${key}`), cedarText(`arg_${key}_present`)];
}

function literal(value: unknown): string | undefined {
  if (typeof value === 'string') return cedarText(value);
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' ? decimal(value) : undefined;
}

/** Cedar's decimals have four places and fit into 64 bits. */
function decimal(value: number): string | undefined {
  return Math.abs(value) < 1e11 && Number(value.toFixed(4)) === value ? `decimal("${value.toFixed(4)}")` : undefined;
}

function likePart(text: string): string {
  return `"*${cedarText(text).slice(1, -1).replaceAll('*', '\\*')}*"`;
}

/** A Cedar string: it has its own escapes, not those of JSON. */
function cedarText(text: string): string {
  const inner = text.replace(/[\\"]/g, '\\$&').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`);
  return `"${inner}"`;
}
