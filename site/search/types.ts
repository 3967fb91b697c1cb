/**
 * Search on a static host: what the index is made from, and what it answers.
 *
 * Two halves share the words of `words.ts`: `build.ts` writes the index with the site, `engine.ts` reads it in the browser,
 * a few small files a query. No half needs the other's memory: nothing is ever loaded whole.
 */
import type { Category, Evidence, Risk } from '../../db/model.ts';

/** What search needs of one tool. `summary` is the first line of its description, cut. */
export interface SearchTool {
  name: string;
  slug: string;
  category: Category;
  risk: Risk;
  evidence: Evidence;
  summary: string;
}

/** What search needs of one server. Made from a snapshot's server file by `serverForSearch`. */
export interface SearchServer {
  slug: string;
  /** Reverse-DNS name of the registry, or the source's own. */
  name: string;
  title: string;
  summary: string;
  /** `npm:@scope/name`, `pypi:name`, `oci:image`, `url:host/path`: what a client's configuration may name it by. */
  keys: string[];
  /** In how many sources it was found: the only measure of renown that a snapshot has. */
  sources: number;
  vanished: boolean;
  tools: SearchTool[];
}
