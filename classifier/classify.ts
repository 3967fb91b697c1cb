/** Judges one tool: reads the definition, lets every rule look at it, and concludes. Pure, deterministic, never throws. */
import { CATEGORY_PRECEDENCE, RISKS, rank, type ServerContext, type ToolDefinition, type Verdict } from '../db/model.ts';
import { MODEL, MODEL_ID } from './model/load.ts';
import { changeOf, rationaleOf } from './rationale/index.ts';
import { stands } from './reading/quote.ts';
import { readTool } from './reading/read.ts';
import { suspiciousText, withoutSuspicious } from './suspicious/index.ts';
import type { Case } from './types.ts';
import { conclude, findAll } from './verdict.ts';

/** Changes with the meaning of any rule (the first number, by hand) and with every training: tools judged under another version are judged again. */
export const JUDGE_VERSION = judgeVersion(MODEL_ID);

/** The version of the judge with these weights. */
export function judgeVersion(weights: string): string {
  return `2.${weights}`;
}

/** The verdict on one tool in the context of its server. Any JSON may stand in place of any field. */
export function classify(tool: ToolDefinition, context: ServerContext): Verdict {
  const judged = judge(tool, context);
  return { ...judged.verdict, rationale: rationaleOf(judged), wouldChangeIf: changeOf(judged) };
}

/**
 * The same with everything it was made from. A definition that addresses its judge is read with and without those sentences,
 * and the worst verdict stands, so that nothing added for the judge can lower a label.
 */
export function judge(given: ToolDefinition, context: ServerContext): Case {
  // A file may hold a tool without a name; what is said of it then speaks of none.
  const tool = typeof given.name === 'string' ? given : { ...given, name: '' };
  const suspicious = suspiciousText(tool);
  let worst = judgeText(tool, context);
  if (suspicious.length === 0) return worst;
  for (const trimmed of withoutSuspicious(tool)) worst = worseOf(worst, judgeText(trimmed, context));
  const evidence = worst.verdict.evidence.filter((quote) => stands(tool, quote));
  return {
    ...worst,
    // A trimmed reading may have won; what is shown and quoted is the stored definition.
    reading: { ...worst.reading, tool },
    verdict: { ...worst.verdict, evidence: evidence.length > 0 ? evidence : nameOf(tool), suspiciousText: suspicious },
  };
}

function nameOf(tool: ToolDefinition): Verdict['evidence'] {
  return typeof tool.name === 'string' && tool.name !== '' ? [{ field: 'name', quote: tool.name }] : [];
}

function judgeText(tool: ToolDefinition, context: ServerContext): Case {
  const reading = readTool(tool, context);
  return conclude(reading, findAll(reading), MODEL, JUDGE_VERSION);
}

/** The case whose category comes first in precedence, with the higher risk of the two. */
function worseOf(a: Case, b: Case): Case {
  const [worse, other] = rank(CATEGORY_PRECEDENCE, a.verdict.category) <= rank(CATEGORY_PRECEDENCE, b.verdict.category) ? [a, b] : [b, a];
  if (rank(RISKS, worse.verdict.risk) >= rank(RISKS, other.verdict.risk)) return worse;
  return { ...worse, verdict: { ...worse.verdict, risk: other.verdict.risk, basis: other.verdict.basis } };
}
