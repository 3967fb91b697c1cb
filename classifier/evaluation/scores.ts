/** How verdicts compare with the labels of careful readers. All shares are in 0…1. */
import { CATEGORIES, type Category, type Facets, RISKS, type Risk, rank } from '../../db/model.ts';

/** What is compared of one tool. Baselines know nothing of facets and confidence. */
export interface Guess {
  category: Category;
  risk: Risk;
  facets?: Pick<Facets, 'sensitiveRead' | 'untrustedIngest' | 'exfilSink'> | undefined;
  confidence?: number | undefined;
}

interface Truth {
  category: Category;
  risk: Risk;
  sensitiveRead: Facets['sensitiveRead'];
  untrustedIngest: boolean;
  exfilSink: boolean;
}

export interface Pair {
  truth: Truth;
  guess: Guess;
}

interface ClassScore {
  category: Category;
  precision: number;
  recall: number;
  f1: number;
  /** Tools of this category by the labels. */
  tools: number;
}

/** A band of confidence: how sure the verdicts were on average, and how often they were right. */
interface CalibrationBin {
  from: number;
  to: number;
  tools: number;
  confidence: number;
  right: number;
}

export interface Scores {
  tools: number;
  accuracy: number;
  macroF1: number;
  perClass: ClassScore[];
  /** `confusion[label][verdict]`, both in the order of CATEGORIES. */
  confusion: number[][];
  /** Destructive, Execute or Financial by the label, judged Read or Write. */
  dangerousMisses: { tools: number; of: number; share: number };
  /** Read by the label, judged Destructive, Execute or Financial. */
  falseAlarms: { tools: number; of: number; share: number };
  /** `kappa` is weighted quadratically. */
  risk: { exact: number; withinOne: number; kappa: number };
  /** Tools that return secrets, judged Low. */
  secretsLow: number;
  /** F1 each; absent where nothing was said about facets. */
  facets?: { sensitiveRead: number; secret: number; untrustedIngest: number; exfilSink: number } | undefined;
  /** Absent where no confidence was given. `error` is the expected calibration error. */
  calibration?: { bins: CalibrationBin[]; error: number } | undefined;
}

const DANGEROUS: readonly Category[] = ['Execute', 'Destructive', 'Financial'];
const BINS = 10;

export function score(pairs: readonly Pair[]): Scores {
  const perClass = CATEGORIES.map((category) => classScore(pairs, category));
  const misses = pairs.filter(({ truth }) => DANGEROUS.includes(truth.category));
  const reads = pairs.filter(({ truth }) => truth.category === 'Read');
  return {
    tools: pairs.length,
    accuracy: share(pairs, ({ truth, guess }) => truth.category === guess.category),
    macroF1: perClass.reduce((sum, { f1 }) => sum + f1, 0) / perClass.length,
    perClass,
    confusion: CATEGORIES.map((label) =>
      CATEGORIES.map((verdict) => pairs.filter(({ truth, guess }) => truth.category === label && guess.category === verdict).length),
    ),
    dangerousMisses: part(misses, ({ guess }) => !DANGEROUS.includes(guess.category)),
    falseAlarms: part(reads, ({ guess }) => DANGEROUS.includes(guess.category)),
    risk: {
      exact: share(pairs, ({ truth, guess }) => truth.risk === guess.risk),
      withinOne: share(pairs, ({ truth, guess }) => Math.abs(rank(RISKS, truth.risk) - rank(RISKS, guess.risk)) <= 1),
      kappa: weightedKappa(pairs.map(({ truth, guess }) => [rank(RISKS, truth.risk), rank(RISKS, guess.risk)])),
    },
    secretsLow: pairs.filter(({ truth, guess }) => truth.sensitiveRead === 'secret' && guess.risk === 'Low').length,
    facets: facetScores(pairs),
    calibration: calibration(pairs),
  };
}

function classScore(pairs: readonly Pair[], category: Category): ClassScore {
  const { precision, recall, f1 } = agreement(
    pairs,
    ({ truth }) => truth.category === category,
    ({ guess }) => guess.category === category,
  );
  return { category, precision, recall, f1, tools: pairs.filter(({ truth }) => truth.category === category).length };
}

function facetScores(pairs: readonly Pair[]): Scores['facets'] {
  const known = pairs.flatMap(({ truth, guess }) => (guess.facets ? [{ truth, facets: guess.facets }] : []));
  if (known.length === 0) return undefined;
  return {
    sensitiveRead: agreement(
      known,
      ({ truth }) => truth.sensitiveRead !== 'none',
      ({ facets }) => facets.sensitiveRead !== 'none',
    ).f1,
    secret: agreement(
      known,
      ({ truth }) => truth.sensitiveRead === 'secret',
      ({ facets }) => facets.sensitiveRead === 'secret',
    ).f1,
    untrustedIngest: agreement(
      known,
      ({ truth }) => truth.untrustedIngest,
      ({ facets }) => facets.untrustedIngest === true,
    ).f1,
    exfilSink: agreement(
      known,
      ({ truth }) => truth.exfilSink,
      ({ facets }) => facets.exfilSink === true,
    ).f1,
  };
}

function calibration(pairs: readonly Pair[]): Scores['calibration'] {
  const sure = pairs.flatMap(({ truth, guess }) =>
    guess.confidence === undefined ? [] : [{ confidence: guess.confidence, right: truth.category === guess.category }],
  );
  if (sure.length === 0) return undefined;
  const bins = Array.from({ length: BINS }, (_, at): CalibrationBin => {
    const members = sure.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === at);
    const mean = members.length === 0 ? 0 : members.reduce((sum, { confidence }) => sum + confidence, 0) / members.length;
    return { from: at / BINS, to: (at + 1) / BINS, tools: members.length, confidence: mean, right: share(members, ({ right }) => right) };
  }).filter(({ tools }) => tools > 0);
  const error = bins.reduce((sum, bin) => sum + bin.tools * Math.abs(bin.confidence - bin.right), 0) / sure.length;
  return { bins, error };
}

function agreement<T>(all: readonly T[], labelled: (one: T) => boolean, judged: (one: T) => boolean) {
  const both = all.filter((one) => labelled(one) && judged(one)).length;
  const precision = ratio(both, all.filter(judged).length);
  const recall = ratio(both, all.filter(labelled).length);
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** Cohen's kappa with quadratic weights over ranks; 1 where all agree, 0 at chance. */
function weightedKappa(pairs: readonly (readonly [number, number])[]): number {
  const levels = RISKS.length;
  const left = new Array<number>(levels).fill(0);
  const right = new Array<number>(levels).fill(0);
  let observed = 0;
  for (const [a, b] of pairs) {
    left[a] = (left[a] ?? 0) + 1;
    right[b] = (right[b] ?? 0) + 1;
    observed += (a - b) ** 2;
  }
  let expected = 0;
  for (let a = 0; a < levels; a++)
    for (let b = 0; b < levels; b++) expected += ((a - b) ** 2 * (left[a] ?? 0) * (right[b] ?? 0)) / pairs.length;
  return expected === 0 ? 1 : 1 - observed / expected;
}

function part<T>(all: readonly T[], test: (one: T) => boolean) {
  const tools = all.filter(test).length;
  return { tools, of: all.length, share: ratio(tools, all.length) };
}

function share<T>(all: readonly T[], test: (one: T) => boolean): number {
  return ratio(all.filter(test).length, all.length);
}

function ratio(count: number, of: number): number {
  return of === 0 ? 0 : count / of;
}
