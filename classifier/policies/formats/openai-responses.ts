import type { PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { type Losses, type Plan, settle } from '../plan.ts';
import { prettyJson } from '../quoting.ts';
import { oneFile } from '../rendering.ts';

// Tools that are not allowed are not imported: denied and unseen.
const says = { allow: true, ask: true, deny: true, hide: true, rate: false, args: false };
const file = 'tools.json';

export const openaiResponses: PolicyFormat = {
  id: 'openai-responses',
  title: 'OpenAI Responses API',
  file,
  language: 'json',
  says,
  docs: [
    { label: 'OpenAI, MCP and connectors', url: 'https://platform.openai.com/docs/guides/tools-connectors-mcp' },
    {
      label: 'OpenAI SDK, the types of the MCP tool',
      url: 'https://github.com/openai/openai-node/blob/master/src/resources/responses/responses.ts',
    },
  ],
  use: [
    "Set `server_url` to the server's real address.",
    'Pass the list as `tools` of `responses.create`.',
    'Answer each `mcp_approval_request` with what a person decided.',
  ],
  render,
};

function render(inputs: readonly PolicyInput[]): Rendered {
  return oneFile({ id: 'openai-responses', file, says }, inputs, (plans, losses) =>
    prettyJson(plans.flatMap((plan) => toolOf(plan, losses))),
  );
}

/** A server of which nothing may be used is left out: what an empty list of allowed tools means is not documented. */
function toolOf(plan: Plan, losses: Losses): object[] {
  if (plan.default === 'allow') losses.add('default-deny', plan.key, '*');
  const settled = plan.tools.map((tool) => ({ name: tool.name, access: settle(tool, says, plan.key, losses) }));
  const never = settled.filter(({ access }) => access === 'allow').map(({ name }) => name);
  const always = settled.filter(({ access }) => access === 'ask').map(({ name }) => name);
  if (never.length + always.length === 0) return [];
  const approval = {
    ...(always.length > 0 && { always: { tool_names: always } }),
    ...(never.length > 0 && { never: { tool_names: never } }),
  };
  return [
    {
      type: 'mcp',
      server_label: plan.key,
      server_url: 'https://server.example/mcp',
      allowed_tools: [...never, ...always].sort(),
      require_approval: never.length === 0 ? 'always' : approval,
    },
  ];
}
