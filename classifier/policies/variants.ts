/** Stricter and looser policies of one tool beside the recommended one, without repetitions. */
import type { JudgedTool } from '../../db/model.ts';
import type { Policy, Posture } from '../types.ts';
import { suggestPolicy } from './suggest.ts';
import { rowOf, TABLE } from './table.ts';
import { guardedWays } from './treat.ts';
import { policyOf } from './treatment.ts';

export interface Variant {
  /** A posture, or `guarded-<kind of guard>`. */
  id: string;
  title: string;
  policy: Policy;
  /** What it does not stop, in words. */
  note: string;
  /** Uses argument conditions, whose shape gateways do not document alike: check it with yours. */
  conditional: boolean;
}

const TITLES: Record<Posture, string> = { strict: 'Stricter', recommended: 'Recommended', permissive: 'Looser' };
const NOTES: Record<Posture, string> = {
  strict: 'For agents that run without a person beside them.',
  recommended: '',
  permissive: 'For a trusted server and a person who watches.',
};

/** The recommended policy first; after it what differs from all before. A tool hidden for its text has no looser one. */
export function variantsOf(tool: JudgedTool): Variant[] {
  const candidates = [posture(tool, 'recommended'), posture(tool, 'strict'), ...guarded(tool), posture(tool, 'permissive')];
  const seen = new Set<string>();
  return candidates.filter(({ policy }) => {
    const text = JSON.stringify(policy);
    return !seen.has(text) && seen.add(text);
  });
}

function posture(tool: JudgedTool, id: Posture): Variant {
  return variant(id, TITLES[id], suggestPolicy(tool, id), NOTES[id]);
}

/** "If you must allow it": only for what the recommendation blocks. */
function guarded(tool: JudgedTool): Variant[] {
  const row = rowOf(tool.verdict);
  if (typeof TABLE.recommended[row] !== 'string' || tool.verdict.suspiciousText.length > 0) return [];
  return guardedWays(tool, row).map(({ guard, treatment }) =>
    variant(`guarded-${guard.kind}`, 'If you must allow it', policyOf(new Map([[tool.name, treatment]])), guard.note),
  );
}

function variant(id: string, title: string, policy: Policy, note: string): Variant {
  const rules = Object.values(policy.tools ?? {}).flatMap(({ require = [], deny_if = [] }) => [...require, ...deny_if]);
  return { id, title, policy, note, conditional: rules.some(({ conditions }) => conditions.length > 0) };
}
