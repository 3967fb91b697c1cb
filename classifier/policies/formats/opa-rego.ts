import type { Condition, PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { type Losses, type Plan, type PlannedTool, settle } from '../plan.ts';
import { quoted } from '../quoting.ts';
import { filePerServer } from '../rendering.ts';

// OPA is asked about calls only; lists of tools are not filtered.
const says = { allow: true, ask: false, deny: true, hide: false, rate: false, args: true };
const file = 'mcp_tools.rego';

/** Input as the OPA plugin of ContextForge sends it: `input.payload.name` and `input.payload.args`. */
export const opaRego: PolicyFormat = {
  id: 'opa-rego',
  title: 'Open Policy Agent (Rego)',
  file,
  language: 'rego',
  says,
  docs: [
    { label: 'OPA, policy language', url: 'https://www.openpolicyagent.org/docs/policy-language' },
    { label: 'ContextForge, OPA plugin', url: 'https://github.com/IBM/mcp-context-forge/tree/main/plugins/external/opa' },
  ],
  use: [
    'Load this file into OPA, and check it with `opa check mcp_tools.rego`.',
    'Let the gateway ask for `data.mcp_tools.allow` before every call, and deny where OPA cannot be reached.',
    'Where the gateway puts something before the names of tools, or sends them elsewhere, change the two lines on `input`.',
  ],
  render,
};

const HEAD = `package mcp_tools

import rego.v1

tool := input.payload.name

default args := {}

args := input.payload.args if is_object(input.payload.args)

default allow := false
`;

/** Rego calls its own operators `lt` and so on: a rule of that name would call itself. */
const COMPARED = { lt: 'below', lte: 'at_most', gt: 'above', gte: 'at_least' };

/** Only what the rules below use is written. */
const HELPERS: { name: string; text: string }[] = [
  { name: 'value', text: 'value(path) := object.get(args, path, null)\n' },
  ...[
    { name: COMPARED.lt, operator: '<' },
    { name: COMPARED.lte, operator: '<=' },
    { name: COMPARED.gt, operator: '>' },
    { name: COMPARED.gte, operator: '>=' },
  ].map(({ name, operator }) => ({ name, text: `${name}(x, n) if {\n\tis_number(x)\n\tx ${operator} n\n}\n` })),
  { name: 'matches', text: 'matches(x, pattern) if {\n\tis_string(x)\n\tregex.match(pattern, x)\n}\n' },
  {
    name: 'holds_part',
    text: 'holds_part(x, part) if {\n\tis_string(x)\n\tis_string(part)\n\tcontains(x, part)\n}\n\nholds_part(x, part) if {\n\tis_array(x)\n\tpart in x\n}\n',
  },
];

function render(inputs: readonly PolicyInput[]): Rendered {
  return filePerServer({ id: 'opa-rego', file, says }, inputs, '#', write);
}

function write(plan: Plan, losses: Losses): string {
  if (plan.hidesAll) losses.add('hide', plan.key, '*');
  const allowed = plan.tools.filter((tool) => settle(tool, says, plan.key, losses) === 'allow');
  const denied = plan.tools.filter((tool) => !allowed.includes(tool));
  const named = plan.default === 'deny' ? allowed : denied;
  const list = named.length === 0 ? 'set()' : `{\n${named.map(({ name }) => `\t${quoted(name)},\n`).join('')}}`;
  const rules = allowed.flatMap(refusals);
  const body = [
    `listed := ${list}`,
    `allow if {\n\t${plan.default === 'deny' ? 'tool in listed' : 'not tool in listed'}${rules.length > 0 ? '\n\tnot refused' : ''}\n}`,
    ...rules,
  ].join('\n\n');
  const helpers = HELPERS.filter(({ name }) => rules.some((rule) => rule.includes(`${name}(`))).map(({ text }) => text);
  return [HEAD, `${body}\n`, ...helpers].join('\n');
}

/** One rule for each way in which a call of the tool is refused. */
function refusals(tool: PlannedTool): string[] {
  const bodies = [
    ...tool.require.flatMap(({ conditions }) => conditions.map((condition) => [negated(condition)])),
    ...tool.denyIf.map(({ conditions }) => conditions.map(positive)),
  ];
  return [...new Set(bodies.map((lines) => `refused if {\n\ttool == ${quoted(tool.name)}\n\t${lines.join('\n\t')}\n}`))];
}

function positive(condition: Condition): string {
  const { op, value } = condition;
  const v = argument(condition);
  switch (op) {
    case 'exists':
      return `${v} ${value === false ? '==' : '!='} null`;
    case 'eq':
      return `${v} == ${quotedJson(value)}`;
    case 'neq':
      return `${v} != ${quotedJson(value)}`;
    case 'in':
      return `${v} in ${quotedJson(value)}`;
    case 'not_in':
      return `not ${v} in ${quotedJson(value)}`;
    case 'regex':
      return `matches(${v}, ${quotedJson(value)})`;
    case 'contains':
      return `holds_part(${v}, ${quotedJson(value)})`;
    default:
      return `${COMPARED[op]}(${v}, ${quotedJson(value)})`;
  }
}

function negated(condition: Condition): string {
  const text = positive(condition);
  return text.startsWith('not ') ? text.slice('not '.length) : `not ${text}`;
}

function argument({ path }: Condition): string {
  return `value([${path.split('.').slice(1).map(quoted).join(', ')}])`;
}

/** JSON is Rego, but for the escapes that `quoted` adds. */
function quotedJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  return Array.isArray(value) ? `[${value.map(quotedJson).join(', ')}]` : JSON.stringify(value);
}
