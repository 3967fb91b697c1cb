/**
 * The index as files. `search/index.json` is read first; everything else lies in a folder named by its content, so that a
 * browser's cache never mixes two nights. Files end in `.bin` and are deflated by us: no host needs to compress them.
 *
 *   search/index.json           IndexMeta
 *   search/<folder>/top.bin     the most frequent words, with how frequent they are
 *   search/<folder>/d<n>.bin    dictionary: a stretch of the sorted words, with short posting lists inside
 *   search/<folder>/p<n>.bin    part of a long posting list
 *   search/<folder>/r<n>.bin    what is shown of RECORDS consecutive documents
 *   search/<folder>/k<n>.bin    lookup: servers by package, address and name
 *
 * Documents are servers (ids from 0) and tools (ids from `firstTool`). Tools stand in order of the number of words of their
 * name, then of how many servers offer the name, then of the name: so the best answer to a word is its first document.
 */
import { CATEGORIES, type Category, EVIDENCE_LEVELS, type Evidence, RISKS, type Risk } from '../../db/model.ts';

export const INDEX_VERSION = 1;

export interface IndexMeta {
  version: typeof INDEX_VERSION;
  folder: string;
  servers: number;
  tools: number;
  firstTool: number;
  /** `lengths[k]` is the first tool whose name has more than k words; ends with the id after the last tool. */
  lengths: number[];
  /** For each dictionary file, the beginning of its first word that sorts after all words of earlier files. */
  blocks: string[];
  /** Number of lookup files. */
  lookups: number;
}

/** Posting lists are evaluated in stretches of so many ids. */
export const WINDOW = 65_536;
/** Documents in one record file. */
export const RECORDS = 32;

/** Where a word was found, best first. Servers have it in their name or their summary only. */
export const FIELDS = ['name', 'server', 'summary'] as const;
export const NAME = 0;
export const SERVER = 1;
export const SUMMARY = 2;

/** Words that no text contains, for filters: all tools of one server, of one label, of one level of evidence. */
export function serverWord(slug: string): string {
  return `=${slug}`;
}
export function labelWord(category: Category, risk: Risk): string {
  return `#${category}/${risk}`;
}
export function evidenceWord(evidence: Evidence): string {
  return `#${evidence}`;
}

/** Category, risk and evidence in one byte. */
export function facetOf(category: Category, risk: Risk, evidence: Evidence): number {
  return (EVIDENCE_LEVELS.indexOf(evidence) * CATEGORIES.length + CATEGORIES.indexOf(category)) * RISKS.length + RISKS.indexOf(risk);
}

export function readFacet(facet: number): { category: Category; risk: Risk; evidence: Evidence } {
  const label = Math.floor(facet / RISKS.length);
  return {
    risk: RISKS[facet % RISKS.length] as Risk,
    category: CATEGORIES[label % CATEGORIES.length] as Category,
    evidence: EVIDENCE_LEVELS[Math.floor(label / CATEGORIES.length)] as Evidence,
  };
}

/** A record file: the servers it speaks of, and one row a document. Numbers in a tool's row: index into `servers`, facet. */
export interface RecordFile {
  servers: [slug: string, title: string, vanished?: 1][];
  rows: (ToolRow | ServerRow)[];
}
/** The slug is 0 where it is the name with dashes for separators, in lower case. */
export type ToolRow = [name: string, slug: string | 0, server: number, facet: number, summary: string];
export type ServerRow = [server: number, tools: number, summary: string];

/** What a tool's slug is most often. */
export function usualSlug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9.-]/g, '-');
}
