import type { PolicyFormat, PolicyInput, Rendered } from '../../types.ts';
import { type Losses, type Plan, settle } from '../plan.ts';
import { quoted } from '../quoting.ts';
import { oneFile } from '../rendering.ts';

// An agent has the tools that are listed and no other; VS Code itself asks before each until it is told not to.
const says = { allow: true, ask: true, deny: true, hide: true, rate: false, args: false };
const file = '.github/agents/guarded.agent.md';

export const vscode: PolicyFormat = {
  id: 'vscode',
  title: 'VS Code',
  file,
  language: 'markdown',
  says,
  docs: [
    { label: 'GitHub, custom agents', url: 'https://docs.github.com/en/copilot/reference/custom-agents-configuration' },
    { label: 'VS Code, custom agents', url: 'https://code.visualstudio.com/docs/copilot/customization/custom-agents' },
  ],
  use: [
    'Save this as `.github/agents/guarded.agent.md` in the workspace, and add the built-in tools that the agent needs, such as `read` and `search`.',
    'Choose the agent `guarded` in the chat: the list holds for this agent only.',
    'When VS Code asks about a tool, allow it for the session or for good only where this list is not more careful.',
  ],
  render,
};

function render(inputs: readonly PolicyInput[]): Rendered {
  return oneFile({ id: 'vscode', file, says }, inputs, (plans, losses) => {
    const tools = plans.flatMap((plan) => listed(plan, losses));
    return [
      '---',
      'name: guarded',
      `description: ${quoted(`Uses only the tools of ${plans.map(({ key }) => key).join(', ')} that were judged fit.`)}`,
      tools.length === 0 ? 'tools: []' : `tools:\n${tools.map((tool) => `  - ${quoted(tool)}`).join('\n')}`,
      '---',
      '',
      'Use only the tools that are listed above.',
      '',
    ].join('\n');
  });
}

function listed(plan: Plan, losses: Losses): string[] {
  losses.add('always-ask', plan.key, '*');
  if (plan.default === 'allow') losses.add('default-deny', plan.key, '*');
  return plan.tools.flatMap((tool) => {
    const settled = settle(tool, says, plan.key, losses);
    if (settled === 'deny' || settled === 'hide') return [];
    if (tool.name !== '*') return [`${plan.key}/${tool.name}`];
    losses.add('name', plan.key, tool.name);
    return [];
  });
}
