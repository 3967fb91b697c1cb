/** What the model is asked: one head a question, each with its classes. */
import { CATEGORIES, type Category, type Facets, type Risk } from '../../db/model.ts';
import type { RubricId } from '../types.ts';

/** A label made by a careful reader, as the gold files give it. */
export interface Gold {
  category: Category;
  risk: Risk;
  basis?: RubricId[] | undefined;
  reversibility: Facets['reversibility'];
  sensitiveRead: Facets['sensitiveRead'];
  untrustedIngest: boolean;
  exfilSink: boolean;
  /** `false` where a careful reader could defend another label. */
  sure: boolean;
  /** How much the label counts in learning beside others, 0…1; 1 where it is not given. */
  weight?: number | undefined;
}

export interface Head {
  id: string;
  classes: readonly string[];
  /** The class of a labelled tool; undefined where the question does not arise. */
  label(gold: Gold): string | undefined;
}

/** Risks that occur in each category. */
const RISKS_OF: Record<Category, readonly Risk[]> = {
  Read: ['Low', 'Medium', 'High'],
  Write: ['Low', 'Medium', 'High'],
  Execute: ['Medium', 'High', 'Critical'],
  Destructive: ['High', 'Critical'],
  Financial: ['High', 'Critical'],
};

const REVERSIBILITIES: readonly Facets['reversibility'][] = ['n/a', 'reversible', 'partly', 'irreversible'];

/** Which rule of the rubric raised a risk, where several can; learned from labels that name it. */
const REASONS: readonly Head[] = [
  reason('why Read is Medium', 'Read', 'Medium', ['R2', 'R3', 'R4', 'R5']),
  reason('why Write is High', 'Write', 'High', ['W1', 'W2', 'W3', 'W4', 'W5', 'W6']),
  reason('why Execute is High', 'Execute', 'High', ['E2', 'E3']),
];

function reason(id: string, category: Category, risk: Risk, classes: readonly RubricId[]): Head {
  return {
    id,
    classes,
    label: (gold) => (gold.category === category && gold.risk === risk ? gold.basis?.find((one) => classes.includes(one)) : undefined),
  };
}

/** A question about a facet, asked apart of tools that read and of tools that do something. */
function split(id: string, classes: readonly string[], label: (gold: Gold) => string): Head[] {
  return [
    { id: `${id} of reading`, classes, label: (gold) => (gold.category === 'Read' ? label(gold) : undefined) },
    { id: `${id} of doing`, classes, label: (gold) => (gold.category === 'Read' ? undefined : label(gold)) },
  ];
}

export const HEADS: readonly Head[] = [
  { id: 'category', classes: CATEGORIES, label: (gold) => gold.category },
  ...CATEGORIES.map((category) => ({
    id: `risk of ${category}`,
    classes: RISKS_OF[category],
    label: (gold: Gold) => (gold.category === category ? gold.risk : undefined),
  })),
  ...REASONS,
  ...split('sensitiveRead', ['none', 'private', 'secret'], (gold) => gold.sensitiveRead),
  ...split('untrustedIngest', ['false', 'true'], (gold) => String(gold.untrustedIngest)),
  ...split('exfilSink', ['false', 'true'], (gold) => String(gold.exfilSink)),
  { id: 'reversibility', classes: REVERSIBILITIES, label: (gold) => gold.reversibility },
];
