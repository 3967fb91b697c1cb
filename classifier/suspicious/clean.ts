/** How every text of a definition is read by a judge. */
import { reading } from './unicode.ts';

/** Longest text a judge reads of one field. */
const JUDGED = 8_000;

const COMMENTS = /<!--([\s\S]*?)-->/g;

/**
 * A text as a judge reads it: compatibility forms composed (NFKC), invisible characters and HTML comments left out,
 * look-alike letters of a disguised word spelled in Latin, length capped. For hashing and showing the original stands.
 */
export function cleanForJudging(text: string): string {
  // Blank space is no reason to stop reading: a description may hide behind a thousand empty lines.
  const dense = text.length > JUDGED ? text.replace(/\s{20,}/g, '\n\n') : text;
  let clean = dense.length > JUDGED ? dense.slice(0, JUDGED) : dense;
  clean = reading(clean);
  if (clean.includes('<!--')) {
    const outside = clean.replace(COMMENTS, ' ');
    // An author who comments out everything still means the model to read it.
    clean = outside.trim() === '' ? clean.replace(COMMENTS, '$1') : outside;
  }
  return clean;
}
