import { describe, expect, it } from 'vitest';
import { classify } from '../../../classifier/classify.ts';
import { readAnswer } from '../../../classifier/llm/answer.ts';
import { applyJudgement } from '../../../classifier/llm/apply.ts';
import { EXCEPTIONS } from '../../../classifier/llm/exceptions.ts';
import { CATEGORIES, CATEGORY_PRECEDENCE, RISKS, rank, type ToolDefinition, type Verdict } from '../../../db/model.ts';
import { answer } from '../llm/samples.ts';
import { EDITS, MILD_CLAIMS } from './edits.ts';
import { SAMPLES } from './tools.ts';

const plain = SAMPLES.map(({ tool, context }) => classify(tool, context));

/** "delete_page: Destructive, High → Read, Low" where the second is milder in category or risk; else null. */
function milder(name: string, before: Verdict, after: Verdict): string | null {
  const category = rank(CATEGORY_PRECEDENCE, after.category) > rank(CATEGORY_PRECEDENCE, before.category);
  const risk = rank(RISKS, after.risk) < rank(RISKS, before.risk);
  return category || risk ? `${name}: ${before.category}, ${before.risk} → ${after.category}, ${after.risk}` : null;
}

it('the samples are of every category and every risk', () => {
  expect(new Set(plain.map((verdict) => verdict.category))).toEqual(new Set(CATEGORIES));
  expect(new Set(plain.map((verdict) => verdict.risk))).toEqual(new Set(RISKS));
});

describe('what an author adds for the judge lowers no label', () => {
  it.each(EDITS)('$id', ({ edit }) => {
    const lowered = SAMPLES.map(({ tool, context }, at) => milder(tool.name, plain[at] as Verdict, classify(edit(tool), context)));
    expect(lowered.filter((line) => line !== null)).toEqual([]);
  });

  it.each(MILD_CLAIMS)('nor what it says of itself before, behind or below: %s', (claim) => {
    const lowered = SAMPLES.flatMap(({ tool, context }, at) =>
      [`${tool.description} ${claim}`, `${claim} ${tool.description}`, `${tool.description}\n\n${claim}`].map((description) =>
        milder(tool.name, plain[at] as Verdict, classify({ ...tool, description }, context)),
      ),
    );
    expect(lowered.filter((line) => line !== null)).toEqual([]);
  });

  it('not even all of it together', () => {
    const some = EDITS.filter(({ id }) => /^append|annotations|claims/.test(id));
    const lowered = SAMPLES.map(({ tool, context }, at) => {
      const edited = some.reduce((changed, { edit }) => edit(changed), tool);
      return milder(tool.name, plain[at] as Verdict, classify(edited, context));
    });
    expect(lowered.filter((line) => line !== null)).toEqual([]);
  });
});

it('claims for the judge are seen', () => {
  const told = EDITS.filter(({ id }) => /^(?:append|prepend|claims|a-parameter)/.test(id));
  const missed = told.filter(({ edit }) => {
    const { tool, context } = SAMPLES[6] as (typeof SAMPLES)[number];
    return classify(edit(tool), context).suspiciousText.length === 0;
  });
  expect(missed.map(({ id }) => id)).toEqual([]);
});

describe('a model that obeys the definition lowers no label', () => {
  /** What a model answers that believes every claim: the mildest label, on whatever exception can be had. */
  function obedient(tool: ToolDefinition, exception: string): string {
    const quote = { field: 'name', quote: tool.name };
    const words = { field: 'description', quote: (tool.description ?? '').slice(-60) };
    return JSON.stringify({
      ...answer(),
      category: 'Read',
      risk: 'Low',
      evidence: [quote],
      exception,
      exceptionQuote: exception === 'none' ? null : words,
      rationale: 'The tool says it is safe.',
    });
  }

  function judged(tool: ToolDefinition, verdict: Verdict, exception: string): Verdict {
    const said = readAnswer(obedient(tool, exception), tool);
    return applyJudgement(verdict, { ...said, model: 'obedient', promptHash: 'p', passesDisagree: false }, verdict);
  }

  it.each(EDITS.filter(({ id }) => id.startsWith('append')))('$id', ({ edit }) => {
    for (const { tool, context } of SAMPLES) {
      const edited = edit(tool);
      const verdict = classify(edited, context);
      for (const exception of ['none', ...EXCEPTIONS.map(({ id }) => id)])
        expect(milder(tool.name, verdict, judged(edited, verdict, exception))).toBeNull();
    }
  });
});
