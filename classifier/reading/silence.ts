/** What kind of nothing a description says. */
import type { Reading } from './types.ts';
import { textWords } from './words.ts';

/** It is empty, the name again, or words that stand in place of one. */
export type Silence = 'empty' | 'repeating' | 'filling';

/** What is said of such a description. */
export const SILENT: Readonly<Record<Silence, string>> = {
  empty: 'is empty',
  repeating: 'says no more than the name',
  filling: 'does not say what it does',
};

/** Of which kind a silent description is. */
export function silenceOf({ description, name }: Pick<Reading, 'description' | 'name'>): Silence {
  const said = textWords(description, 0, description.length);
  if (said.length === 0) return 'empty';
  return said.some(({ lemma }) => name.words.some((own) => own.lemma === lemma)) ? 'repeating' : 'filling';
}
