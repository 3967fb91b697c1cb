/** The search itself, in the browser: a question in, what is shown out. */
import { CATEGORIES, type Category, type Evidence, RISKS, type Risk } from '../../db/model.ts';
import { type Demand, findServers, findTools, type Group } from './evaluate.ts';
import { type FetchFile, type Files, openFiles, recordOf } from './files.ts';
import { evidenceWord, labelWord, NAME, readFacet, type ServerRow, serverWord, type ToolRow, usualSlug } from './layout.ts';
import { lookupFileOf } from './lookup.ts';
import { type Asked, askedWords, exactTerm, MISTYPED } from './question.ts';

/** Empty lists filter nothing. */
export interface Filters {
  categories: Category[];
  risks: Risk[];
  evidence: Evidence[];
  server?: string | undefined;
}

export const NO_FILTERS: Filters = { categories: [], risks: [], evidence: [] };

export interface Question {
  /** Words; in quotation marks, the whole name of a tool. */
  text: string;
  filters: Filters;
  /** Names of tools, and servers, at most. */
  tools: number;
  servers: number;
  /** Also where there are enough better answers: in servers' names and in summaries. */
  deep?: boolean;
}

export interface ToolHit {
  name: string;
  slug: string;
  category: Category;
  risk: Risk;
  evidence: Evidence;
  summary: string;
  server: { slug: string; title: string; vanished: boolean };
}

export interface ServerHit {
  slug: string;
  title: string;
  tools: number;
  summary: string;
  vanished: boolean;
}

export interface Answer {
  /** Tools of one name together: the best known of them, and how many there are. */
  tools: { hits: ToolHit[]; total: number }[];
  servers: ServerHit[];
  /** No further tool answers. */
  complete: boolean;
  /** Words that were read as others. */
  read: { said: string; meant: string[] }[];
  /** Words that stand nowhere and were left out. */
  ignored: string[];
}

export interface Search {
  answer(question: Question): Promise<Answer>;
  /** Fetches what every question needs. */
  warm(): Promise<unknown>;
  /** Servers by one lookup key (lookup.ts), the best known first. */
  lookUp(key: string): Promise<[slug: string, title: string][]>;
}

const SHOWN_OF_A_NAME = 3;
/** With fewer answers, a rare word is suspected of being mistyped. */
const FEW = 3;

export async function openSearch(fetchFile: FetchFile, fresh = false): Promise<Search> {
  const files = await openFiles(fetchFile, fresh);
  return {
    answer: (question) => answer(files, question),
    warm: () => files.top(),
    lookUp: (key) => lookUp(files, key),
  };
}

async function lookUp({ meta, lookup }: Files, key: string): Promise<[string, string][]> {
  const found = await lookup(lookupFileOf(key, meta.lookups));
  return Object.hasOwn(found, key) ? (found[key] ?? []) : [];
}

async function answer(files: Files, question: Question): Promise<Answer> {
  const quoted = /^\s*"(.*)"\s*$/.exec(question.text);
  const text = quoted ? `${quoted[1]} ` : question.text;
  const first = await ask(files, question, text, quoted !== null, false);
  const unlikely = first.groups.length === 0 || (first.groups.length < FEW && first.words.some(isRare));
  const guessable = unlikely && !quoted && first.words.some(({ terms }) => terms.every(isMeant));
  const result = guessable ? await ask(files, question, text, false, true) : first;
  const guessed = result.groups.length > first.groups.length || result.servers.length > first.servers.length ? result : first;
  const [tools, servers] = await Promise.all([
    Promise.all(guessed.groups.map(async ({ ids, total }) => ({ hits: await Promise.all(ids.map((id) => toolHit(files, id))), total }))),
    Promise.all(guessed.servers.map(({ ids }) => serverHit(files, ids[0] as number))),
  ]);
  const read = guessed.words.flatMap(({ said, terms }) => {
    const meant = terms.filter((term) => !isMeant(term)).map(({ word }) => word);
    return meant.length > 0 && meant.length === terms.length ? [{ said, meant }] : [];
  });
  return { tools, servers, complete: guessed.complete, read, ignored: guessed.ignored };
}

/** So rare that it may be somebody's typing error, of which there are some in every catalogue. */
function isRare({ terms }: Asked): boolean {
  return terms.reduce((sum, { lists }) => sum + (lists[NAME]?.count ?? 0), 0) < FEW;
}

function isMeant({ distance }: { distance: number }): boolean {
  return distance !== MISTYPED;
}

async function ask(files: Files, question: Question, text: string, wholeName: boolean, guess: boolean) {
  const { filters } = question;
  const said = await askedWords(files, text, guess);
  const known = said.filter(({ terms }) => terms.length > 0);
  const ignored = said.length > known.length ? said.filter(({ terms }) => terms.length === 0).map((each) => each.said) : [];
  const words = known.some(({ weak }) => !weak) && !(wholeName && ignored.length > 0) ? known : [];
  const required = await requiredWords(files, filters);
  const demand: Demand = {
    words,
    required: required ?? [],
    limit: question.tools,
    grouped: wholeName ? 1 : SHOWN_OF_A_NAME,
    wholeName,
    deep: question.deep ?? false,
  };
  const nothing = { groups: [] as Group[], complete: true };
  const asksTools = question.tools > 0 && required !== undefined && (words.length > 0 || (said.length === 0 && required.length > 0));
  const [tools, servers] = await Promise.all([
    asksTools ? findTools(files, demand) : nothing,
    words.length > 0 && !isFiltered(filters) && question.servers > 0 ? findServers(files, words, question.servers) : nothing,
  ]);
  return {
    words: known,
    ignored: words.length > 0 ? ignored : [],
    groups: tools.groups,
    complete: tools.complete,
    servers: servers.groups,
  };
}

export function isFiltered({ categories, risks, evidence, server }: Filters): boolean {
  return categories.length + risks.length + evidence.length > 0 || server !== undefined;
}

/** What the filters demand, each as one word with its alternatives; undefined where no tool can meet it. */
async function requiredWords(files: Files, { categories, risks, evidence, server }: Filters): Promise<Asked[] | undefined> {
  const words: string[][] = [];
  if (server !== undefined) words.push([serverWord(server)]);
  if (categories.length + risks.length > 0) {
    words.push(or(categories, CATEGORIES).flatMap((category) => or(risks, RISKS).map((risk) => labelWord(category, risk))));
  }
  if (evidence.length > 0) words.push(evidence.map(evidenceWord));
  const required = await Promise.all(
    words.map(async (alternatives): Promise<Asked> => {
      const terms = await Promise.all(alternatives.map((word) => exactTerm(files, word)));
      return { said: '', weak: false, terms: terms.filter((term) => term !== undefined) };
    }),
  );
  return required.every(({ terms }) => terms.length > 0) ? required : undefined;
}

function or<T>(chosen: readonly T[], all: readonly T[]): readonly T[] {
  return chosen.length > 0 ? chosen : all;
}

async function toolHit(files: Files, id: number): Promise<ToolHit> {
  const { file, row } = recordOf(id);
  const { servers, rows } = await files.records(file);
  const [name, slug, server, facet, summary] = rows[row] as ToolRow;
  const [serverSlug, title, vanished] = servers[server] as [string, string, 1?];
  return {
    name,
    slug: slug === 0 ? usualSlug(name) : slug,
    ...readFacet(facet),
    summary,
    server: { slug: serverSlug, title, vanished: vanished === 1 },
  };
}

async function serverHit(files: Files, id: number): Promise<ServerHit> {
  const { file, row } = recordOf(id);
  const { servers, rows } = await files.records(file);
  const [server, tools, summary] = rows[row] as ServerRow;
  const [slug, title, vanished] = servers[server] as [string, string, 1?];
  return { slug, title, tools, summary, vanished: vanished === 1 };
}
