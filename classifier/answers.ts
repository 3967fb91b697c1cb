/** What the model answers on one tool, head by head, each asked for when it is needed. */
import { CATEGORIES, type Category, type Facets, RISKS, type Risk, rank } from '../db/model.ts';
import type { FacetAnswers } from './facets.ts';
import { ask, type Known, type Model } from './model/predict.ts';
import type { RubricId } from './types.ts';

export interface Answers {
  /** In the order of {@link CATEGORIES}. */
  categories: Float64Array;
  /** The likeliest, were the tool of this category. */
  riskOf(category: Category): Risk;
  /**
   * Of the risks of this category the one that errs least, whatever category the tool is of: at most one level below the likeliest, and
   * not below it where a secret may come back.
   */
  leastWrong(category: Category): Risk;
  /** That risk is neither the likeliest nor what it would be, were the category certain: it is owed to the other categories. */
  isDoubted(category: Category, risk: Risk): boolean;
  /** The likeliest of the rules that may be named. */
  reasonFor(category: Category, risk: Risk, may: (id: RubricId) => boolean): RubricId | undefined;
  facets(category: Category): FacetAnswers;
}

/** Names of heads, made once: a text that is put together anew has to be hashed anew wherever it is looked up. */
const RISK_OF = of(CATEGORIES, (category) => `risk of ${category}`);
const REASON_FOR = of(CATEGORIES, (category) => of(RISKS, (risk) => `why ${category} is ${risk}`));

function of<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
}

/** Asks the model about the features of one tool. */
export function answersOf(model: Model, features: Known): Answers {
  const categories = ask(model, 'category', features);
  const risksOf = (category: Category) => answerOf<Risk>(model, RISK_OF[category], features);
  return {
    categories,
    riskOf: (category) => likeliest(risksOf(category)),
    leastWrong: (category) => leastWrong(category, (one) => categories[rank(CATEGORIES, one)] ?? 0, risksOf),
    isDoubted: (category, risk) =>
      risk !== likeliest(risksOf(category)) && risk !== leastWrong(category, (one) => (one === category ? 1 : 0), risksOf),
    reasonFor(category, risk, may) {
      const id = REASON_FOR[category][risk];
      if (!model.heads.has(id)) return undefined;
      const { classes, shares } = answerOf<RubricId>(model, id, features);
      return classes[largest(shares, (share, at) => (may(classes[at] ?? 'base') ? share : 0))];
    },
    facets(category) {
      const reads = category === 'Read';
      return {
        sensitive() {
          const shares = ask(model, 'sensitiveRead of doing', features);
          return { private: shares[1] ?? 0, secret: shares[2] ?? 0 };
        },
        untrustedIngest: () => ask(model, reads ? 'untrustedIngest of reading' : 'untrustedIngest of doing', features)[1] ?? 0,
        exfilSink: () => ask(model, reads ? 'exfilSink of reading' : 'exfilSink of doing', features)[1] ?? 0,
        reversibility: () => likeliest(answerOf<Facets['reversibility']>(model, 'reversibility', features)),
      };
    },
  };
}

/** What a level that is off by two or more costs beside one that is off by one, for each level beyond the first: to be far off is the worse error. */
const FAR = 4;
/** A category less likely than this is left out. */
const LEAST_SHARE = 0.02;

/** The risk with the least expected error: each level by how likely it is over all categories. */
function leastWrong(category: Category, shareOf: (category: Category) => number, risksOf: (category: Category) => Answer<Risk>): Risk {
  const likeliestLevel = rank(RISKS, likeliest(risksOf(category)));
  const lowest = category === 'Read' && RISKS[likeliestLevel] === 'High' ? likeliestLevel : likeliestLevel - 1;
  const likely = RISKS.map(() => 0);
  CATEGORIES.forEach((one) => {
    const share = shareOf(one);
    if (share < LEAST_SHARE) return;
    const { classes, shares } = risksOf(one);
    classes.forEach((risk, level) => {
      const place = rank(RISKS, risk);
      likely[place] = (likely[place] ?? 0) + share * (shares[level] ?? 0);
    });
  });
  let best: Risk = 'Medium';
  let least = Number.POSITIVE_INFINITY;
  for (const risk of risksOf(category).classes) {
    const own = rank(RISKS, risk);
    if (own < lowest) continue;
    const wrong = likely.reduce((sum, share, level) => sum + (level === own ? 0 : share * (1 + FAR * (Math.abs(level - own) - 1))), 0);
    if (wrong >= least) continue;
    best = risk;
    least = wrong;
  }
  return best;
}

/** The classes of a head, and the share of each. */
interface Answer<T extends string> {
  classes: readonly T[];
  shares: Float64Array;
}

function answerOf<T extends string>(model: Model, id: string, features: Known): Answer<T> {
  return { classes: (model.heads.get(id)?.classes ?? []) as readonly T[], shares: ask(model, id, features) };
}

function likeliest<T extends string>({ classes, shares }: Answer<T>): T {
  return classes[largest(shares)] as T;
}

/** Where the largest share stands, as it is or as it is weighed; the first of equal ones. */
export function largest(shares: Float64Array, weigh?: (share: number, at: number) => number): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < shares.length; at++) {
    const weight = weigh ? weigh(shares[at] ?? 0, at) : (shares[at] ?? 0);
    if (weight > most) {
      best = at;
      most = weight;
    }
  }
  return best;
}
