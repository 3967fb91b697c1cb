import type { PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { type Losses, type Plan, settle } from '../plan.ts';
import { prettyJson } from '../quoting.ts';
import { oneFile } from '../rendering.ts';

// A tool that is not enabled is not offered to the model.
const says = { allow: true, ask: false, deny: true, hide: true, rate: false, args: false };
const file = 'request.json';

export const anthropicMcpToolset: PolicyFormat = {
  id: 'anthropic-mcp-toolset',
  title: 'Anthropic MCP connector',
  file,
  language: 'json',
  says,
  docs: [{ label: 'Claude, MCP connector', url: 'https://platform.claude.com/docs/en/agents-and-tools/mcp-connector' }],
  use: [
    "Set `url` to the server's real address, and add its `authorization_token` where it needs one.",
    'Merge both lists into the body of the request to the Messages API.',
    'Send the header `anthropic-beta: mcp-client-2025-11-20`.',
  ],
  render,
};

function render(inputs: readonly PolicyInput[]): Rendered {
  return oneFile({ id: 'anthropic-mcp-toolset', file, says }, inputs, (plans, losses) =>
    prettyJson({
      mcp_servers: plans.map(({ key }) => ({ type: 'url', url: 'https://server.example/mcp', name: key })),
      tools: plans.map((plan) => toolsetOf(plan, losses)),
    }),
  );
}

function toolsetOf(plan: Plan, losses: Losses): object {
  const byDefault = plan.default === 'allow';
  const differing = plan.tools.filter((tool) => (settle(tool, says, plan.key, losses) === 'allow') !== byDefault);
  return {
    type: 'mcp_toolset',
    mcp_server_name: plan.key,
    default_config: { enabled: byDefault },
    configs: Object.fromEntries(differing.map(({ name }) => [name, { enabled: !byDefault }])),
  };
}
