/** A policy in words: sentences that the evaluator was asked about, and two words for a badge. */
import { ownSentences, sentences } from '../../classifier/policies/explain.ts';
import type { Policy } from '../../classifier/types.ts';

export interface PolicyWords {
  /** Fits a badge: `Blocked`, `Up to 10 calls a minute`. */
  short: string;
  /** What happens with this tool. May hold code in backticks. */
  own: string;
  /** What happens with the rest of the server. */
  rest: string;
}

const REST = ['rest-denied', 'rest-allowed', 'all-tools'];

export function policyWords(policy: Policy, tool: string): PolicyWords {
  const all = sentences(policy, { name: tool });
  const text = (rest: boolean): string =>
    all
      .filter(({ id }) => REST.includes(id) === rest)
      .map((each) => each.text)
      .join(' ');
  return { short: shortly(policy, tool), own: text(false), rest: text(true) };
}

/** Of a policy that is only mentioned: nothing of the rest of the server. */
export function ownWords(policy: Policy, tool: string): Omit<PolicyWords, 'rest'> {
  return {
    short: shortly(policy, tool),
    own: ownSentences(policy, tool)
      .map(({ text }) => text)
      .join(' '),
  };
}

/** Two words of a tool's part of a policy. */
export function shortly(policy: Policy, tool: string): string {
  if (policy.hide?.includes(tool)) return 'Hidden';
  const own = policy.tools && Object.hasOwn(policy.tools, tool) ? policy.tools[tool] : undefined;
  if (!own || own.deny_if?.some(({ conditions }) => conditions.length === 0)) return 'Blocked';
  const [limit] = own.limits ?? [];
  const rules = (own.deny_if?.length ?? 0) + (own.require?.length ?? 0) > 0;
  if (!limit) return rules ? 'Allowed with rules' : 'Allowed';
  return `Up to ${limit.max} calls a ${limit.window}`;
}

/** Sentences without their code marks, for places that hold plain text. */
export function plain(text: string): string {
  return text.replaceAll('`', '');
}
