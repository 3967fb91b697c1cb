/** The only place where findings become a verdict: floors, exceptions and arguments meet here. */
import { bandOf, CATEGORY_PRECEDENCE, type Category, type Facets, type Risk } from '../db/model.ts';
import type { Reading } from './reading/types.ts';
import { RULES } from './rules/index.ts';
import type { Case, Finding, RubricId } from './types.ts';

/** The base risk of each category and the result of each rule (rubric §2). */
export const BASE_RISK: Record<Category, Risk> = {
  Read: 'Low',
  Write: 'Medium',
  Execute: 'High',
  Destructive: 'High',
  Financial: 'Critical',
};
export const RULE_RISK: Record<Exclude<RubricId, 'base'>, Risk> = {
  R1: 'High',
  R2: 'Medium',
  R3: 'Medium',
  R4: 'Medium',
  R5: 'Medium',
  W1: 'High',
  W2: 'High',
  W3: 'High',
  W4: 'High',
  W5: 'High',
  W6: 'High',
  'W↓': 'Low',
  E1: 'Critical',
  E2: 'High',
  E3: 'High',
  'E↓': 'Medium',
  D1: 'Critical',
  D2: 'High',
  F1: 'Critical',
  F2: 'High',
};

/** What every rule sees in a reading. */
export function findAll(reading: Reading): Finding[] {
  return RULES.flatMap((rule) => rule.check(reading));
}

/** Concludes from findings. Deterministic and total. */
export function conclude(reading: Reading, findings: readonly Finding[], judge: string): Case {
  const argued = CATEGORY_PRECEDENCE.filter((category) => findings.some((finding) => finding.category === category));
  const category = argued[0] ?? 'Read';
  const basis = findings.find((finding) => finding.category === category && finding.basis)?.basis ?? 'base';
  const risk = basis === 'base' ? BASE_RISK[category] : RULE_RISK[basis];
  const confidence = reading.silent ? 0.75 : 0.85;
  return {
    reading,
    findings,
    doubts: [],
    verdict: {
      category,
      risk,
      basis: [basis],
      rules: findings.map((finding) => finding.rule),
      facets: plainFacets(),
      confidence,
      band: bandOf(confidence),
      runnerUp: {
        category: argued[1] ?? (category === 'Read' ? 'Write' : 'Read'),
        risk: BASE_RISK[argued[1] ?? (category === 'Read' ? 'Write' : 'Read')],
      },
      evidence: findings.flatMap((finding) => (finding.quote ? [finding.quote] : [])).slice(0, 4),
      suspiciousText: [],
      perAction: [],
      mismatches: [],
      judge: { version: judge },
    },
  };
}

/** Facets of a tool of which nothing is known. */
export function plainFacets(): Facets {
  return {
    reversibility: 'depends',
    egress: 'unknown',
    sensitiveRead: 'none',
    untrustedIngest: null,
    exfilSink: null,
    exec: 'none',
    money: 'none',
    privilegeChange: null,
    scope: 'unknown',
    production: null,
    idempotent: null,
    openWorld: null,
    persistsInstructions: null,
    costBearing: null,
    identityActing: null,
    hasDryRun: false,
    hasConfirmParam: false,
    hostFile: 'none',
  };
}
