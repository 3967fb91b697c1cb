import type { PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { celOf } from '../cel.ts';
import { type Losses, letsBareCallThrough, type Plan, settle } from '../plan.ts';
import { FormatError, quoted, shown } from '../quoting.ts';
import { oneFile } from '../rendering.ts';

// The selector also takes the tools out of the list.
const says = { allow: true, ask: false, deny: true, hide: true, rate: false, args: true };
const file = 'mcproute.yaml';
const ID = 'envoy-ai-gateway';

/** Limits of the resource's own schema. */
const MAX_NAMES = 32;
const MAX_RULES = 32;
const MAX_CEL = 4096;

const ARGUMENTS = 'request.mcp.params.arguments';

export const envoyAiGateway: PolicyFormat = {
  id: ID,
  title: 'Envoy AI Gateway',
  file,
  language: 'yaml',
  says,
  docs: [
    { label: 'Envoy AI Gateway, MCP', url: 'https://aigateway.envoyproxy.io/docs/capabilities/mcp/' },
    { label: 'Envoy AI Gateway, MCPRoute', url: 'https://github.com/envoyproxy/ai-gateway/blob/main/api/v1beta1/mcp_route.go' },
  ],
  use: [
    'Put in the name of your Gateway, and add a Backend for each server under the name that the route uses.',
    'Apply it with `kubectl apply -f mcproute.yaml`.',
    'List the tools through the gateway: they carry the name of the backend in front, as in `github__get_issue`.',
  ],
  render,
};

function render(inputs: readonly PolicyInput[]): Rendered {
  return oneFile({ id: ID, file, says }, inputs, (plans, losses) => {
    const allowed = plans.map((plan) => ({ plan, tools: plan.tools.filter((tool) => settle(tool, says, plan.key, losses) === 'allow') }));
    for (const { key } of plans.filter((plan) => plan.default === 'allow')) losses.add('default-deny', key, '*');
    const rules = allowed.some(({ tools }) => tools.some(({ require, denyIf }) => require.length + denyIf.length > 0))
      ? allowed.flatMap(({ plan, tools }) => rulesOf(plan, tools, losses))
      : [];
    if (rules.length > MAX_RULES)
      throw new FormatError(ID, `more than ${MAX_RULES} rules are needed, from tool "${shown(rules[MAX_RULES]?.tool ?? '')}" on`);
    return [
      'apiVersion: aigateway.envoyproxy.io/v1beta1',
      'kind: MCPRoute',
      'metadata:',
      '  name: guarded-mcp',
      'spec:',
      '  parentRefs:',
      '    - name: your-gateway',
      '      kind: Gateway',
      '      group: gateway.networking.k8s.io',
      '  backendRefs:',
      ...allowed.flatMap(({ plan, tools }) =>
        backend(
          plan,
          tools.map(({ name }) => name),
        ),
      ),
      ...(rules.length === 0 ? [] : ['  securityPolicy:', '    authorization:', '      defaultAction: Deny', '      rules:']),
      ...rules.flatMap(({ cel }) => [`        - cel: ${quoted(cel)}`, '          action: Allow']),
      '',
    ].join('\n');
  });
}

function backend(plan: Plan, names: string[]): string[] {
  const selector =
    names.length === 0
      ? ['excludeRegex:', '  - ".*"']
      : names.length <= MAX_NAMES
        ? ['include:', ...names.map((name) => `  - ${quoted(name)}`)]
        : ['includeRegex:', ...alternatives(names).map((pattern) => `  - ${quoted(pattern)}`)];
  return [
    `    - name: ${quoted(plan.key)}`,
    '      kind: Backend',
    '      group: gateway.envoyproxy.io',
    '      toolSelector:',
    ...selector.map((line) => `        ${line}`),
  ];
}

/** More names than the list takes, as patterns that match exactly them. */
function alternatives(names: string[]): string[] {
  const size = Math.ceil(names.length / MAX_NAMES);
  const groups = Array.from({ length: Math.ceil(names.length / size) }, (_, i) => names.slice(i * size, (i + 1) * size));
  return groups.map((group) => `^(?:${group.map((name) => name.replace(/[-[\]{}()*+?.\\^$|]/g, '\\$&')).join('|')})$`);
}

/** First match decides. Tools with argument rules get a rule each, all others share as few as their length allows. */
function rulesOf(plan: Plan, tools: Plan['tools'], losses: Losses): { tool: string; cel: string }[] {
  const here = `request.mcp.backend == ${quoted(plan.key)}`;
  const rules: { tool: string; cel: string }[] = [];
  const plain: string[] = [];
  for (const tool of tools) {
    const condition = celOf(tool, ARGUMENTS);
    // Where tools are listed there are no parameters at all; what a call without arguments gets is known beforehand.
    const call = `request.mcp.params == null || (has(${ARGUMENTS}) && ${ARGUMENTS} != null ? ${condition} : ${letsBareCallThrough(tool)})`;
    const cel = `${here} && request.mcp.tool == ${quoted(tool.name)} && (${call})`;
    if (condition === '') plain.push(tool.name);
    else if (cel.length <= MAX_CEL) rules.push({ tool: tool.name, cel });
    else losses.add('args-deny', plan.key, tool.name);
  }
  let group: string[] = [];
  const close = (): void => {
    if (group.length > 0) rules.push({ tool: group[0] ?? '', cel: `${here} && request.mcp.tool in [${group.map(quoted).join(', ')}]` });
    group = [];
  };
  for (const name of plain) {
    if ([...group, name].map(quoted).join(', ').length > MAX_CEL - 200) close();
    group.push(name);
  }
  close();
  return rules;
}
