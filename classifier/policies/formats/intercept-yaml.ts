import type { Condition, ConditionRule, PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { type Losses, type Plan, type PlannedTool, settle } from '../plan.ts';
import { FormatError, quoted, shown } from '../quoting.ts';
import { filePerServer } from '../rendering.ts';

const says = { allow: true, ask: false, deny: true, hide: true, rate: true, args: true };
const file = 'policy.yaml';

/**
 * Intercept's rules say what must hold, never what must not, so a `deny_if` is written as its opposite. Unlike policy.json, a
 * condition on an argument that is not there is false, whatever the operator.
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
    lines.push('  "*":', '    rules:', ...plan.allTools.flatMap(({ window, max }) => rateRule(`all calls per ${window}`, window, max)));
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
  if (settle(tool, says, key, losses, !needed.includes(undefined)) === 'deny')
    return denyRule('Its argument rules cannot be written here.');
  const rules = [...tool.require, ...needed.filter((rule) => rule !== undefined)].filter(
    (rule, i, all) => all.findIndex((other) => JSON.stringify(other.conditions) === JSON.stringify(rule.conditions)) === i,
  );
  const negative = tool.require.flatMap(({ conditions }) => conditions).some(({ op }) => op === 'neq' || op === 'not_in');
  if (negative || needed.some((rule) => rule?.conditions[0]?.op !== 'exists')) losses.add('args-stricter', key, tool.name);
  const limits = tool.name.includes('.') ? [] : tool.limits;
  // A counter is found at state.<tool>.<counter>: with a dot in the tool's name it never is.
  if (limits.length < tool.limits.length) losses.add('rate-open', key, tool.name);
  return [
    ...rules.flatMap((rule, i) => conditionRule(`arguments ${i + 1}`, rule)),
    ...limits.flatMap(({ window, max }) => rateRule(`calls per ${window}`, window, max)),
  ];
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

function rateRule(name: string, window: string, max: number): string[] {
  return [`      - name: ${quoted(name)}`, `        rate_limit: ${max}/${window}`];
}

function denyRule(message: string): string[] {
  return ['      - name: "blocked"', '        action: deny', `        on_deny: ${quoted(message)}`];
}
