/** A reviewed verdict over the judge's, for the definition that was reviewed. */
import { bandOf, type Override, type StoodOverride, type Verdict } from '../../db/model.ts';

/** A person has read this very definition: as sure as the rubric lets anyone be (§6). */
const REVIEWED = 0.95;

/**
 * The verdict with the override standing over it, or unchanged where the definition is no longer the reviewed one. What the
 * judge said is kept beside it either way. Suspicious text, facets and evidence stay the judge's.
 */
export function applyOverride(verdict: Verdict, override: Override, currentHash: string): { verdict: Verdict; override: StoodOverride } {
  const judged = { category: verdict.category, risk: verdict.risk };
  const lapsed = override.definitionHash !== currentHash;
  const stood: StoodOverride = { ...override, lapsed, judged };
  if (lapsed) return { verdict, override: stood };
  const { category, risk, author, date, reason } = override;
  return {
    verdict: {
      ...verdict,
      category,
      risk,
      basis: [],
      confidence: REVIEWED,
      band: bandOf(REVIEWED),
      runnerUp: judged,
      rationale: `Set by review, not by the judge: ${author} read this definition on ${date} and judged it ${category}, ${risk}. ${sentence(reason)} The judge’s own reading was ${judged.category}, ${judged.risk}.`,
      wouldChangeIf: 'The review speaks about this definition only: when a word of it changes, the judge’s own verdict stands again.',
    },
    override: stood,
  };
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
