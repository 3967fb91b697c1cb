import { expect, it } from 'vitest';
import { RUBRIC_IDS } from '../../classifier/types.ts';
import { RUBRIC, rubricAnchor } from '../../site/rubric.ts';

it('every risk rule is published once, under an address of its own', () => {
  expect(RUBRIC.map(({ id }) => id)).toEqual([...RUBRIC_IDS]);
  expect(new Set(RUBRIC.map(({ id }) => rubricAnchor(id))).size).toBe(RUBRIC.length);
  for (const { id } of RUBRIC) expect(rubricAnchor(id)).toMatch(/^rule-[a-z0-9-]+$/);
});
