/** The only place where findings become a verdict: floors, exceptions and the model's weighing meet here. */
import { bandOf, CATEGORIES, CATEGORY_PRECEDENCE, type Category, type Quote, type Risk, rank } from '../db/model.ts';
import { mismatchesOf } from './annotations.ts';
import { type Answers, answersOf, largest } from './answers.ts';
import { appliesTo, explains, riskOf, worseRisk } from './basis.ts';
import { confidenceOf } from './confidence.ts';
import { facetsOf } from './facets.ts';
import { applyJudgement } from './llm/apply.ts';
import type { Judgement } from './llm/types.ts';
import { tellFeatures } from './model/features.ts';
import { known, type Model } from './model/predict.ts';
import { actionsOf } from './reading/actions.ts';
import { among, set } from './reading/look.ts';
import { stands } from './reading/quote.ts';
import type { Reading } from './reading/types.ts';
import { RULES } from './rules/index.ts';
import type { Case, Finding, Label, RubricId, Rule } from './types.ts';

const MOST_EVIDENCE = 4;

/** What every rule sees in a reading. */
export function findAll(reading: Reading): Finding[] {
  return findInEach([reading])[0] ?? [];
}

/** The same of many readings, rule by rule: a rule that has just been run is run again sooner than one that has not. */
export function findInEach(readings: readonly Reading[]): Finding[][] {
  const findings = readings.map((): Finding[] => []);
  for (const rule of RULES) look(rule, readings, findings);
  return findings;
}

function look(rule: Rule, readings: readonly Reading[], findings: readonly Finding[][]): void {
  for (let at = 0; at < readings.length; at++) {
    const seen = rule.check(readings[at] as Reading);
    for (let next = 0; next < seen.length; next++) (findings[at] as Finding[]).push(whole(seen[next] as Finding));
  }
}

/** The finding with every field, so that all findings are objects of one kind: the engine reads those several times as fast. */
function whole({ rule, force, saw, quote, category, basis, level, facets, holds, lifts, param, sibling }: Finding): Finding {
  return { rule, force, saw, quote, category, basis, level, facets, holds, lifts, param, sibling };
}

/** Concludes from findings. Deterministic and total. `judge` is the version that signs. */
export function conclude(reading: Reading, findings: readonly Finding[], model: Model, judge: string): Case {
  const features = known(model, (into) => tellFeatures(reading, findings, into));
  const answers = answersOf(model, features);
  const category = categoryOf(findings, answers.categories);
  const risk = riskFor(category, findings, answers);
  const basis = basisFor(reading, category, risk, findings, answers);
  const runnerUp = runnerUpTo(category, answers);
  const perAction = perActionOf(reading);
  const alsoReads = perAction.some((action) => action.category === 'Read');
  const facets = facetsOf({ reading, findings, category, risk, basis, answers: answers.facets(category), alsoReads });
  const share = shareOf(category, findings, answers.categories);
  const { value: confidence, doubts } = confidenceOf({ reading, findings, category, share }, model.calibration);
  const supporting = ordered(findings, category, basis);
  return {
    reading,
    findings: supporting,
    share,
    doubts,
    verdict: {
      category,
      risk,
      basis,
      rules: [...new Set(supporting.map((finding) => finding.rule))],
      facets,
      confidence,
      band: bandOf(confidence),
      runnerUp,
      evidence: evidenceOf(reading, supporting),
      suspiciousText: [],
      perAction,
      mismatches: mismatchesOf(reading, category, facets),
      ...(reading.inverse === undefined ? {} : { inverse: reading.inverse }),
      judge: { version: judge },
    },
  };
}

function isFloor({ force }: Finding): boolean {
  return force === 'floor';
}

/** Floors that no exception lifts. */
function standing(findings: readonly Finding[]): Finding[] {
  if (!findings.some(isFloor)) return [];
  const floors = findings.filter(isFloor);
  const exceptions = findings.filter(({ force }) => force === 'exception');
  return floors.filter(({ rule }) => !exceptions.some(({ lifts }) => lifts?.includes(rule)));
}

/**
 * How much more a share of a dangerous category counts: to take a dangerous tool for a mild one is the worse error. Money counts less
 * of it, since a false alarm of money is two levels off or three.
 */
const LEANING: Partial<Record<Category, number>> = { Execute: 5, Destructive: 5, Financial: 3 };
const COUNTS = CATEGORIES.map((category) => LEANING[category] ?? 1);

function leaning(share: number, at: number): number {
  return share * (COUNTS[at] ?? 1);
}

/** A named exception decides, else the model; no floor is gone below. */
function categoryOf(findings: readonly Finding[], shares: Float64Array): Category {
  let category: Category | undefined;
  for (const { force, category: named } of findings)
    if (force === 'exception' && named) category = category === undefined ? named : worst([category, named]);
  category ??= CATEGORIES[largest(shares, leaning)] ?? 'Read';
  for (const floor of standing(findings)) if (floor.category) category = worst([category, floor.category]);
  return category;
}

/** The model's risk, but no lower than rules that hold, and as low as a lowering rule says where no raising one holds (rubric §2). */
function riskFor(category: Category, findings: readonly Finding[], answers: Answers): Risk {
  const held: Held[] = [];
  const hold = ({ basis, level, category: argued }: Finding): void => {
    if (basis && (basis !== 'base' || level) && (argued ?? category) === category && appliesTo(basis, category))
      held.push({ id: basis, level });
  };
  standing(findings).forEach(hold);
  for (const finding of findings) if (finding.holds || (finding.force === 'exception' && finding.category === category)) hold(finding);
  if (held.length === 0) return answers.leastWrong(category);
  const raised = held.filter(({ id }) => !LOWERING.has(id)).map((one) => heldRisk(one, category));
  const weighed = answers.riskOf(category);
  const exact = held.every(({ id, level }) => EXACT.has(id) || level !== undefined);
  if (raised.length > 0) return raised.reduce(worseRisk, exact ? (raised[0] ?? weighed) : weighed);
  const lowered = held.find(({ id }) => LOWERING.has(id));
  return lowered ? riskOf(lowered.id, category) : weighed;
}

/** A rule of the rubric that holds, and the level that was seen where the rule leaves it open. */
type Held = Required<Pick<Finding, 'level'>> & { id: RubricId };

const LOWERING = new Set<RubricId>(['W↓', 'E↓']);
/** Where one of these holds and nothing else does, it says exactly how high the risk is. */
const EXACT = new Set<RubricId>(['F1', 'F2']);

/** R5 and W5 alone do not say whether a root bounds them: at least Medium. */
function heldRisk({ id, level }: Held, category: Category): Risk {
  return level ?? (id === 'R5' || id === 'W5' ? 'Medium' : riskOf(id, category));
}

/**
 * The rules of the rubric that give this risk: those that findings argue for, else the one that the model holds most plausible; the base
 * alone where the risk is what it is because another category is plausible too.
 */
function basisFor(reading: Reading, category: Category, risk: Risk, findings: readonly Finding[], answers: Answers): RubricId[] {
  const argued: RubricId[] = [];
  for (const { basis, category: named = category, param } of findings) {
    if (!basis || basis === 'base' || named !== category || argued.includes(basis) || !explains(basis, category, risk)) continue;
    // R5 and W5 are Medium only under a root, so a path must be spoken of.
    if (!(risk === 'Medium' && param === undefined && ROOTED.has(basis))) argued.push(basis);
  }
  if (argued.length > 0) return argued;
  const path = findings.find(({ facets }) => facets?.hostFile === (category === 'Read' ? 'read' : 'write')) && PATH_RULE[category];
  if (path && risk !== riskOf('base', category) && explains(path, category, risk)) return [path];
  if (riskOf('base', category) === risk && category !== 'Execute' && category !== 'Destructive' && category !== 'Financial')
    return ['base'];
  if (answers.isDoubted(category, risk)) return ['base'];
  if (category === 'Read' && risk === 'High' && among(reading.core?.word, FILED)) return ['R5'];
  const leaves = () => answers.facets(category).exfilSink() >= LEAST_OUTWARD;
  return [
    answers.reasonFor(category, risk, (id) => !SEEN_ONLY.has(id) && (id !== 'W2' || leaves())) ??
      DEFAULT_REASON[`${category} ${risk}`] ??
      'base',
  ];
}

/** W2 is no reason where it is hardly plausible that words of the caller leave at all. */
const LEAST_OUTWARD = 0.2;

const ROOTED = new Set<RubricId>(['R5', 'W5']);

/** What lies at a path, where no schema tells of one. */
const FILED = set('file directory folder');

/** What a path on the host is judged by. */
const PATH_RULE: Partial<Record<Category, RubricId>> = { Read: 'R5', Write: 'W5' };

/** Said only where a rule saw the path, the address, the query, the reach or the words that they are about. */
const SEEN_ONLY = new Set<RubricId>(['R3', 'R4', 'R5', 'W3', 'W5', 'W6', 'E3']);

const DEFAULT_REASON: Record<string, RubricId> = {
  'Read Medium': 'R2',
  'Read High': 'R1',
  'Write Low': 'W↓',
  'Write High': 'W4',
  'Execute Medium': 'E↓',
  'Execute High': 'E2',
  'Execute Critical': 'E1',
  'Destructive High': 'D2',
  'Destructive Critical': 'D1',
  'Financial High': 'F2',
  'Financial Critical': 'F1',
};

function runnerUpTo(category: Category, answers: Answers): { category: Category; risk: Risk } {
  let best: Category = category === 'Read' ? 'Write' : 'Read';
  let most = -1;
  CATEGORIES.forEach((one, at) => {
    const share = answers.categories[at] ?? 0;
    if (one === category || share <= most) return;
    best = one;
    most = share;
  });
  return { category: best, risk: answers.riskOf(best) };
}

/** The model's share for the category; where a rule decided against it, at least an even chance. */
function shareOf(category: Category, findings: readonly Finding[], shares: Float64Array): number {
  const share = shares[rank(CATEGORIES, category)] ?? 0;
  const decided = findings.some((finding) => finding.category === category && (finding.force === 'floor' || finding.force === 'exception'));
  return decided ? (1 + share) / 2 : share;
}

/** The first that is true wins: Financial > Destructive > Execute > Write > Read. */
function worst(categories: readonly Category[]): Category {
  return categories.reduce((a, b) => (rank(CATEGORY_PRECEDENCE, b) < rank(CATEGORY_PRECEDENCE, a) ? b : a));
}

/** Findings in the order of what they did for the verdict: floors and exceptions of its category, its risk rule, its category, the rest. */
function ordered(findings: readonly Finding[], category: Category, basis: readonly RubricId[]): Finding[] {
  const weights = findings.map(
    (finding) =>
      (finding.category === category ? 4 : finding.category === undefined ? 1 : 0) +
      (finding.force === 'floor' || finding.force === 'exception' ? 2 : 0) +
      (finding.basis && finding.basis !== 'base' && basis.includes(finding.basis) ? 3 : 0),
  );
  const sorted: Finding[] = [];
  for (let weight = MOST_WEIGHT; weight >= 0; weight--)
    for (let at = 0; at < weights.length; at++) if (weights[at] === weight) sorted.push(findings[at] as Finding);
  return sorted;
}

const MOST_WEIGHT = 4 + 2 + 3;

/** Quotes of the findings that stand letter for letter in the stored definition; the name where none does. */
function evidenceOf(reading: Reading, findings: readonly Finding[]): Quote[] {
  const evidence: Quote[] = [];
  for (const { quote } of findings) {
    if (!quote || evidence.length >= MOST_EVIDENCE) continue;
    if (evidence.some((one) => one.field === quote.field && one.quote === quote.quote) || !stands(reading.tool, quote)) continue;
    evidence.push(quote);
  }
  if (evidence.length === 0 && typeof reading.tool.name === 'string' && reading.tool.name !== '')
    evidence.push({ field: 'name', quote: reading.tool.name });
  return evidence;
}

function perActionOf(reading: Reading): Case['verdict']['perAction'] {
  const found = actionsOf(reading);
  return found ? found.actions.map(({ value, category, risk }) => ({ param: found.param.name, value, category, risk })) : [];
}

/**
 * The case after a language model has answered: it may raise the label, lowers it by a named exception only, and
 * never below the floors that stand (rubric §9.3).
 */
export function withJudgement(own: Case, judgement: Judgement): Case {
  return { ...own, verdict: applyJudgement(own.verdict, judgement, floorOf(own.findings)) };
}

/** The label below which the standing floors leave no room. */
function floorOf(findings: readonly Finding[]): Label {
  let floor: Label = { category: 'Read', risk: 'Low' };
  for (const { category, basis } of standing(findings)) {
    if (!category) continue;
    floor = { category: worst([floor.category, category]), risk: basis ? worseRisk(floor.risk, riskOf(basis, category)) : floor.risk };
  }
  return floor;
}
