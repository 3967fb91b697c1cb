import type { PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { type Losses, type Plan, settle } from '../plan.ts';
import { quoted } from '../quoting.ts';
import { oneFile } from '../rendering.ts';

// Tools that are not enabled are not offered.
const says = { allow: true, ask: false, deny: true, hide: true, rate: false, args: false };
const file = 'compose.yaml';

export const dockerMcpGateway: PolicyFormat = {
  id: 'docker-mcp-gateway',
  title: 'Docker MCP gateway',
  file,
  language: 'yaml',
  says,
  docs: [
    { label: 'Docker MCP gateway', url: 'https://github.com/docker/mcp-gateway/blob/main/docs/mcp-gateway.md' },
    { label: 'Docker MCP gateway, profiles', url: 'https://github.com/docker/mcp-gateway/blob/main/docs/profiles.md' },
  ],
  use: [
    "See that each server has the name that Docker's catalogue gives it, and change it here where it has another.",
    'Run `docker compose up`, or give the same flags to `docker mcp gateway run`.',
    'Point the MCP client at the gateway.',
  ],
  render,
};

function render(inputs: readonly PolicyInput[]): Rendered {
  return oneFile({ id: 'docker-mcp-gateway', file, says }, inputs, (plans, losses) => {
    const enabled = plans.map((plan) => ({ key: plan.key, tools: enabledTools(plan, losses) })).filter(({ tools }) => tools.length > 0);
    // Without any `--tools` the gateway would offer them all, so a server of which nothing is allowed is left out.
    if (enabled.length === 0) return '# No tool of these servers may be used: there is nothing to run.\nservices: {}\n';
    return [
      'services:',
      '  gateway:',
      '    image: docker/mcp-gateway',
      '    command:',
      `      - ${quoted(`--servers=${enabled.map(({ key }) => key).join(',')}`)}`,
      ...enabled.flatMap(({ key, tools }) => tools.map((name) => `      - ${quoted(`--tools=${key}:${name}`)}`)),
      '    volumes:',
      '      - /var/run/docker.sock:/var/run/docker.sock',
      '',
    ].join('\n');
  });
}

function enabledTools(plan: Plan, losses: Losses): string[] {
  if (plan.default === 'allow') losses.add('default-deny', plan.key, '*');
  return plan.tools.flatMap((tool) => {
    if (settle(tool, says, plan.key, losses) !== 'allow') return [];
    // The flag takes a comma-separated list, with `*` for all, and Compose replaces `$`.
    if (!/[*,"$:\s\p{Cc}]/u.test(tool.name)) return [tool.name];
    losses.add('name', plan.key, tool.name);
    return [];
  });
}
