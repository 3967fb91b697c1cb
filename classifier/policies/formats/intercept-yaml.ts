import type { Condition, ConditionRule, Limit, PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { type Losses, type Plan, type PlannedTool, settle } from '../plan.ts';
import { FormatError, quoted, shown } from '../quoting.ts';
import { filePerServer } from '../rendering.ts';

const says = { allow: true, ask: false, deny: true, hide: true, rate: true, args: true };
const file = 'policy.yaml';

/**
 * Intercept's rules say what must hold, never what must not, so a `deny_if` is written as its opposite. Unlike policy.json, a
 * condition on an argument that is not there is false, whatever the operator; and values of different types are equal where Go
 * prints them alike (internal/engine/operators.go), which {@link exactly} makes good.
 */
export const interceptYaml: PolicyFormat = {
  id: 'intercept-yaml',
  title: 'Intercept (YAML)',
  file,
  language: 'yaml',
  says,
  docs: [{ label: 'Intercept, policy reference', url: 'https://github.com/PolicyLayer/Intercept/blob/main/POLICY.md' }],
  use: [
    'Save this as `policy.yaml`, and check it with `intercept validate -c policy.yaml`.',
    "In the MCP client's configuration put `intercept -c policy.yaml --` before the command that starts the server.",
    'Restart the client. Changes of the file are taken up while it runs.',
  ],
  render,
};

function render(inputs: readonly PolicyInput[]): Rendered {
  return filePerServer({ id: 'intercept-yaml', file, says }, inputs, '#', write);
}

function write(plan: Plan, losses: Losses): string {
  const hidden = plan.tools.filter(({ access }) => access === 'hidden');
  const listed = plan.tools.filter(
    (tool) => tool.access !== 'hidden' && !(tool.access === 'deny' && tool.denyIf.length === 0 && tool.limits.length === 0),
  );
  if (plan.hidesAll) losses.add('hide', plan.key, '*');
  const lines = ['version: "1"', `default: ${plan.default}`];
  if (hidden.length > 0) lines.push('hide:', ...hidden.map(({ name }) => `  - ${nameOf(name)}`));
  lines.push(listed.length + plan.allTools.length > 0 ? 'tools:' : 'tools: {}');
  for (const tool of listed) {
    const rules = rulesOf(tool, plan.key, losses);
    lines.push(`  ${nameOf(tool.name)}:`, rules.length > 0 ? '    rules:' : '    rules: []', ...rules);
  }
  if (plan.allTools.length > 0) {
    lines.push('  "*":', '    rules:', ...ratesOf(plan.allTools, 'all calls'));
  }
  return `${lines.join('\n')}\n`;
}

function nameOf(name: string): string {
  // `*` is Intercept's word for every tool; keys of more than 1024 characters are no YAML.
  if (name === '*' || name.trim() === '' || quoted(name).length > 1000) {
    throw new FormatError('intercept-yaml', `tool "${shown(name)}" cannot be named`);
  }
  return quoted(name);
}

function rulesOf(tool: PlannedTool, key: string, losses: Losses): string[] {
  if (tool.access === 'deny') return denyRule(tool.message);
  const needed = tool.denyIf.map(opposite);
  const written = [...tool.require, ...needed].map((rule) => rule && exactly(rule));
  if (settle(tool, says, key, losses, !written.includes(undefined)) === 'deny')
    return denyRule('Its argument rules cannot be written here.');
  const rules = written
    .filter((rule) => rule !== undefined)
    .filter((rule, i, all) => all.findIndex((other) => JSON.stringify(other.conditions) === JSON.stringify(rule.conditions)) === i);
  const negative = tool.require.flatMap(({ conditions }) => conditions).some(({ op }) => op === 'neq' || op === 'not_in');
  if (negative || needed.some((rule) => rule?.conditions[0]?.op !== 'exists')) losses.add('args-stricter', key, tool.name);
  const limits = tool.name.includes('.') ? [] : tool.limits;
  // A counter is found at state.<tool>.<counter>: with a dot in the tool's name it never is.
  if (limits.length < tool.limits.length) losses.add('rate-open', key, tool.name);
  return [...rules.flatMap((rule, i) => conditionRule(`arguments ${i + 1}`, rule)), ...ratesOf(limits, 'calls')];
}

/** What must hold so that the rule does not deny. Of "given, and not one of these" the opposite is "one of these". */
function opposite({ conditions, on_deny }: ConditionRule): ConditionRule | undefined {
  const [first, second] = conditions;
  const single =
    conditions.length === 1 ? first : first?.op === 'exists' && first.value === true && first.path === second?.path ? second : undefined;
  const negated = single && conditions.length <= 2 ? negate(single) : undefined;
  return negated && { conditions: [negated], on_deny };
}

function negate({ path, op, value }: Condition): Condition | undefined {
  switch (op) {
    case 'exists':
      return { path, op, value: value === false };
    case 'eq':
      return { path, op: 'neq', value };
    case 'neq':
      return { path, op: 'eq', value };
    case 'in':
      return { path, op: 'not_in', value };
    case 'not_in':
      return { path, op: 'in', value };
    case 'gt':
      return { path, op: 'lte', value };
    case 'gte':
      return { path, op: 'lt', value };
    case 'lt':
      return { path, op: 'gte', value };
    case 'lte':
      return { path, op: 'gt', value };
    default:
      return undefined;
  }
}

/** Texts that Go prints for something that is no text: truth, nothing, a number, a list, a map. */
const PRINTED_ALIKE = /^(?:true$|false$|<nil>$|[-+]?(?:\d|Inf$)|NaN$|\[|map\[)/;

/** The rule with each value held to its type, so that `true` is not taken for `"true"`; undefined where that cannot be said. */
function exactly({ conditions, on_deny }: ConditionRule): ConditionRule | undefined {
  const held = conditions.map(heldToType);
  return held.includes(undefined) ? undefined : { conditions: held.flatMap((some) => some ?? []), on_deny };
}

function heldToType(condition: Condition): Condition[] | undefined {
  const { path, op, value } = condition;
  if (op !== 'eq' && op !== 'in' && op !== 'contains') return [condition];
  const values = op === 'in' && Array.isArray(value) ? value : [value];
  const texts = values.filter((one) => typeof one === 'string');
  if (texts.length === values.length && !texts.some((text) => PRINTED_ALIKE.test(text))) return [condition];
  // `regex` holds for texts alone, and `gte` for numbers; of the members of a list nothing can be asked.
  if (op === 'contains') return undefined;
  if (texts.length === values.length) return [condition, { path, op: 'regex', value: '' }];
  const numbers = values.filter((one) => typeof one === 'number');
  return numbers.length === values.length ? [condition, { path, op: 'gte', value: Math.min(...numbers) }] : undefined;
}

function conditionRule(name: string, { conditions, on_deny }: ConditionRule): string[] {
  return [
    `      - name: ${quoted(name)}`,
    '        conditions:',
    ...conditions.flatMap(({ path, op, value }) => [
      `          - path: ${quoted(path)}`,
      `            op: ${op}`,
      `            value: ${typeof value === 'string' ? quoted(value) : JSON.stringify(value)}`,
    ]),
    `        on_deny: ${quoted(on_deny)}`,
  ];
}

/** Its counters are named by their window, and two of a name are refused: of two limits in a window the lower one binds anyway. */
function ratesOf(limits: readonly Limit[], calls: string): string[] {
  return [...Map.groupBy(limits, ({ window }) => window)].flatMap(([window, same]) => [
    `      - name: ${quoted(`${calls} per ${window}`)}`,
    `        rate_limit: ${Math.min(...same.map(({ max }) => max))}/${window}`,
  ]);
}

function denyRule(message: string): string[] {
  return ['      - name: "blocked"', '        action: deny', `        on_deny: ${quoted(message)}`];
}
