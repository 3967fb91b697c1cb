/** What a run of `npm run classify` says when it is done. */
import { CATEGORIES, RISKS } from '../db/model.ts';
import type { FileReport } from './classify-file.ts';

/** The number of tools judged, and of each category and risk how many. */
export function summary(judged: number, report: Pick<FileReport, 'byCategory' | 'byRisk' | 'seconds'>): string[] {
  const counts = (words: readonly string[], by: Record<string, number>) => words.map((word) => `${word} ${by[word]}`).join(' · ');
  return [`${judged} tools judged in ${report.seconds.toFixed(1)} s`, counts(CATEGORIES, report.byCategory), counts(RISKS, report.byRisk)];
}
