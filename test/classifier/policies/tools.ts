/** Judged tools, written for these tests. */

import type { Label, Policy } from '../../../classifier/types.ts';
import { bandOf, type Facets, type Json, type JudgedTool, type Verdict } from '../../../db/model.ts';

/** Nothing known, nothing found. */
export const FACETS: Facets = {
  reversibility: 'depends',
  egress: 'unknown',
  sensitiveRead: 'none',
  untrustedIngest: null,
  exfilSink: null,
  exec: 'none',
  money: 'none',
  privilegeChange: null,
  scope: 'unknown',
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

export interface Wanted extends Partial<Omit<Verdict, 'facets'>> {
  name?: string;
  title?: string;
  description?: string;
  facets?: Partial<Facets>;
  /** Properties of the input schema, and which of them are required. */
  parameters?: { [name: string]: Json };
  required?: string[];
}

/** A tool with this label, sure of itself, and whatever else is wanted. */
export function judged(label: `${Label['category']}/${Label['risk']}`, wanted: Wanted = {}): JudgedTool {
  const [category, risk] = label.split('/') as [Label['category'], Label['risk']];
  const { name = 'tidy_shelf', title, description = '', facets, parameters, required, ...verdict } = wanted;
  const confidence = wanted.confidence ?? 0.95;
  const inputSchema = parameters && { type: 'object', properties: parameters, ...(required && { required }) };
  return {
    name,
    definition: { name, title, description, inputSchema },
    verdict: {
      category,
      risk,
      basis: ['base'],
      rules: [],
      confidence,
      band: bandOf(confidence),
      runnerUp: { category, risk },
      evidence: [],
      rationale: '',
      wouldChangeIf: '',
      suspiciousText: [],
      perAction: [],
      mismatches: [],
      judge: { version: 'test' },
      ...verdict,
      facets: { ...FACETS, ...facets },
    },
  };
}

/** Every `args.<name>` that a policy's conditions name. */
export function pathsOf(policy: Policy): string[] {
  const rules = Object.values(policy.tools ?? {}).flatMap(({ require = [], deny_if = [] }) => [...require, ...deny_if]);
  return rules.flatMap(({ conditions }) => conditions.map(({ path }) => path));
}
