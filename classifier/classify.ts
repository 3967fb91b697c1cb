/** Judges tools: reads the definitions, lets every rule look at them, and concludes. Pure, deterministic, never throws. */
import { CATEGORY_PRECEDENCE, RISKS, rank, type ServerContext, type ToolDefinition, type Verdict } from '../db/model.ts';
import { MODEL, MODEL_ID } from './model/load.ts';
import { changeOf, rationaleOf } from './rationale/index.ts';
import { stands } from './reading/quote.ts';
import { readTool } from './reading/read.ts';
import { mayClaim, withoutClaims } from './suspicious/claims.ts';
import { suspiciousText, withoutSuspicious } from './suspicious/index.ts';
import { withoutPreface } from './suspicious/preface.ts';
import type { Case } from './types.ts';
import { conclude, findInEach } from './verdict.ts';

/** Changes with the meaning of any rule (the first number, by hand) and with every training: tools judged under another version are judged again. */
export const JUDGE_VERSION = judgeVersion(MODEL_ID);

/** The version of the judge with these weights. */
export function judgeVersion(weights: string): string {
  return `14.${weights}`;
}

/** A tool and the server it was met on. Any JSON may stand in place of any field of the tool. */
export interface Met {
  tool: ToolDefinition;
  context: ServerContext;
}

/** The verdict on one tool in the context of its server. */
export function classify(tool: ToolDefinition, context: ServerContext): Verdict {
  return classifyAll([{ tool, context }])[0] as Verdict;
}

/** So many are judged together. Of more, too much is still in use whenever the engine sweeps its youngest objects. */
const TOGETHER = 32;

/** The verdicts on many tools, in their order; quicker than one by one, and the same. */
export function classifyAll(met: readonly Met[]): Verdict[] {
  const verdicts: Verdict[] = [];
  for (let at = 0; at < met.length; at += TOGETHER) verdicts.push(...judgeAll(met.slice(at, at + TOGETHER)).map(inWords));
  return verdicts;
}

/** The verdict on one tool with everything it was made from. */
export function judge(tool: ToolDefinition, context: ServerContext): Case {
  return judgeAll([{ tool, context }])[0] as Case;
}

/**
 * The same of many. They go through every step together, since what a step needs is at hand while it lasts. A definition that
 * addresses its judge, says of itself how harmless it is, or begins with what has nothing to do with it, is read with and without those
 * sentences, and the worst verdict stands, so that nothing added for the judge can lower a label.
 */
export function judgeAll(met: readonly Met[]): Case[] {
  const named = met.map(({ tool, context }) => ({ tool: withName(tool), context }));
  const cases = concludeAll(named);
  const suspicious = named.map(({ tool }) => suspiciousText(tool));
  return cases.map((own, at) => {
    const { tool, context } = named[at] as Met;
    const texts = suspicious[at] ?? [];
    const preface = withoutPreface(own.reading);
    const trimmed = [
      ...(texts.length > 0 ? withoutSuspicious(tool) : []),
      ...(mayClaim(own.reading) ? withoutClaims(tool) : []),
      ...(preface ? [preface] : []),
    ];
    if (trimmed.length === 0) return own;
    const worst = concludeAll(trimmed.map((reading) => ({ tool: reading, context }))).reduce(worseOf, own);
    if (worst === own && texts.length === 0) return own;
    const evidence = worst.verdict.evidence.filter((quote) => stands(tool, quote));
    return {
      ...worst,
      // A trimmed reading may have won; what is shown and quoted is the stored definition.
      reading: { ...worst.reading, tool },
      verdict: { ...worst.verdict, evidence: evidence.length > 0 ? evidence : nameOf(tool), suspiciousText: texts },
    };
  });
}

function concludeAll(met: readonly Met[]): Case[] {
  const readings = met.map(({ tool, context }) => readTool(tool, context));
  const findings = findInEach(readings);
  return readings.map((reading, at) => conclude(reading, findings[at] ?? [], MODEL, JUDGE_VERSION));
}

/** A file may hold a tool without a name; what is said of it then speaks of none. */
function withName(tool: ToolDefinition): ToolDefinition {
  return typeof tool.name === 'string' ? tool : { ...tool, name: '' };
}

function inWords(judged: Case): Verdict {
  return { ...judged.verdict, rationale: rationaleOf(judged), wouldChangeIf: changeOf(judged) };
}

function nameOf(tool: ToolDefinition): Verdict['evidence'] {
  return typeof tool.name === 'string' && tool.name !== '' ? [{ field: 'name', quote: tool.name }] : [];
}

/** The case whose category comes first in precedence, with the higher risk of the two. */
function worseOf(a: Case, b: Case): Case {
  const [worse, other] = rank(CATEGORY_PRECEDENCE, a.verdict.category) <= rank(CATEGORY_PRECEDENCE, b.verdict.category) ? [a, b] : [b, a];
  if (rank(RISKS, worse.verdict.risk) >= rank(RISKS, other.verdict.risk)) return worse;
  return { ...worse, verdict: { ...worse.verdict, risk: other.verdict.risk, basis: other.verdict.basis } };
}
