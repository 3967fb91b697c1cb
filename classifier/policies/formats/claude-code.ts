import type { PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { type Losses, type Plan, settle } from '../plan.ts';
import { prettyJson } from '../quoting.ts';
import { oneFile } from '../rendering.ts';

// A denied tool is not shown to the model either. Rules with arguments in parentheses are skipped for MCP tools.
const says = { allow: true, ask: true, deny: true, hide: true, rate: false, args: false };
const file = '.claude/settings.json';
const STRICTEST = ['deny', 'ask', 'allow'] as const;

/** Every rule names one tool: `mcp__*` in `allow` is ignored without a word, and `deny` wins over `allow`, so wildcards cannot express a default. */
export const claudeCode: PolicyFormat = {
  id: 'claude-code',
  title: 'Claude Code',
  file,
  language: 'json',
  says,
  docs: [
    { label: 'Claude Code, permissions', url: 'https://code.claude.com/docs/en/permissions' },
    { label: 'Claude Code, settings', url: 'https://code.claude.com/docs/en/settings' },
  ],
  use: [
    "Merge these rules into the project's `.claude/settings.json`, or into `~/.claude/settings.json` for all projects.",
    'Run `/permissions` in Claude Code and see that the rules are listed.',
    'For rules that a user cannot change, put them into the managed settings and set `allowManagedPermissionRulesOnly`.',
  ],
  render,
};

function render(inputs: readonly PolicyInput[]): Rendered {
  return oneFile({ id: 'claude-code', file, says }, inputs, write);
}

function write(plans: Plan[], losses: Losses): string {
  const rules = new Map<string, (typeof STRICTEST)[number]>();
  for (const plan of plans) {
    losses.add('default-ask', plan.key, '*');
    for (const tool of plan.tools) {
      const settled = settle(tool, says, plan.key, losses);
      const access = settled === 'hide' ? 'deny' : settled;
      const rule = `mcp__${plan.key}__${normalized(tool.name)}`;
      const known = rules.get(rule);
      // Two names that become one: the stricter rule holds for both.
      rules.set(rule, known ? (STRICTEST.find((one) => one === known || one === access) ?? access) : access);
      if (known && known !== access) losses.add('name', plan.key, tool.name);
    }
  }
  const of = (access: string): string[] => [...rules].filter(([, value]) => value === access).map(([rule]) => rule);
  return prettyJson({ permissions: { allow: of('allow'), ask: of('ask'), deny: of('deny') } });
}

/** Claude Code replaces every character that the model's interface does not take in a tool's name. */
function normalized(name: string): string {
  return name.replace(/[^a-zA-Z0-9_-]/g, '_');
}
