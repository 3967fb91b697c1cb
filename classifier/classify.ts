/** Judges one tool: reads the definition, lets every rule look at it, and concludes. Pure, deterministic, never throws. */
import { CATEGORY_PRECEDENCE, RISKS, rank, type ServerContext, type ToolDefinition, type Verdict } from '../db/model.ts';
import { changeOf, rationaleOf } from './rationale/index.ts';
import { readTool } from './reading/read.ts';
import { cleanForJudging, suspiciousText, withoutSuspicious } from './suspicious/index.ts';
import type { Case } from './types.ts';
import { conclude, findAll } from './verdict.ts';

/** Changes with the meaning of any rule or weight: tools judged under another version are judged again. */
export const JUDGE_VERSION = '1';

/** The verdict on one tool in the context of its server. Any JSON may stand in place of any field. */
export function classify(tool: ToolDefinition, context: ServerContext): Verdict {
  const judged = judge(tool, context);
  return { ...judged.verdict, rationale: rationaleOf(judged), wouldChangeIf: changeOf(judged) };
}

/**
 * The same with everything it was made from. A definition that addresses its judge is read with and without those sentences,
 * and the worse verdict stands, so that nothing added for the judge can lower a label.
 */
export function judge(tool: ToolDefinition, context: ServerContext): Case {
  const suspicious = suspiciousText(tool);
  const whole = judgeText(tool, tool, context);
  const trimmed = suspicious.length > 0 ? withoutSuspicious(tool) : null;
  const worse = trimmed ? worseOf(whole, judgeText(trimmed, tool, context)) : whole;
  return { ...worse, verdict: { ...worse.verdict, suspiciousText: suspicious } };
}

function judgeText(read: ToolDefinition, _stored: ToolDefinition, context: ServerContext): Case {
  const description = typeof read.description === 'string' ? cleanForJudging(read.description) : '';
  const reading = readTool(read, context, description);
  return conclude(reading, findAll(reading), JUDGE_VERSION);
}

/** The case with the higher risk; on a tie the one whose category comes first in precedence. */
function worseOf(a: Case, b: Case): Case {
  const byRisk = rank(RISKS, a.verdict.risk) - rank(RISKS, b.verdict.risk);
  if (byRisk !== 0) return byRisk > 0 ? a : b;
  return rank(CATEGORY_PRECEDENCE, a.verdict.category) <= rank(CATEGORY_PRECEDENCE, b.verdict.category) ? a : b;
}
