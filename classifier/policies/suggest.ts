/** The recommendation: policy.json for one tool or a whole server, from its verdicts, by the decision table. */
import type { JudgedTool } from '../../db/model.ts';
import type { Policy, Posture } from '../types.ts';
import { ALL_TOOLS_PER_MINUTE } from './table.ts';
import { treat } from './treat.ts';
import { policyOf, stricter, type Treatment } from './treatment.ts';

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
