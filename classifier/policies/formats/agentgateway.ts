import type { PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { type Losses, type Plan, settle } from '../plan.ts';
import { quoted } from '../quoting.ts';
import { oneFile } from '../rendering.ts';

// Rules see the names of tool and target only: an expression on arguments is accepted but never matches. Lists are filtered by the same rules.
const says = { allow: true, ask: false, deny: true, hide: true, rate: false, args: false };
const file = 'config.yaml';

export const agentgateway: PolicyFormat = {
  id: 'agentgateway',
  title: 'agentgateway',
  file,
  language: 'yaml',
  says,
  docs: [
    {
      label: 'agentgateway, example of MCP authorization',
      url: 'https://github.com/agentgateway/agentgateway/tree/main/examples/mcp-authorization',
    },
    { label: 'agentgateway, arguments are not seen by authorization', url: 'https://github.com/agentgateway/agentgateway/issues/3092' },
  ],
  use: [
    "Merge this into the gateway's `config.yaml`.",
    'See that each target has the name that the rules use.',
    'Start the gateway, and list the tools through it: what is denied is not listed.',
  ],
  render,
};

function render(inputs: readonly PolicyInput[]): Rendered {
  return oneFile({ id: 'agentgateway', file, says }, inputs, (plans, losses) => {
    const rules = plans.flatMap((plan) => rulesOf(plan, losses));
    // No rule at all would allow everything; one that never holds denies everything.
    const lines = (rules.length > 0 ? rules : ['false']).map((rule) => `        - ${quoted(rule)}`);
    return ['mcp:', '  policies:', '    mcpAuthorization:', '      rules:', ...lines, ''].join('\n');
  });
}

function rulesOf(plan: Plan, losses: Losses): string[] {
  losses.add('beyond-tools', plan.key, '*');
  const target = `mcp.tool.target == ${quoted(plan.key)}`;
  const allowed = plan.tools.filter((tool) => settle(tool, says, plan.key, losses) === 'allow');
  if (plan.default === 'deny') return allowed.map(({ name }) => `${target} && mcp.tool.name == ${quoted(name)}`);
  const denied = plan.tools.filter((tool) => !allowed.includes(tool)).map(({ name }) => quoted(name));
  return [denied.length === 0 ? target : `${target} && !(mcp.tool.name in [${denied.join(', ')}])`];
}
