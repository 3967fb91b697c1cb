/**
 * The decision table: which row a judged tool falls into, and what each posture does with the row.
 * The `recommended` column is the reference; `strict` is one step tighter, `permissive` one step looser.
 * Within a column, a worse risk of the same category is never looser.
 */
import type { Facets, Verdict } from '../../db/model.ts';
import type { Label, Limit, Posture } from '../types.ts';

export type Row =
  | 'read-low'
  | 'read-medium'
  | 'read-high'
  | 'write-low'
  | 'write-medium'
  | 'write-high'
  | 'write-privilege'
  | 'execute-medium'
  | 'execute-high'
  | 'execute-production'
  | 'execute-critical'
  | 'destructive'
  | 'financial';

/** `hide` and `block`, or the calls allowed per window; `{}` allows without a limit. */
export type Measure = 'hide' | 'block' | Partial<Record<Limit['window'], number>>;

export const TABLE: Record<Posture, Record<Row, Measure>> = {
  strict: {
    'read-low': { minute: 60 },
    'read-medium': { minute: 30 },
    'read-high': 'hide',
    'write-low': { minute: 30 },
    'write-medium': { minute: 10 },
    'write-high': 'block',
    'write-privilege': 'hide',
    'execute-medium': { minute: 10 },
    'execute-high': 'block',
    'execute-production': 'hide',
    'execute-critical': 'hide',
    destructive: 'hide',
    financial: 'hide',
  },
  recommended: {
    'read-low': {},
    'read-medium': { minute: 60 },
    'read-high': 'block',
    'write-low': { minute: 60 },
    'write-medium': { minute: 30 },
    'write-high': { minute: 10, day: 100 },
    'write-privilege': 'block',
    'execute-medium': { minute: 30 },
    'execute-high': { minute: 10 },
    'execute-production': 'block',
    'execute-critical': 'block',
    destructive: 'hide',
    financial: 'block',
  },
  permissive: {
    'read-low': {},
    'read-medium': { minute: 120 },
    'read-high': 'block',
    'write-low': { minute: 120 },
    'write-medium': { minute: 60 },
    'write-high': { minute: 30, day: 300 },
    'write-privilege': 'block',
    'execute-medium': { minute: 60 },
    'execute-high': { minute: 30 },
    'execute-production': { minute: 10 },
    'execute-critical': 'block',
    destructive: 'block',
    financial: 'block',
  },
};

/** Calls of all tools of a server together, per minute. */
export const ALL_TOOLS_PER_MINUTE: Record<Posture, number> = { strict: 30, recommended: 60, permissive: 120 };

/** What a blocked call is told, by row. */
const BLOCKED: Record<Row, string> = {
  'read-low': 'Requires human approval.',
  'read-medium': 'Requires human approval.',
  'read-high': 'Returns sensitive data. Requires human approval.',
  'write-low': 'Requires human approval.',
  'write-medium': 'Requires human approval.',
  'write-high': 'High-risk change. Requires human approval.',
  'write-privilege': 'Changes access rights. Requires human approval.',
  'execute-medium': 'Requires human approval.',
  'execute-high': 'Starts an action. Requires human approval.',
  'execute-production': 'Acts on production. Requires human approval.',
  'execute-critical': 'Runs caller-supplied code. Requires human approval.',
  destructive: 'Deletes data. Requires human approval.',
  financial: 'Requires human approval.',
};

/** What the table looks at; `basis` are rubric rule ids. */
export type Judged = Label & { basis: readonly string[]; facets: Facets };

/** The row of a label alone. */
export function plainRowOf({ category, risk }: Label): Row {
  const severe = risk === 'High' || risk === 'Critical';
  switch (category) {
    case 'Read':
      return severe ? 'read-high' : risk === 'Medium' ? 'read-medium' : 'read-low';
    case 'Write':
      if (risk === 'Critical') return 'write-privilege';
      return severe ? 'write-high' : risk === 'Medium' ? 'write-medium' : 'write-low';
    case 'Execute':
      if (risk === 'Critical') return 'execute-critical';
      return severe ? 'execute-high' : 'execute-medium';
    case 'Destructive':
      return 'destructive';
    case 'Financial':
      return 'financial';
  }
}

/** The row of a judged tool. Facets and rule ids only ever move it to a stricter row. */
export function rowOf(judged: Judged): Row {
  const { category, basis, facets } = judged;
  const row = plainRowOf(judged);
  if (category === 'Read' && facets.sensitiveRead === 'secret') return 'read-high';
  if (row === 'write-high' && changesPrivilege(basis, facets)) return 'write-privilege';
  if (row === 'execute-high' && (facets.production === true || basis.includes('E3'))) return 'execute-production';
  return row;
}

/** A visibility flag among the parameters does not make a tool that sends (W2) one that changes rights (W1). */
function changesPrivilege(basis: readonly string[], facets: Facets): boolean {
  return basis.includes('W1') || (facets.privilegeChange === true && !basis.some((id) => /^W\d/.test(id)));
}

/** What a blocked call of this tool is told. */
export function blockedMessage(verdict: Verdict | Judged, row: Row): string {
  // A watch that is silenced is a security setting, and nobody's right.
  if (row === 'write-privilege' && verdict.facets.privilegeChange === false) return 'Silences a warning. Requires human approval.';
  if (row !== 'read-high') return BLOCKED[row];
  if (verdict.basis.includes('R1') || verdict.facets.sensitiveRead === 'secret') return 'Returns secrets. Requires human approval.';
  return verdict.basis.includes('R5') ? 'Reads any file of the host. Requires human approval.' : BLOCKED[row];
}
