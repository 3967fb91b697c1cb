/** The catalogue as columns, for the build of the index: one pass over the servers, strings kept once. */

import { facetOf } from './layout.ts';
import type { SearchServer } from './types.ts';
import { nameWords } from './words.ts';

/** All tools in the order they came; `servers` are sorted by the rank that decides among tools of one name. */
export interface Catalogue {
  servers: ServerColumn[];
  /** Per tool. */
  names: string[];
  slugs: string[];
  summaries: string[];
  serverOf: number[];
  facets: number[];
  /** Per tool: index of its name among `keys`. */
  keyOf: number[];
  /** Distinct names as words: `deleteFile` and `delete_file` are one. */
  keys: NameKey[];
}

export type ServerColumn = Omit<SearchServer, 'tools'> & { tools: number };

export interface NameKey {
  key: string;
  words: string[];
  /** How many tools have it. */
  tools: number;
}

export async function collect(entries: AsyncIterable<SearchServer> | Iterable<SearchServer>): Promise<Catalogue> {
  const catalogue: Catalogue = { servers: [], names: [], slugs: [], summaries: [], serverOf: [], facets: [], keyOf: [], keys: [] };
  const known = new Map<string, number>();
  const texts = new Map<string, string>();
  const once = (text: string): string => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
  const keyOf = (name: string): number => {
    const seen = known.get(name);
    if (seen !== undefined) return seen;
    const words = nameWords(name);
    // A name without letters is its own key, behind a mark that no word contains.
    const key = words.length > 0 ? words.join(' ') : `!${name}`;
    const at = known.get(`\0${key}`) ?? catalogue.keys.push({ key, words, tools: 0 }) - 1;
    known.set(`\0${key}`, at).set(name, at);
    return at;
  };
  for await (const { tools, ...server } of entries) {
    const serverAt = catalogue.servers.push({ ...server, tools: tools.length }) - 1;
    for (const tool of tools) {
      const key = keyOf(tool.name);
      (catalogue.keys[key] as NameKey).tools++;
      catalogue.keyOf.push(key);
      catalogue.names.push(once(tool.name));
      catalogue.slugs.push(once(tool.slug));
      catalogue.summaries.push(once(tool.summary));
      catalogue.serverOf.push(serverAt);
      catalogue.facets.push(facetOf(tool.category, tool.risk, tool.evidence));
    }
  }
  return catalogue;
}
