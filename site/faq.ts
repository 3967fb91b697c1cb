/** Questions about one tool. Answers are made from its record and from the very policy that stands on its page, after asking the evaluator. */
import { howToBlock, howToLimit } from '../classifier/policies/explain.ts';
import { shown } from '../classifier/policies/quoting.ts';
import type { Policy } from '../classifier/types.ts';
import { BASE_RISK } from '../db/model.ts';
import type { SnapshotServer, SnapshotTool } from '../db/snapshot.ts';
import { RUBRIC } from './rubric.ts';
import { effectOf } from './view/effect.ts';
import type { Question } from './view/linked.ts';
import { type PolicyWords, plain } from './view/policy-words.ts';
import { BAND_WORDS, EVIDENCE_WORDS, listed } from './words.ts';

export interface Asked {
  server: SnapshotServer;
  tool: SnapshotTool;
  policy: Policy;
  words: PolicyWords;
}

export function questionsOf(asked: Asked): Question[] {
  const name = shown(asked.tool.name);
  const questions = [
    { question: `What does ${name} do?`, answer: `${name} ${effectOf(asked.tool, asked.server.title).join(' ')}` },
    { question: `What risk level is ${name}?`, answer: risk(asked.tool) },
    { question: `How do I enforce a policy on ${name}?`, answer: enforce(asked) },
    { question: `Can I rate-limit ${name}?`, answer: rateLimit(asked) },
    { question: `How do I block ${name} completely?`, answer: block(asked) },
    { question: `Which MCP server provides ${name}?`, answer: provider(asked) },
  ];
  const mismatch = asked.tool.verdict.mismatches.find(({ hint, declared }) => hint === 'readOnlyHint' && declared);
  if (!mismatch) return questions;
  const answer = `The server declares readOnlyHint: true. The verdict disagrees: ${mismatch.judged}. Such hints are claims of the server about itself; they move no verdict.`;
  return [...questions, { question: `Why is ${name} not treated as read-only, although the server says so?`, answer }];
}

function risk({ verdict }: SnapshotTool): string {
  const reasons = RUBRIC.filter(({ id }) => verdict.basis.includes(id)).map(({ id, when }) =>
    id === 'base' ? ofBase(verdict) : `rule ${id} (${when})`,
  );
  const why = reasons.length > 0 ? ` because of ${listed(reasons)}` : '';
  return `It is a ${verdict.category} tool with ${verdict.risk.toLowerCase()} risk${why}. The verdict has ${BAND_WORDS[verdict.band]} (${verdict.confidence.toFixed(2)}).`;
}

function ofBase({ category, risk, runnerUp }: SnapshotTool['verdict']): string {
  const base = 'the base risk of its category';
  return BASE_RISK[category] === risk ? base : `${base}, shifted because on another reading it is ${runnerUp.category}`;
}

function enforce({ words }: Asked): string {
  return plain(
    `Give the policy.json of this page to a gateway that enforces it, or take the same recommendation in another of its formats; each says what it loses. ${words.own} ${words.rest}`,
  );
}

function rateLimit({ policy, tool, words }: Asked): string {
  const limited = howToLimit(policy, tool.name, 10, 'minute');
  const change = limited ? limited.text : '';
  if (words.short.startsWith('Up to'))
    return plain(`Yes, the recommended policy does. ${words.own}${change && ` To tighten it: ${change}`}`);
  if (words.short.startsWith('Allowed')) return plain(`Yes. The recommended policy sets no limit of its own. ${change}`);
  return plain(`There is nothing to count while the recommended policy denies every call. ${words.own}`);
}

function block({ policy, tool, words }: Asked): string {
  if (words.short === 'Hidden') return plain(`The recommended policy does. ${words.own}`);
  const ways = howToBlock(policy, tool.name).map(({ text }) => text);
  if (words.short === 'Blocked')
    return plain(`The recommended policy does. ${words.own} To take it out of sight as well: ${ways.at(-1) ?? ''}`);
  return plain(`There are ${ways.length === 2 ? 'two ways' : 'ways'}. ${ways.join(' Or: ')}`);
}

function provider({ server, tool }: Asked): string {
  const { name, version } = server.manifest;
  const where = listed([...new Set(server.origins.map(({ source }) => source))]);
  return `${shown(server.title)} (${shown(name)}${version ? `, version ${shown(version)}` : ''})${where ? `, found in ${where}` : ''}. The definition is ${EVIDENCE_WORDS[tool.evidence].long}.`;
}
