/** A search as an address: `?q=&category=&risk=&evidence=&server=`; lists by repetition. What is not understood is dropped. */
import { CATEGORIES, EVIDENCE_LEVELS, RISKS } from '../../db/model.ts';
import type { Filters } from './engine.ts';

export function readAddress(params: URLSearchParams): { text: string; filters: Filters } {
  const chosen = <T extends string>(name: string, all: readonly T[]): T[] => {
    const words = new Set(params.getAll(name).map((word) => word.toLowerCase()));
    return all.filter((word) => words.has(word.toLowerCase()));
  };
  const server = params.get('server') ?? '';
  return {
    text: (params.get('q') ?? '').slice(0, 200),
    filters: {
      categories: chosen('category', CATEGORIES),
      risks: chosen('risk', RISKS),
      evidence: chosen('evidence', EVIDENCE_LEVELS),
      ...(server !== '' && { server }),
    },
  };
}

/** With its question mark; empty where nothing is asked. */
export function writeAddress(text: string, { categories, risks, evidence, server }: Filters): string {
  const params = new URLSearchParams();
  if (text.trim() !== '') params.set('q', text.toWellFormed());
  for (const word of categories) params.append('category', word);
  for (const word of risks) params.append('risk', word);
  for (const word of evidence) params.append('evidence', word);
  if (server !== undefined) params.set('server', server);
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}
