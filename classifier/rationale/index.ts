/** A verdict in words, made from what the rules saw (rubric §11). */
import type { Case } from '../types.ts';

/** Why the verdict is what it is. */
export function rationaleOf({ verdict, findings, reading }: Case): string {
  const quote = verdict.evidence[0];
  const seen = findings.map((finding) => finding.saw).join('; ');
  const said = quote ? `"${quote.quote}" (${quote.field})` : 'Name only';
  return `${said}: ${seen || `nothing in "${reading.tool.name}" that a rule knows`}. Therefore ${verdict.category}, ${verdict.risk} (${verdict.basis.join(', ')}), rather than ${verdict.runnerUp.category}.`;
}

/** What would change the verdict, in one sentence. */
export function changeOf({ verdict }: Case): string {
  return `A definition that describes another effect would be judged again; ${verdict.runnerUp.category} was the next most plausible.`;
}
