import { describe, expect, it } from 'vitest';
import { applyJudgement } from '../../../classifier/llm/apply.ts';
import type { Judgement } from '../../../classifier/llm/types.ts';
import type { Label } from '../../../classifier/types.ts';
import { CATEGORIES, CATEGORY_PRECEDENCE, RISKS, rank, type Verdict } from '../../../db/model.ts';
import { verdict } from './samples.ts';

const NO_FLOOR: Label = { category: 'Read', risk: 'Low' };
const TRASH = { id: 'restorable', quote: { field: 'description', quote: 'moves it to the trash' } };

function judgement(changes: Partial<Judgement> = {}): Judgement {
  return {
    category: 'Write',
    risk: 'Medium',
    basis: ['base'],
    evidence: [{ field: 'name', quote: 'rename' }],
    rationale: 'Theirs.',
    wouldChangeIf: 'Theirs too.',
    confidence: 0.9,
    model: 'test-model',
    promptHash: 'p',
    passesDisagree: false,
    ...changes,
  };
}

function deleting(changes: Partial<Verdict> = {}): Verdict {
  return verdict({ category: 'Destructive', risk: 'High', basis: ['D2'], ...changes });
}

describe('a model', () => {
  it('may raise category and risk', () => {
    const raised = applyJudgement(verdict(), judgement({ category: 'Destructive', risk: 'Critical', basis: ['D1'] }), NO_FLOOR);
    expect(raised).toMatchObject({
      category: 'Destructive',
      risk: 'Critical',
      basis: ['D1'],
      runnerUp: { category: 'Write', risk: 'Medium' },
    });
  });

  it('lowers nothing by itself', () => {
    const label = applyJudgement(deleting(), judgement({ category: 'Read', risk: 'Low' }), NO_FLOOR);
    expect(label).toMatchObject({ category: 'Destructive', risk: 'High', basis: ['D2'], runnerUp: { category: 'Read', risk: 'Low' } });
  });

  it('lowers by a named exception that the definition grants', () => {
    expect(applyJudgement(deleting(), judgement({ exception: TRASH }), NO_FLOOR)).toMatchObject({ category: 'Write', risk: 'Medium' });
  });

  it('lowers no further than the exception reaches', () => {
    const label = applyJudgement(deleting(), judgement({ category: 'Read', risk: 'Low', exception: TRASH }), NO_FLOOR);
    expect(label).toMatchObject({ category: 'Write', risk: 'Medium' });
  });

  it('lowers nothing below the floor of the rules', () => {
    const label = applyJudgement(deleting(), judgement({ exception: TRASH }), { category: 'Destructive', risk: 'High' });
    expect(label).toMatchObject({ category: 'Destructive', risk: 'High' });
  });

  it('lowers nothing where the definition addresses its judge', () => {
    const spoken = deleting({ suspiciousText: [{ field: 'description', excerpt: 'x', signal: 'self-classification' }] });
    expect(applyJudgement(spoken, judgement({ exception: TRASH }), NO_FLOOR)).toMatchObject({ category: 'Destructive', risk: 'High' });
  });

  it('never lowers without an exception, whatever it says', () => {
    for (const category of CATEGORIES)
      for (const risk of RISKS)
        for (const said of CATEGORIES)
          for (const saidRisk of RISKS) {
            const label = applyJudgement(verdict({ category, risk }), judgement({ category: said, risk: saidRisk }), NO_FLOOR);
            expect(rank(RISKS, label.risk)).toBeGreaterThanOrEqual(rank(RISKS, risk));
            expect(rank(CATEGORY_PRECEDENCE, label.category)).toBeLessThanOrEqual(rank(CATEGORY_PRECEDENCE, category));
          }
  });
});

describe('confidence', () => {
  it.each([
    ['agreement', judgement(), 0.9],
    ['another category', judgement({ category: 'Execute', risk: 'High' }), 0.75],
    ['two passes that disagree', judgement({ passesDisagree: true }), 0.75],
    ['both', judgement({ category: 'Execute', risk: 'High', passesDisagree: true }), 0.6],
  ])('after %s', (_, said, confidence) => {
    expect(applyJudgement(verdict({ confidence: 0.9 }), said, NO_FLOOR).confidence).toBeCloseTo(confidence);
  });

  it('never falls below the rubric’s least', () => {
    const said = judgement({ category: 'Execute', risk: 'High', passesDisagree: true });
    expect(applyJudgement(verdict({ confidence: 0.4 }), said, NO_FLOOR)).toMatchObject({ confidence: 0.3, band: 'low' });
  });
});

it('the verdict names model and prompt, and keeps the quotations of both once', () => {
  const quote = { field: 'description', quote: 'Renames a page' };
  const both = applyJudgement(verdict(), judgement({ evidence: [quote, { field: 'name', quote: 'rename' }] }), NO_FLOOR);
  expect(both.judge).toEqual({ version: '1', model: 'test-model', promptHash: 'p' });
  expect(both.evidence).toEqual([quote, { field: 'name', quote: 'rename' }]);
});
