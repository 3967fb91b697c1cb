/** A policy in a few words, read from the policy itself. */
import type { Policy } from '../../classifier/types.ts';

export interface PolicyWords {
  /** Fits a badge: `Blocked`, `10 calls a minute`. */
  short: string;
  /** One sentence that says what the policy does with this tool. */
  sentence: string;
}

export function policyWords(policy: Policy, tool: string): PolicyWords {
  if (policy.hide?.includes(tool))
    return { short: 'Hidden', sentence: 'It disappears from the agent’s tool list, and any call is denied.' };
  const own = policy.tools && Object.hasOwn(policy.tools, tool) ? policy.tools[tool] : undefined;
  if (!own) return { short: 'Denied', sentence: 'It is not listed, so every call is denied.' };
  if (own.deny_if?.some((rule) => rule.conditions.length === 0))
    return { short: 'Blocked', sentence: 'It stays visible, and every call is denied until a person changes the policy.' };
  const caps = (own.limits ?? []).map(({ max, window }) => `${max} calls a ${window}`);
  const conditional = (own.deny_if?.length ?? 0) + (own.require?.length ?? 0) > 0;
  const rules = conditional ? ' Calls whose arguments break a rule are denied.' : '';
  if (caps.length === 0)
    return { short: conditional ? 'Allowed with rules' : 'Allowed', sentence: `It stays allowed without a limit.${rules}` };
  const [first = ''] = caps;
  return {
    short: `Up to ${first}`,
    sentence: `It stays usable up to ${caps.join(' and ')} per grant; calls beyond that are denied until the window ends.${rules}`,
  };
}
