/** Which documents have which word in which field: posting lists of the whole catalogue, ascending, in flat arrays. */
import type { Catalogue, ServerColumn } from './collect.ts';
import { compounds } from './compounds.ts';
import { evidenceWord, labelWord, NAME, readFacet, SERVER, SUMMARY, serverWord } from './layout.ts';
import type { Order } from './order.ts';
import { nameWords, runsOf, textWords, WEAK } from './words.ts';

export interface Vocabulary {
  words: string[];
  /** Per field and word: runs of documents as start, length, start, length … */
  runs(field: number, word: number): Uint32Array;
}

/** One field while it is gathered: pairs of word and run, in the order of documents. */
interface Pairs {
  words: number[];
  starts: number[];
  lengths: number[];
}

export function vocabularyOf(catalogue: Catalogue, order: Order): Vocabulary {
  const ids = new Map<string, number>();
  const idOf = (word: string): number => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, ids.size);
    return ids.size - 1;
  };
  const fields: Pairs[] = [NAME, SERVER, SUMMARY].map(() => ({ words: [], starts: [], lengths: [] }));
  const add = (field: number, words: Iterable<number>, start: number, length: number): void => {
    const pairs = fields[field] as Pairs;
    for (const word of words) {
      pairs.words.push(word);
      pairs.starts.push(start);
      pairs.lengths.push(length);
    }
  };
  const remembered = new Map<string, number[]>();
  const summaryWords = (text: string): number[] => {
    const known = remembered.get(text);
    if (known) return known;
    const words = [...strong(textWords(text))].map(idOf);
    remembered.set(text, words);
    return words;
  };

  const serverIds = catalogue.servers.map((server) => [...serverWords(server)].map(idOf));
  const slugIds = catalogue.servers.map(({ slug }) => idOf(serverWord(slug)));
  for (const [id, at] of order.servers.entries()) {
    const own = new Set(serverIds[at]);
    add(NAME, own, id, 1);
    add(
      SUMMARY,
      summaryWords(catalogue.servers[at]?.summary ?? '').filter((word) => !own.has(word)),
      id,
      1,
    );
  }
  const labelIds = (facet: number): number[] => {
    const { category, risk, evidence } = readFacet(facet);
    return [idOf(labelWord(category, risk)), idOf(evidenceWord(evidence))];
  };
  const wordsOf = compounds(catalogue.keys);
  for (const { key, first, count } of order.groups) {
    const own = new Set(wordsOf(key).map(idOf));
    add(NAME, own, first, count);
    for (let id = first; id < first + count; id++) {
      const tool = order.tools[id - order.firstTool] as number;
      const server = catalogue.serverOf[tool] as number;
      const around = new Set((serverIds[server] as number[]).filter((word) => !own.has(word)));
      add(SERVER, [...around, slugIds[server] as number, ...labelIds(catalogue.facets[tool] as number)], id, 1);
      const said = summaryWords(catalogue.summaries[tool] as string);
      add(
        SUMMARY,
        said.filter((word) => !own.has(word) && !around.has(word)),
        id,
        1,
      );
    }
  }
  const words = [...ids.keys()];
  const lists = fields.map((pairs) => grouped(pairs, words.length));
  return { words, runs: (field, word) => lists[field]?.(word) ?? new Uint32Array() };
}

/** Counting sort by word; the order of documents stays. */
function grouped({ words, starts, lengths }: Pairs, count: number): (word: number) => Uint32Array {
  const offsets = new Uint32Array(count + 1);
  for (const word of words) offsets[word + 1] = (offsets[word + 1] as number) + 2;
  for (let word = 0; word < count; word++) offsets[word + 1] = (offsets[word + 1] as number) + (offsets[word] as number);
  const next = offsets.slice();
  const runs = new Uint32Array(words.length * 2);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as number;
    const at = next[word] as number;
    runs[at] = starts[i] as number;
    runs[at + 1] = lengths[i] as number;
    next[word] = at + 2;
  }
  return (word) => runs.subarray(offsets[word], offsets[word + 1]);
}

/** Words of a server's title, name and packages, without the hosting part of a reverse-DNS name. */
export function serverWords({ title, name, keys }: Pick<ServerColumn, 'title' | 'name' | 'keys'>): Set<string> {
  const [space = '', ...rest] = name.includes('/') ? name.split('/') : ['', name];
  const own = space.replace(/^(io|com)\.(github|gitlab)\./, '').replace(/^[a-z]{2,4}\./, '');
  const packages = keys.filter((key) => !/^(url|repo):/.test(key)).map((key) => key.slice(key.indexOf(':') + 1));
  return strong([...textWords(title), ...runsOf(title).flatMap(nameWords), ...[own, ...rest, ...packages].flatMap(nameWords)]);
}

function strong(words: string[]): Set<string> {
  return new Set(words.filter((word) => !WEAK.has(word)));
}
