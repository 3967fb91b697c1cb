/** From a verdict to a treatment: the table's row, the guards of its parameters, the limits its definition states. */
import { BASE_RISK, type JudgedTool, RISKS, rank } from '../../db/model.ts';
import { type Label, POSTURES, type Posture } from '../types.ts';
import { denialsOf } from './actions.ts';
import { amountGuard, dryRunGuard, type Guard, pathGuard, shellGuard, sqlGuard, urlGuard } from './guards.ts';
import { statedCaps } from './stated-limits.ts';
import { blockedMessage, plainRowOf, type Row, rowOf, TABLE } from './table.ts';
import { type Caps, lowest, stricter, type Treatment } from './treatment.ts';

/** Below this confidence the runner-up is believed as well. A strict posture believes it until confidence is high. */
const DOUBT_BELOW: Record<Posture, number> = { strict: 0.8, recommended: 0.6, permissive: 0.6 };

/** Calls of a tool that is let through only under a guard: never more than of the mildest row that the guard replaces. */
const GUARDED: Caps = { minute: 10, day: 50 };

/** What is to happen with one tool. Text that addresses the model hides a tool until somebody has looked. */
export function treat(tool: JudgedTool, posture: Posture): Treatment {
  const { verdict } = tool;
  if (verdict.suspiciousText.length > 0) return { kind: 'hide' };
  const certain = verdict.perAction.length > 0 ? treatByAction(tool, posture) : treatLabel(tool, verdict, posture);
  const doubted =
    verdict.confidence < DOUBT_BELOW[posture]
      ? [verdict.runnerUp, atBase(verdict)].map((label) => treatLabel(tool, label, posture)).reduce(stricter, certain)
      : certain;
  const stated = doubted.kind === 'use' ? statedCaps(tool.definition) : undefined;
  return doubted.kind === 'use' && stated ? { ...doubted, caps: lowest(doubted.caps, stated) } : doubted;
}

/** The verdict's category as it is where nothing lowers it: what a doubt took from the risk, it does not take from the policy. */
function atBase({ category, risk, basis }: JudgedTool['verdict']): Label {
  const base = BASE_RISK[category];
  return { category, risk: basis[0] === 'base' && rank(RISKS, risk) < rank(RISKS, base) ? base : risk };
}

/** By action where that can be written. A tool that is worse than each of its actions is treated as a whole as well. */
function treatByAction(tool: JudgedTool, posture: Posture): Treatment {
  const { verdict } = tool;
  const { category, risk, perAction } = verdict;
  const denials = denialsOf(tool, (label) => typeof TABLE[posture][rowOf({ ...verdict, ...label })] !== 'string');
  if (!denials) return [verdict, ...perAction].map((label) => plainly(tool, label, posture)).reduce(stricter);
  const milder = RISKS.slice(0, rank(RISKS, risk) + 1).map((one): Label => ({ category, risk: one }));
  const bounded = [...milder, ...perAction].map((label) => boundsOf(tool, label, posture)).reduce(stricter, denials);
  const explained = perAction.some((label) => label.category === category && rank(RISKS, label.risk) >= rank(RISKS, risk));
  return explained ? bounded : stricter(plainly(tool, verdict, posture), bounded);
}

/**
 * What an action contributes to the limits and guards that it shares with the others. One that is denied contributes what it
 * has where it is allowed, so that denying more never gives what remains more room.
 */
function boundsOf(tool: JudgedTool, label: Label, posture: Posture): Treatment {
  const rows = new Set([plainRowOf(label), rowOf({ ...tool.verdict, ...label })]);
  const looser = POSTURES.slice(POSTURES.indexOf(posture));
  return [...rows]
    .map((row) => {
      const caps = looser.map((one) => TABLE[one][row]).find((measure) => typeof measure !== 'string');
      return under(caps ? guardsOf(tool, row, posture) : [], caps ?? {});
    })
    .reduce(stricter);
}

/** The treatment of the tool as if `label` were its verdict. */
function treatLabel(tool: JudgedTool, label: Label, posture: Posture): Treatment {
  const treatment = plainly(tool, label, posture);
  const guarded =
    treatment.kind === 'block' && posture === 'permissive' ? guardedWays(tool, rowOf({ ...tool.verdict, ...label }))[0] : undefined;
  return guarded?.treatment ?? treatment;
}

/** The same without the ways to let a blocked tool through. */
function plainly(tool: JudgedTool, { category, risk }: Label, posture: Posture): Treatment {
  const { basis, facets } = tool.verdict;
  const row = rowOf({ category, risk, basis, facets });
  const measure = TABLE[posture][row];
  if (measure === 'hide') return { kind: 'hide' };
  if (measure === 'block') return { kind: 'block', message: blockedMessage(tool.verdict, row) };
  return under(guardsOf(tool, row, posture), measure);
}

/** Ways to let a blocked tool through after all, each bound to a guard that its parameters allow. */
export function guardedWays(tool: JudgedTool, row: Row): { guard: Guard; treatment: Treatment }[] {
  const dryRun = row === 'read-high' ? undefined : dryRunGuard(tool);
  const guards = [dryRun, ...waysOfRow(tool, row)].filter((guard) => guard !== undefined);
  return guards.map((guard) => ({
    guard,
    treatment: under([guard, ...guardsOf(tool, row, 'recommended')], guard.kind === 'amount' ? { day: 10 } : GUARDED),
  }));
}

function waysOfRow(tool: JudgedTool, row: Row): (Guard | undefined)[] {
  switch (row) {
    case 'execute-critical':
      return [sqlGuard(tool), shellGuard(tool)];
    case 'read-high':
      return tool.verdict.facets.sensitiveRead === 'secret' || tool.verdict.basis.includes('R1') ? [] : [pathGuard(tool)];
    case 'financial':
      return [amountGuard(tool)];
    default:
      return [];
  }
}

/**
 * Guards of a tool that is let through. The strict posture guards every parameter it can; the others guard where the
 * parameter itself is what the risk comes from (rules R3, R4, R5, W5 and SQL that is run), so that the other rows stay the
 * plain ones of the table.
 */
function guardsOf(tool: JudgedTool, row: Row, posture: Posture): Guard[] {
  const { basis, facets } = tool.verdict;
  const strict = posture === 'strict';
  const reads = row === 'read-medium' || row === 'read-high';
  const url = strict || (reads && (basis.includes('R3') || facets.exfilSink === true));
  const path =
    strict ||
    ((reads || row === 'write-high') && facets.hostFile !== 'none') ||
    (reads && basis.includes('R5')) ||
    (row === 'write-high' && basis.includes('W5'));
  const sql = row.startsWith('execute') || (reads && (strict || basis.includes('R4')));
  return [url ? urlGuard(tool) : undefined, path ? pathGuard(tool) : undefined, sql ? sqlGuard(tool) : undefined].filter(
    (guard) => guard !== undefined,
  );
}

function under(guards: Guard[], caps: Caps): Treatment {
  const free: Treatment = { kind: 'use', require: [], denyIf: [], caps };
  return guards.reduce<Treatment>((all, { require, denyIf }) => stricter(all, { kind: 'use', require, denyIf, caps: {} }), free);
}
