/** A tool, a verdict of the rules on it, and an answer of a model, for the tests of the model judge. */
import type { Question } from '../../../classifier/llm/types.ts';
import { bandOf, type ToolDefinition, type Verdict } from '../../../db/model.ts';
import { verdict as anyVerdict } from '../../helpers/verdicts.ts';

export const RENAME: ToolDefinition = {
  name: 'rename_page',
  description: 'Renames a page of the notebook.',
  inputSchema: { type: 'object', properties: { id: { type: 'string', description: 'Which page' }, title: { type: 'string' } } },
};

/** A verdict of the rules that the model may be asked about. */
export function verdict(changes: Partial<Verdict> = {}): Verdict {
  const confidence = changes.confidence ?? 0.7;
  return anyVerdict({
    category: 'Write',
    risk: 'Medium',
    confidence,
    band: bandOf(confidence),
    runnerUp: { category: 'Read', risk: 'Low' },
    evidence: [{ field: 'description', quote: 'Renames a page' }],
    ...changes,
  });
}

export function question(changes: Partial<Question> = {}): Question {
  return { hash: 'h1', tool: RENAME, context: { server: 'notes', siblings: ['rename_page', 'read_page'] }, verdict: verdict(), ...changes };
}

export function answer() {
  return {
    category: 'Write',
    risk: 'Medium',
    basis: ['base'],
    exception: 'none',
    exceptionQuote: null,
    evidence: [{ field: 'description', quote: 'Renames a page' }],
    rationale: 'Renames one page of the notebook.',
    wouldChangeIf: 'If it overwrote the page.',
    confidence: 0.9,
  };
}
