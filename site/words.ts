/** Fixed wording for the closed lists of the house's language. */
import type { Band, Category, Evidence, Risk } from '../db/model.ts';

export const CATEGORY_WORDS: Record<Category, string> = {
  Read: 'only returns information',
  Write: 'changes something in a fixed way; the arguments are data',
  Execute: 'runs what the caller supplies or names',
  Destructive: 'removes or ends something for good',
  Financial: 'spends, moves or commits money',
};

export const RISK_WORDS: Record<Risk, string> = {
  Low: 'little to lose in one call',
  Medium: 'a mistake is a nuisance, mostly undone',
  High: 'a mistake reaches people, secrets or data that do not come back',
  Critical: 'one call can cost money, a system or everything in it',
};

export const EVIDENCE_WORDS: Record<Evidence, { short: string; long: string }> = {
  live: { short: 'live', long: 'as the running server answered tools/list' },
  package: { short: 'package source', long: 'read in the published package; nothing was run' },
  manifest: { short: 'manifest', long: 'taken from a list that the author published' },
  readme: { short: 'README', long: 'taken from the README, the weakest evidence' },
};

export const BAND_WORDS: Record<Band, string> = { high: 'high confidence', medium: 'medium confidence', low: 'low confidence' };

/** `2026-11-20T03:12:00.000Z` as `20 Nov 2026`. */
export function day(iso: string): string {
  const [year, month, date] = iso.slice(0, 10).split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 43127 as `43,127`. */
export function number(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Cut at `length` characters, never inside a surrogate pair. */
export function cut(text: string, length: number): string {
  // Most texts are short, and a page cuts dozens.
  if (text.length <= length) return text;
  const letters = [...text.slice(0, length * 2 + 2)];
  return letters.length <= length ? letters.join('') : `${letters.slice(0, length - 1).join('')}…`;
}

/** A count for pages that are not rebuilt when it moves a little: two leading digits from a thousand on. */
export function roughly(count: number): string {
  if (count < 1000) return number(count);
  const step = 10 ** (String(Math.trunc(count)).length - 2);
  return `${number(Math.floor(count / step) * step)}+`;
}
