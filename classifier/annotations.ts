/** What a definition declares of itself, held against the verdict. */
import type { AnnotationMismatch, Category, Facets } from '../db/model.ts';
import type { Reading } from './reading/types.ts';

/** Declared annotations that the verdict disagrees with; they are claims and change nothing. */
export function mismatchesOf({ hints }: Reading, category: Category, facets: Facets): AnnotationMismatch[] {
  const mismatches: AnnotationMismatch[] = [];
  if (hints.readOnly !== undefined && hints.readOnly !== (category === 'Read'))
    mismatches.push({ hint: 'readOnlyHint', declared: hints.readOnly, judged: category });
  if (hints.destructive !== undefined && hints.readOnly !== true) {
    const destroys = category === 'Destructive';
    if (hints.destructive !== destroys && (category === 'Destructive' || category === 'Read' || category === 'Write'))
      mismatches.push({ hint: 'destructiveHint', declared: hints.destructive, judged: category });
  }
  if (hints.openWorld === false && facets.openWorld === true)
    mismatches.push({ hint: 'openWorldHint', declared: false, judged: 'reaches beyond its own system' });
  if (hints.idempotent === true && facets.idempotent === false)
    mismatches.push({ hint: 'idempotentHint', declared: true, judged: 'each call adds to the last' });
  return mismatches;
}
