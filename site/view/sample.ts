/** A small invented server with one tool of every treatment, for the pages that explain a format. */
import type { Category, JudgedTool, Risk, Verdict } from '../../db/model.ts';

const FACETS: Verdict['facets'] = {
  reversibility: 'n/a',
  egress: 'none',
  sensitiveRead: 'none',
  untrustedIngest: false,
  exfilSink: false,
  exec: 'none',
  money: 'none',
  privilegeChange: false,
  scope: 'single',
  production: false,
  idempotent: null,
  openWorld: null,
  persistsInstructions: false,
  costBearing: false,
  identityActing: false,
  hasDryRun: false,
  hasConfirmParam: false,
  hostFile: 'none',
};

export const SAMPLE_SERVER = 'notes';

/** Allowed, limited, blocked and hidden, in that order. */
export const SAMPLE: readonly JudgedTool[] = [
  sample('list_notes', 'Read', 'Low', 'base'),
  sample('share_note', 'Write', 'Medium', 'base'),
  sample('read_api_key', 'Read', 'High', 'R1'),
  sample('delete_notebook', 'Destructive', 'Critical', 'D1'),
];

function sample(name: string, category: Category, risk: Risk, basis: string): JudgedTool {
  return {
    name,
    definition: { name },
    verdict: {
      category,
      risk,
      basis: [basis],
      rules: [],
      facets: FACETS,
      confidence: 1,
      band: 'high',
      runnerUp: { category, risk },
      evidence: [],
      rationale: '',
      wouldChangeIf: '',
      suspiciousText: [],
      perAction: [],
      mismatches: [],
      judge: { version: 'sample' },
    },
  };
}
