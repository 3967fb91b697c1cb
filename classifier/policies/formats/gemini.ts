import type { ConditionRule, PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { type Losses, type Plan, settle } from '../plan.ts';
import { quoted } from '../quoting.ts';
import { oneFile } from '../rendering.ts';

// A server-wide denial without arguments also takes the tools away from the model. Only values of text arguments can be matched.
const says = { allow: true, ask: true, deny: true, hide: true, rate: false, args: true };
const file = '~/.gemini/policies/mcp.toml';
const LONGEST_NAME = 63;

/**
 * Rules of the user's tier: the highest priority that matches decides. Arguments are matched as one line of JSON with sorted
 * keys, so a nested argument of the same name is matched too: such a rule can only deny more.
 */
export const gemini: PolicyFormat = {
  id: 'gemini',
  title: 'Gemini CLI',
  file,
  language: 'toml',
  says,
  docs: [{ label: 'Gemini CLI, policy engine', url: 'https://geminicli.com/docs/reference/policy-engine/' }],
  use: [
    'Save this in `~/.gemini/policies/` under a name that ends in `.toml`.',
    'See that the server has no underscore in its name in `settings.json`: with one, rules fail without a word.',
    'Restart Gemini CLI. In headless mode a question counts as a denial.',
  ],
  render,
};

function render(inputs: readonly PolicyInput[]): Rendered {
  return oneFile({ id: 'gemini', file, says }, inputs, (plans, losses) => plans.map((plan) => write(plan, losses)).join('\n'));
}

function write(plan: Plan, losses: Losses): string {
  const allowed: string[] = [];
  const asked: string[] = [];
  const denied: string[] = [];
  const byArguments: { name: string; patterns: string[] }[] = [];
  for (const tool of plan.tools) {
    const patterns = tool.denyIf.map(patternOf);
    const rulesWritten = tool.require.length === 0 && !patterns.includes(undefined);
    const settled = settle(tool, says, plan.key, losses, rulesWritten);
    const off = settled === 'deny' || settled === 'hide';
    if (!isWritten(plan.key, tool.name)) {
      losses.add('name', plan.key, tool.name);
    } else if (off) {
      if (plan.default === 'allow') denied.push(tool.name);
    } else {
      (settled === 'ask' ? asked : allowed).push(tool.name);
      const known = patterns.filter((pattern) => pattern !== undefined);
      if (known.length > 0) byArguments.push({ name: tool.name, patterns: known });
      if (known.length > 0) losses.add('args-stricter', plan.key, tool.name);
    }
  }
  return [
    rule(plan, undefined, plan.default === 'deny' ? 'deny' : 'allow', 100),
    rule(plan, allowed, 'allow', 200),
    rule(plan, asked, 'ask_user', 300),
    rule(plan, denied, 'deny', 400),
    ...byArguments.flatMap(({ name, patterns }) => patterns.map((pattern) => rule(plan, [name], 'deny', 500, pattern))),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

/** Gemini CLI rewrites other characters and cuts long names, after which a rule for the real name no longer matches. */
function isWritten(server: string, tool: string): boolean {
  return /^[a-zA-Z0-9_.-]+$/.test(tool) && `mcp_${server}_${tool}`.length <= LONGEST_NAME;
}

/** A pattern that matches whenever the rule holds, on the line of JSON that the arguments become; undefined where there is none. */
function patternOf({ conditions }: ConditionRule): string | undefined {
  const [first, second] = conditions;
  const given = first?.op === 'exists' && first.value === true;
  const condition = conditions.length === 1 ? first : conditions.length === 2 && given && first?.path === second?.path ? second : undefined;
  const key = condition?.path.slice('args.'.length) ?? '';
  if (!condition || key.includes('.')) return undefined;
  const values =
    condition.op === 'eq' ? [condition.value] : condition.op === 'in' || condition.op === 'not_in' ? (condition.value as unknown[]) : [];
  if (values.length === 0 || !values.every((value) => typeof value === 'string' || typeof value === 'boolean')) return undefined;
  const choice = `(?:${values.map((value) => escaped(JSON.stringify(value))).join('|')})[,}]`;
  const name = `${escaped(JSON.stringify(key))}:`;
  const pattern = condition.op === 'not_in' ? (given ? `${name}(?!null[,}]|${choice})` : undefined) : `${name}${choice}`;
  return pattern && pattern.length <= 2000 ? pattern : undefined;
}

function escaped(text: string): string {
  return text.replace(/[-[\]{}()*+?.,\\^$|#/]/g, '\\$&');
}

function rule(plan: Plan, tools: string[] | undefined, decision: string, priority: number, argsPattern?: string): string {
  if (tools?.length === 0) return '';
  return [
    '[[rule]]',
    `mcpName = ${quoted(plan.key)}`,
    ...(tools
      ? [
          tools.length === 1
            ? `toolName = ${quoted(tools[0] ?? '')}`
            : `toolName = [\n${tools.map((tool) => `  ${quoted(tool)},\n`).join('')}]`,
        ]
      : []),
    ...(argsPattern === undefined ? [] : [`argsPattern = ${quoted(argsPattern)}`]),
    `decision = "${decision}"`,
    `priority = ${priority}`,
    '',
  ].join('\n');
}
