/** The behaviour hints that a server declares, beside what was judged. Hints are claims: they never make a verdict milder. */
import type { JudgedTool } from '../../db/model.ts';

const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

export interface DeclaredHint {
  hint: (typeof HINTS)[number];
  declared: boolean;
  mismatch: boolean;
  note: string;
}

export function annotationsOf({ definition, verdict }: JudgedTool): DeclaredHint[] {
  const { annotations } = definition;
  if (typeof annotations !== 'object' || annotations === null || Array.isArray(annotations)) return [];
  return HINTS.flatMap((hint) => {
    const declared = annotations[hint];
    if (typeof declared !== 'boolean') return [];
    const mismatch = verdict.mismatches.find((each) => each.hint === hint);
    return [{ hint, declared, mismatch: mismatch !== undefined, note: mismatch?.judged ?? '' }];
  });
}
