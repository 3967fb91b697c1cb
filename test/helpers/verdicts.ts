/** A verdict where only what is given matters. */
import type { Verdict } from '../../db/model.ts';

export function verdict(changes: Partial<Verdict> = {}): Verdict {
  return {
    category: 'Read',
    risk: 'Low',
    basis: ['base'],
    rules: [],
    facets: {
      reversibility: 'n/a',
      egress: 'none',
      sensitiveRead: 'none',
      untrustedIngest: false,
      exfilSink: false,
      exec: 'none',
      money: 'none',
      privilegeChange: false,
      scope: 'single',
      production: null,
      idempotent: true,
      openWorld: null,
      persistsInstructions: false,
      costBearing: false,
      identityActing: false,
      hasDryRun: false,
      hasConfirmParam: false,
      hostFile: 'none',
    },
    confidence: 0.9,
    band: 'high',
    runnerUp: { category: 'Write', risk: 'Medium' },
    evidence: [],
    rationale: 'Reads.',
    wouldChangeIf: 'It wrote.',
    suspiciousText: [],
    perAction: [],
    mismatches: [],
    judge: { version: '1' },
    ...changes,
  };
}
