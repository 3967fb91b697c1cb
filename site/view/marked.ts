/** A text with the quoted passages marked in it. */
import type { Quote } from '../../db/model.ts';

export interface Passage {
  text: string;
  marked: boolean;
}

/** Splits `text` at the quotes that stand in `field`; quotes that do not occur are passed over, overlaps are joined. */
export function markQuotes(text: string, field: string, quotes: readonly Quote[]): Passage[] {
  const spans = quotes
    .filter((quote) => quote.field === field && quote.quote !== '')
    .map(({ quote }) => [text.indexOf(quote), quote.length] as const)
    .filter(([start]) => start >= 0)
    .sort(([a], [b]) => a - b);
  const passages: Passage[] = [];
  let at = 0;
  for (const [start, length] of spans) {
    const from = Math.max(start, at);
    const to = start + length;
    if (to <= from) continue;
    const last = passages.at(-1);
    if (from > at) passages.push({ text: text.slice(at, from), marked: false });
    else if (last?.marked) {
      last.text += text.slice(from, to);
      at = to;
      continue;
    }
    passages.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) passages.push({ text: text.slice(at), marked: false });
  return passages;
}
