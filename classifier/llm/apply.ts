/** How an answer of the model moves a verdict of the rules (rubric §9.3). Pure; verdict.ts is where it is called. */
import { bandOf, CATEGORY_PRECEDENCE, type Category, RISKS, type Risk, rank, type Verdict } from '../../db/model.ts';
import type { Label } from '../types.ts';
import { exceptionOf } from './exceptions.ts';
import type { Judgement } from './types.ts';

/** Rubric §6: what a disagreement costs. */
const DISAGREEMENT = 0.15;
const LEAST_CONFIDENCE = 0.3;
const MOST_QUOTES = 4;

/**
 * The verdict after the model has spoken. Category and risk may each rise. Either comes down only by a named exception that
 * the definition's words grant, never where the definition addresses its judge, and never below `floor`, the label that the
 * rules' floor findings leave standing. Rationale and "what would change it" are not touched: whoever calls this writes them
 * anew, or takes the model's where the labels agree.
 */
export function applyJudgement<V extends Omit<Verdict, 'rationale' | 'wouldChangeIf'>>(verdict: V, judgement: Judgement, floor: Label): V {
  const exception = verdict.suspiciousText.length === 0 ? exceptionOf(judgement.exception?.id ?? '') : undefined;
  const least: Label = exception ? worse(worse(exception.atLeast, floor), judgement) : worse(worse(verdict, floor), judgement);
  const { category, risk } = least;
  const moved = category !== verdict.category || risk !== verdict.risk;
  const followed = category === judgement.category && risk === judgement.risk;
  const confidence = Math.max(
    LEAST_CONFIDENCE,
    verdict.confidence - (judgement.category === verdict.category ? 0 : DISAGREEMENT) - (judgement.passesDisagree ? DISAGREEMENT : 0),
  );
  const quotes = followed ? [...judgement.evidence, ...verdict.evidence] : [...verdict.evidence, ...judgement.evidence];
  return {
    ...verdict,
    category,
    risk,
    basis: !moved ? verdict.basis : followed ? judgement.basis : [...new Set([...verdict.basis, ...judgement.basis])],
    confidence,
    band: bandOf(confidence),
    runnerUp: moved ? { category: verdict.category, risk: verdict.risk } : neighbour(verdict, judgement),
    evidence: distinct(quotes).slice(0, MOST_QUOTES),
    judge: { ...verdict.judge, model: judgement.model, promptHash: judgement.promptHash },
  };
}

/** The worse of each: a category earlier in precedence, a higher risk. */
function worse(a: Label, b: Label): Label {
  return { category: worseCategory(a.category, b.category), risk: worseRisk(a.risk, b.risk) };
}

function worseCategory(a: Category, b: Category): Category {
  return rank(CATEGORY_PRECEDENCE, a) <= rank(CATEGORY_PRECEDENCE, b) ? a : b;
}

function worseRisk(a: Risk, b: Risk): Risk {
  return rank(RISKS, a) >= rank(RISKS, b) ? a : b;
}

/** Where the rules' label stands against another opinion, that opinion is the next most plausible. */
function neighbour(verdict: Pick<Verdict, 'category' | 'runnerUp'>, judgement: Judgement): Label {
  return judgement.category === verdict.category ? verdict.runnerUp : { category: judgement.category, risk: judgement.risk };
}

function distinct(quotes: Verdict['evidence']): Verdict['evidence'] {
  return quotes.filter((quote, index) => quotes.findIndex((other) => other.field === quote.field && other.quote === quote.quote) === index);
}
