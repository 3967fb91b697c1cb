/** Steps of use, split once for all pages into text and the code that stood in backticks: odd parts are code. */
import type { PolicyFormat } from '../../classifier/types.ts';

const split = new Map<string, string[][]>();

export function stepsOf({ id, use }: Pick<PolicyFormat, 'id' | 'use'>): string[][] {
  const known = split.get(id);
  if (known) return known;
  const parts = use.map((step) => step.split('`'));
  split.set(id, parts);
  return parts;
}
