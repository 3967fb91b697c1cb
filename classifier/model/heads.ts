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
  /** How likely the reader held untrustedIngest, 0…1, where a number was said. */
  untrustedChance?: number | undefined;
}

/** Whether the label counts in full: only by such ones the judge is measured and its confidence calibrated. */
export function isFull({ weight = 1 }: Gold): boolean {
  return weight === 1;
}

export interface Head {
  id: string;
  classes: readonly string[];
  /** The class of a labelled tool; undefined where the question does not arise. */
  label(gold: Gold): string | undefined;
  /** The class that it may be as well, and how likely the reader held that; undefined where none was told. */
  other?: ((gold: Gold) => Other | undefined) | undefined;
  /** Labels that count in full and the others mean the same by it: by cross-validation, to learn how they differ only blurs what both say. */
  alike?: true;
}

interface Other {
  label: string;
  /** 0…1 */
  share: number;
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
function reason(category: Category, risk: Risk, classes: readonly RubricId[]): Head {
  return {
    id: `why ${category} is ${risk}`,
    classes,
    label: (gold) => (gold.category === category && gold.risk === risk ? gold.basis?.find((one) => classes.includes(one)) : undefined),
  };
}

function riskOf(category: Category): Head {
  return { id: `risk of ${category}`, classes: RISKS_OF[category], label: (gold) => (gold.category === category ? gold.risk : undefined) };
}

/** A question about a facet of tools that read. */
function reading(id: string, classes: readonly string[], label: (gold: Gold) => string, other?: Head['other']): Head {
  return { id: `${id} of reading`, classes, label: (gold) => (gold.category === 'Read' ? label(gold) : undefined), other, alike: true };
}

/** A question about a facet of tools that do something. */
function doing(id: string, classes: readonly string[], label: (gold: Gold) => string, other?: Head['other']): Head {
  return { id: `${id} of doing`, classes, label: (gold) => (gold.category === 'Read' ? undefined : label(gold)), other, alike: true };
}

const NO_YES = ['false', 'true'];

function untrusted({ untrustedIngest }: Gold): string {
  return String(untrustedIngest);
}

function otherThanUntrusted({ untrustedIngest, untrustedChance: chance }: Gold): Other | undefined {
  if (chance === undefined) return undefined;
  return untrustedIngest ? { label: 'false', share: 1 - chance } : { label: 'true', share: chance };
}

/** All questions. Those that are asked of the same tools stand together, so that few columns of weights are summed for each. */
export const HEADS: readonly Head[] = [
  { id: 'category', classes: CATEGORIES, label: (gold) => gold.category },
  riskOf('Read'),
  reading('untrustedIngest', NO_YES, untrusted, otherThanUntrusted),
  reading('exfilSink', NO_YES, (gold) => String(gold.exfilSink)),
  reason('Read', 'Medium', ['R2', 'R3', 'R4', 'R5']),
  doing('untrustedIngest', NO_YES, untrusted, otherThanUntrusted),
  doing('exfilSink', NO_YES, (gold) => String(gold.exfilSink)),
  // Where it depends, the label says nothing to learn from.
  {
    id: 'reversibility',
    classes: REVERSIBILITIES,
    label: ({ reversibility }) => (reversibility === 'depends' ? undefined : reversibility),
    alike: true,
  },
  // Of tools that read it follows from their risk.
  doing('sensitiveRead', ['none', 'private', 'secret'], (gold) => gold.sensitiveRead),
  riskOf('Write'),
  reason('Write', 'High', ['W1', 'W2', 'W3', 'W4', 'W5', 'W6']),
  riskOf('Execute'),
  riskOf('Destructive'),
  riskOf('Financial'),
  reason('Execute', 'High', ['E2', 'E3']),
];
