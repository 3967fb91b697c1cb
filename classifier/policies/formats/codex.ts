import type { PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { type Losses, type Plan, settle } from '../plan.ts';
import { quoted } from '../quoting.ts';
import { oneFile } from '../rendering.ts';

// Tools that are not in `enabled_tools` are not registered: denied and unseen.
const says = { allow: true, ask: true, deny: true, hide: true, rate: false, args: false };
const file = '~/.codex/config.toml';

export const codex: PolicyFormat = {
  id: 'codex',
  title: 'Codex',
  file,
  language: 'toml',
  says,
  docs: [
    { label: 'Codex, MCP', url: 'https://developers.openai.com/codex/mcp' },
    { label: 'Codex, the types of its configuration', url: 'https://github.com/openai/codex/blob/main/codex-rs/config/src/mcp_types.rs' },
  ],
  use: [
    'Open `~/.codex/config.toml`.',
    'Move these keys into the table of the server that is there already: TOML does not allow the same table twice.',
    'Restart Codex and see with `/mcp` which tools are left.',
  ],
  render,
};

function render(inputs: readonly PolicyInput[]): Rendered {
  return oneFile({ id: 'codex', file, says }, inputs, (plans, losses) => plans.map((plan) => write(plan, losses)).join('\n'));
}

function write(plan: Plan, losses: Losses): string {
  const settled = plan.tools.map(({ name }, i) => ({
    name,
    access: settle(plan.tools[i] as Plan['tools'][number], says, plan.key, losses),
  }));
  const on = settled.filter(({ access }) => access === 'allow' || access === 'ask');
  const off = settled.filter(({ access }) => access === 'deny' || access === 'hide');
  const lines = [`[mcp_servers.${plan.key}]`, `default_tools_approval_mode = "${plan.default === 'deny' ? 'prompt' : 'approve'}"`];
  if (plan.default === 'deny') lines.push(`enabled_tools = ${list(on)}`);
  if (off.length > 0) lines.push(`disabled_tools = ${list(off)}`);
  if (on.length > 0) {
    lines.push('', `[mcp_servers.${plan.key}.tools]`);
    lines.push(...on.map(({ name, access }) => `${quoted(name)} = { approval_mode = "${access === 'ask' ? 'prompt' : 'approve'}" }`));
  }
  return `${lines.join('\n')}\n`;
}

function list(tools: { name: string }[]): string {
  return tools.length === 0 ? '[]' : `[\n${tools.map(({ name }) => `  ${quoted(name)},\n`).join('')}]`;
}
