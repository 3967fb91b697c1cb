/** The order in which tools are read: the worst first. */
import { CATEGORY_PRECEDENCE, type Category, RISKS, type Risk, rank } from '../../db/model.ts';

export interface Labelled {
  category: Category;
  risk: Risk;
}

/** Sorts the riskier first, then by the precedence of categories. */
export function worseFirst(a: Labelled, b: Labelled): number {
  return rank(RISKS, b.risk) - rank(RISKS, a.risk) || rank(CATEGORY_PRECEDENCE, a.category) - rank(CATEGORY_PRECEDENCE, b.category);
}
