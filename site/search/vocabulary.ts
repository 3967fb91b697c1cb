/** Which documents have which word in which field: posting lists of the whole catalogue, ascending, in flat arrays. */
import type { Catalogue, ServerColumn } from './collect.ts';
import { compounds } from './compounds.ts';
import { evidenceWord, FIELDS, labelWord, readFacet, serverWord } from './layout.ts';
import type { Order } from './order.ts';
import { nameWords, runsOf, textWords, WEAK } from './words.ts';

export interface Vocabulary {
  words: string[];
  /** Per field and word: runs of documents as start, length, start, length … */
  runs(field: number, word: number): Uint32Array;
}

/** One field while it is gathered, in the order of documents: word, first document, number of documents, and so on. */
interface Triples {
  values: Uint32Array;
  length: number;
}

function add(triples: Triples, word: number, start: number, documents: number): void {
  if (triples.length + 3 > triples.values.length) {
    const larger = new Uint32Array(triples.values.length * 2);
    larger.set(triples.values);
    triples.values = larger;
  }
  triples.values[triples.length++] = word;
  triples.values[triples.length++] = start;
  triples.values[triples.length++] = documents;
}

export function vocabularyOf(catalogue: Catalogue, order: Order): Vocabulary {
  const ids = new Map<string, number>();
  const idOf = (word: string): number => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, ids.size);
    return ids.size - 1;
  };
  const fields = FIELDS.map((): Triples => ({ values: new Uint32Array(3 * 1024), length: 0 }));
  const [inNames, inServers, inSummaries] = fields as [Triples, Triples, Triples];
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
    for (const word of own) add(inNames, word, id, 1);
    for (const word of summaryWords(catalogue.servers[at]?.summary ?? '')) if (!own.has(word)) add(inSummaries, word, id, 1);
  }
  const labelIds = (facet: number): number[] => {
    const { category, risk, evidence } = readFacet(facet);
    return [idOf(labelWord(category, risk)), idOf(evidenceWord(evidence))];
  };
  const wordsOf = compounds(catalogue.keys);
  const lastName = newStamps();
  const lastTool = newStamps();
  for (const { key, first, count } of order.groups) {
    for (const word of wordsOf(key).map(idOf)) {
      if (lastName.of(word) === first) continue;
      lastName.stamp(word, first);
      add(inNames, word, first, count);
    }
    for (let id = first; id < first + count; id++) {
      const addNew = (triples: Triples, word: number): void => {
        if (lastName.of(word) === first || lastTool.of(word) === id) return;
        lastTool.stamp(word, id);
        add(triples, word, id, 1);
      };
      const tool = order.tools[id - order.firstTool] as number;
      const server = catalogue.serverOf[tool] as number;
      for (const word of serverIds[server] as number[]) addNew(inServers, word);
      addNew(inServers, slugIds[server] as number);
      for (const word of labelIds(catalogue.facets[tool] as number)) addNew(inServers, word);
      for (const word of summaryWords(catalogue.summaries[tool] as string)) addNew(inSummaries, word);
    }
  }
  const words = [...ids.keys()];
  const lists = fields.map((triples) => grouped(triples, words.length));
  return { words, runs: (field, word) => lists[field]?.(word) ?? new Uint32Array() };
}

/** The document that a word was last seen in, so that none is counted twice. */
function newStamps(): { of(word: number): number; stamp(word: number, document: number): void } {
  let stamps = new Int32Array(1024).fill(-1);
  return {
    of: (word) => stamps[word] ?? -1,
    stamp(word, document) {
      if (word >= stamps.length) {
        const larger = new Int32Array(Math.max(word + 1, stamps.length * 2)).fill(-1);
        larger.set(stamps);
        stamps = larger;
      }
      stamps[word] = document;
    },
  };
}

/** Counting sort by word; the order of documents stays. */
function grouped({ values, length }: Triples, count: number): (word: number) => Uint32Array {
  const offsets = new Uint32Array(count + 1);
  for (let i = 0; i < length; i += 3) offsets[(values[i] as number) + 1] = (offsets[(values[i] as number) + 1] as number) + 2;
  for (let word = 0; word < count; word++) offsets[word + 1] = (offsets[word + 1] as number) + (offsets[word] as number);
  const next = offsets.slice();
  const runs = new Uint32Array((length / 3) * 2);
  for (let i = 0; i < length; i += 3) {
    const at = next[values[i] as number] as number;
    runs[at] = values[i + 1] as number;
    runs[at + 1] = values[i + 2] as number;
    next[values[i] as number] = at + 2;
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
