import type { PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { type Losses, type Plan, settle } from '../plan.ts';
import { prettyJson } from '../quoting.ts';
import { oneFile } from '../rendering.ts';

// What is not on the list is asked about; nothing can be denied.
const says = { allow: true, ask: true, deny: false, hide: false, rate: false, args: false };
const file = '~/.cursor/permissions.json';

export const cursor: PolicyFormat = {
  id: 'cursor',
  title: 'Cursor',
  file,
  language: 'json',
  says,
  docs: [{ label: 'Cursor, permissions.json', url: 'https://cursor.com/docs/reference/permissions' }],
  use: [
    'Save this as `~/.cursor/permissions.json`, or merge the list into the file that is there.',
    'Choose the run mode that uses the allowlist in the settings of the agent.',
    'Turn off the tools that must never run in the settings of the MCP server: Cursor calls this list a convenience, not a security boundary.',
  ],
  render,
};

function render(inputs: readonly PolicyInput[]): Rendered {
  return oneFile({ id: 'cursor', file, says }, inputs, (plans, losses) =>
    prettyJson({ mcpAllowlist: plans.flatMap((plan) => allowed(plan, losses)) }),
  );
}

function allowed(plan: Plan, losses: Losses): string[] {
  losses.add('default-ask', plan.key, '*');
  return plan.tools.flatMap((tool) => {
    if (settle(tool, says, plan.key, losses) !== 'allow') return [];
    if (!/[*?:]/.test(tool.name)) return [`${plan.key}:${tool.name}`];
    // These characters are the list's own.
    losses.add('always-ask', plan.key, tool.name);
    return [];
  });
}
