/** From a category and a risk to the rules of the rubric that give it, and back (rubric §2). */
import { BASE_RISK, type Category, RISKS, type Risk, rank } from '../db/model.ts';
import type { RubricId } from './types.ts';

/** What each rule results in. R5 and W5 are milder under a declared root, and then given as such. */
const RULE_RISK: Record<Exclude<RubricId, 'base'>, Risk> = {
  R1: 'High',
  R2: 'Medium',
  R3: 'Medium',
  R4: 'Medium',
  R5: 'High',
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

const INITIAL: Record<Category, string> = { Read: 'R', Write: 'W', Execute: 'E', Destructive: 'D', Financial: 'F' };

/** Whether a rule speaks of this category. */
export function appliesTo(id: RubricId, category: Category): boolean {
  return id === 'base' || id.startsWith(INITIAL[category]);
}

/** The risk that a rule gives to a tool of this category. */
export function riskOf(id: RubricId, category: Category): Risk {
  return id === 'base' ? BASE_RISK[category] : RULE_RISK[id];
}

/** Whether a rule can be the reason for this risk. */
export function explains(id: RubricId, category: Category, risk: Risk): boolean {
  if (!appliesTo(id, category)) return false;
  if (id === 'R5') return risk === 'High' || risk === 'Medium';
  if (id === 'W5') return risk === 'High' || risk === 'Medium';
  return riskOf(id, category) === risk;
}

/** The higher of two risks. */
export function worseRisk(a: Risk, b: Risk): Risk {
  return rank(RISKS, a) >= rank(RISKS, b) ? a : b;
}
