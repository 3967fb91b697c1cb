/** A tool, a verdict of the rules on it, and an answer of a model, for the tests of the model judge. */
import type { Question } from '../../../classifier/llm/types.ts';
import { bandOf, type Facets, type ToolDefinition, type Verdict } from '../../../db/model.ts';

const FACETS: Facets = {
  reversibility: 'reversible',
  egress: 'none',
  sensitiveRead: 'none',
  untrustedIngest: null,
  exfilSink: null,
  exec: 'none',
  money: 'none',
  privilegeChange: null,
  scope: 'single',
  production: null,
  idempotent: null,
  openWorld: null,
  persistsInstructions: null,
  costBearing: null,
  identityActing: null,
  hasDryRun: false,
  hasConfirmParam: false,
  hostFile: 'none',
};

export const RENAME: ToolDefinition = {
  name: 'rename_page',
  description: 'Renames a page of the notebook.',
  inputSchema: { type: 'object', properties: { id: { type: 'string', description: 'Which page' }, title: { type: 'string' } } },
};

export function verdict(changes: Partial<Verdict> = {}): Verdict {
  const confidence = changes.confidence ?? 0.7;
  return {
    category: 'Write',
    risk: 'Medium',
    basis: ['base'],
    rules: [],
    facets: FACETS,
    confidence,
    band: bandOf(confidence),
    runnerUp: { category: 'Read', risk: 'Low' },
    evidence: [{ field: 'description', quote: 'Renames a page' }],
    rationale: 'Ours.',
    wouldChangeIf: 'Ours too.',
    suspiciousText: [],
    perAction: [],
    mismatches: [],
    judge: { version: '1' },
    ...changes,
  };
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
