/** Where a rendered policy is downloaded from: the file beside the page, or, in catalogues too large for a file each, the page itself. */
import type { Rendering } from './derive.ts';

/** What a browser would drop from an address, or read as something else, beside `%`, `#` and the ends of lines. The rest stands as it is: thirteen of these are in every page. */
const SPECIAL = /\p{Cc}| $/gu;

/** Relative to the page. policy.json always lies there as a file; the others where `files` says so. */
export function downloadOf({ format, beside, text }: Pick<Rendering, 'format' | 'beside' | 'text'>, files: boolean): string {
  if (format.id === 'policy-json' || files) return beside;
  const lines = text.toWellFormed().replaceAll('%', '%25').replaceAll('#', '%23').replaceAll('\n', '%0A');
  return `data:text/plain;charset=utf-8,${lines.replace(SPECIAL, encodeURIComponent)}`;
}
