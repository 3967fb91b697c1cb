/** The search itself, in the browser: a question in, what is shown out. */
import { CATEGORIES, type Category, EVIDENCE_LEVELS, type Evidence, RISKS, type Risk } from '../../db/model.ts';
import { type Demand, findServers, findTools, type Group } from './evaluate.ts';
import { type FetchFile, type Files, openFiles, recordOf } from './files.ts';
import { FACETS, facetOf, labelWord, readFacet, type ServerRow, serverWord, type ToolRow, usualSlug } from './layout.ts';
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
}

const SHOWN_OF_A_NAME = 3;
/** With fewer answers, words are suspected of typing errors even where they exist. */
const FEW = 3;

export async function openSearch(fetchFile: FetchFile, fresh = false): Promise<Search> {
  const files = await openFiles(fetchFile, fresh);
  return { answer: (question) => answer(files, question) };
}

async function answer(files: Files, question: Question): Promise<Answer> {
  const quoted = /^\s*"(.*)"\s*$/.exec(question.text);
  const text = quoted ? `${quoted[1]} ` : question.text;
  const first = await ask(files, question, text, quoted !== null, false);
  const guessable = !quoted && first.groups.length < FEW && first.words.some(({ said, terms }) => said.length > 3 && terms.every(isMeant));
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

function isMeant({ distance }: { distance: number }): boolean {
  return distance !== MISTYPED;
}

async function ask(files: Files, question: Question, text: string, wholeName: boolean, guess: boolean) {
  const { filters } = question;
  const said = await askedWords(files, text, guess);
  const known = said.filter(({ terms }) => terms.length > 0);
  const ignored = said.length > known.length ? said.filter(({ terms }) => terms.length === 0).map((each) => each.said) : [];
  const words = known.some(({ weak }) => !weak) && !(wholeName && ignored.length > 0) ? known : [];
  const required = await requiredWords(files, filters, said.length === 0);
  const demand: Demand = {
    words,
    required: required ?? [],
    allowed: allowedFacets(filters),
    limit: question.tools,
    grouped: wholeName ? 1 : SHOWN_OF_A_NAME,
    wholeName,
    deep: question.deep ?? false,
  };
  const nothing = { groups: [] as Group[], complete: true };
  const asksTools = required !== undefined && (words.length > 0 || (said.length === 0 && required.length > 0));
  const [tools, servers] = await Promise.all([
    asksTools ? findTools(files, demand) : nothing,
    words.length > 0 && !isFiltered(filters) && question.servers > 0 ? findServers(files, words, question.servers) : nothing,
  ]);
  return { words: known, ignored: words.length > 0 ? ignored : [], groups: tools.groups, complete: tools.complete, servers: servers.groups };
}

export function isFiltered({ categories, risks, evidence, server }: Filters): boolean {
  return categories.length + risks.length + evidence.length > 0 || server !== undefined;
}

/** The server's own word, and without any other word the labels asked for; undefined where there is no such server. */
async function requiredWords(files: Files, { categories, risks, server }: Filters, wordless: boolean): Promise<Asked[] | undefined> {
  const required: Asked[] = [];
  if (server !== undefined) {
    const term = await exactTerm(files, serverWord(server));
    if (!term) return undefined;
    required.push({ said: server, weak: false, terms: [term] });
  } else if (wordless && categories.length + risks.length > 0) {
    const labels = or(categories, CATEGORIES).flatMap((category) => or(risks, RISKS).map((risk) => labelWord(category, risk)));
    const terms = await Promise.all(labels.map((label) => exactTerm(files, label)));
    required.push({ said: '', weak: false, terms: terms.filter((term) => term !== undefined) });
  }
  return required;
}

function allowedFacets({ categories, risks, evidence }: Filters): Uint8Array | undefined {
  if (categories.length + risks.length + evidence.length === 0) return undefined;
  const allowed = new Uint8Array(FACETS);
  for (const category of or(categories, CATEGORIES)) {
    for (const risk of or(risks, RISKS)) for (const level of or(evidence, EVIDENCE_LEVELS)) allowed[facetOf(category, risk, level)] = 1;
  }
  return allowed;
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
