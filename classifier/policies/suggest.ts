/** The recommendation: policy.json for one tool or a whole server, from its verdicts, by the decision table. */
import type { JudgedTool, Verdict } from '../../db/model.ts';
import type { Policy, Posture } from '../types.ts';
import { treatActions } from './actions.ts';
import { ALL_TOOLS_PER_MINUTE, blockedMessage, type Judged, rowOf, TABLE } from './table.ts';
import { policyOf, stricter, type Treatment } from './treatment.ts';

/** Below this confidence the runner-up is believed as well. A strict posture believes it until confidence is high. */
const DOUBT_BELOW: Record<Posture, number> = { strict: 0.8, recommended: 0.6, permissive: 0.6 };

/** The policy of one tool under `default: "deny"`. */
export function suggestPolicy(tool: JudgedTool, posture: Posture = 'recommended'): Policy {
  return policyOf(new Map([[tool.name, treat(tool, posture)]]));
}

/** The policy of a server: every tool that may be used is listed, so that what is recommended tool by tool holds together. */
export function suggestServerPolicy(tools: readonly JudgedTool[], posture: Posture = 'recommended'): Policy {
  const treatments = new Map<string, Treatment>();
  for (const tool of tools) {
    const known = treatments.get(tool.name);
    const treatment = treat(tool, posture);
    treatments.set(tool.name, known ? stricter(known, treatment) : treatment);
  }
  return policyOf(treatments, ALL_TOOLS_PER_MINUTE[posture]);
}

/** What is to happen with one tool. Text that addresses the model hides a tool until somebody has looked. */
export function treat(tool: JudgedTool, posture: Posture): Treatment {
  const { verdict } = tool;
  if (verdict.suspiciousText.length > 0) return { kind: 'hide' };
  const treatment = treatActions(tool, posture) ?? treatLabel(verdict, verdict, posture);
  if (verdict.confidence >= DOUBT_BELOW[posture]) return treatment;
  return stricter(treatment, treatLabel({ ...verdict, ...verdict.runnerUp }, verdict, posture));
}

function treatLabel(judged: Judged, verdict: Verdict, posture: Posture): Treatment {
  const row = rowOf(judged);
  const measure = TABLE[posture][row];
  if (measure === 'hide') return { kind: 'hide' };
  if (measure === 'block') return { kind: 'block', message: blockedMessage(verdict, row) };
  return { kind: 'use', require: [], denyIf: [], caps: measure };
}
