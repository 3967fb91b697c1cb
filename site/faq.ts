/** Questions about one tool. Answers are made from its record and from the very policy that stands on its page; which branch is taken is what the evaluator decides. */
import { evaluate } from '../classifier/policies/evaluate.ts';
import type { Policy } from '../classifier/types.ts';
import type { SnapshotServer, SnapshotTool } from '../db/snapshot.ts';
import { RUBRIC } from './rubric.ts';
import { effectOf } from './view/effect.ts';
import type { Question } from './view/linked.ts';
import type { PolicyWords } from './view/policy-words.ts';
import { BAND_WORDS, cut, EVIDENCE_WORDS, listed, plural } from './words.ts';

export interface Asked {
  server: SnapshotServer;
  tool: SnapshotTool;
  policy: Policy;
  words: PolicyWords;
  /** Titles of the formats that the page offers beside policy.json. */
  formats: readonly string[];
}

export function questionsOf(asked: Asked): Question[] {
  const name = cut(asked.tool.name, 100);
  const questions = [
    { question: `What does ${name} do?`, answer: whatItDoes(asked) },
    { question: `What risk level is ${name}?`, answer: risk(asked) },
    { question: `How do I enforce a policy on ${name}?`, answer: enforce(asked) },
    { question: `Can I rate-limit ${name}?`, answer: rateLimit(asked) },
    { question: `How do I block ${name} completely?`, answer: block(asked) },
    { question: `Which MCP server provides ${name}?`, answer: provider(asked) },
  ];
  const contradicted = asked.tool.verdict.mismatches.find(({ declared }) => declared);
  if (contradicted?.hint !== 'readOnlyHint') return questions;
  const answer = `The server declares readOnlyHint: true, but ${contradicted.judged}. Such hints are claims of the server about itself; they can make a verdict stricter, never milder.`;
  return [...questions, { question: `Why is ${name} not marked as read-only, although the server says so?`, answer }];
}

function whatItDoes({ tool, server }: Asked): string {
  return `${cut(tool.name, 100)} ${effectOf(tool, server.title).join(' ')}`;
}

function risk({ tool }: Asked): string {
  const { category, risk: level, basis, band, confidence } = tool.verdict;
  const reasons = RUBRIC.filter(({ id }) => basis.includes(id)).map(({ id, when }) => (id === 'base' ? 'the base risk of its category' : `rule ${id}: ${when}`));
  const why = reasons.length > 0 ? ` because of ${listed(reasons)}` : '';
  return `It is a ${category} tool with ${level.toLowerCase()} risk${why}. The verdict has ${BAND_WORDS[band]} (${confidence.toFixed(2)}).`;
}

function enforce({ words, formats }: Asked): string {
  const others = formats.length > 0 ? ` or take the same recommendation for ${formats.length === 1 ? formats[0] : `one of ${plural(formats.length, 'other format')}`}` : '';
  return `Give the policy.json on this page to a gateway that enforces it${others}; each tab says what its format loses. ${words.sentence}`;
}

function rateLimit({ policy, tool }: Asked): string {
  const limits = (Object.hasOwn(policy.tools ?? {}, tool.name) && policy.tools?.[tool.name]?.limits) || [];
  const { decision } = evaluate(policy, { tool: tool.name });
  if (limits.length > 0) {
    const caps = limits.map(({ max, window }) => `${max} calls a ${window}`);
    return `Yes, the recommended policy does: it lets ${listed(caps)} through per grant and denies the next until the window ends. Lower "max" to tighten it, or use another "window".`;
  }
  const entry = JSON.stringify({ [cut(tool.name, 100)]: limitOf(tool.name) });
  if (decision === 'allow') return `Yes. The recommended policy sets no limit of its own; under "tools" write ${entry}.`;
  return `Yes, but the recommended policy denies every call, so there is nothing to count. If you must allow it, limit it: under "tools" write ${entry}${decision === 'hidden' ? ' and take its name out of "hide"' : ''}.`;
}

/** What the answer above proposes; the tests hold it against the evaluator. */
export function limitOf(name: string): { limits: { counter: string; window: 'minute'; max: number; scope: 'grant' }[] } {
  return { limits: [{ counter: `${cut(name, 100)}_rate`, window: 'minute', max: 10, scope: 'grant' }] };
}

function block({ policy, tool }: Asked): string {
  const { decision } = evaluate(policy, { tool: tool.name });
  if (decision === 'hidden') return 'The recommended policy does: its name stands in "hide", so the agent neither sees nor can call it.';
  const hide = 'To take it out of the agent’s sight as well, move its name to "hide".';
  const always = Object.hasOwn(policy.tools ?? {}, tool.name) && policy.tools?.[tool.name]?.deny_if?.some(({ conditions }) => conditions.length === 0);
  if (always) return `The recommended policy does: its "deny_if" holds for every call, while the tool stays visible. ${hide}`;
  return `Take it out of "tools": under "default": "deny" what is not listed is denied. ${hide}`;
}

function provider({ server, tool }: Asked): string {
  const { name, version } = server.manifest;
  const where = listed([...new Set(server.origins.map(({ source }) => source))]);
  return `${server.title} (${name}${version ? `, version ${version}` : ''})${where ? `, found in ${where}` : ''}. The definition is ${EVIDENCE_WORDS[tool.evidence].long}.`;
}
