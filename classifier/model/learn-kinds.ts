/**
 * Learns kinds of words from definitions without labels: what stands beside a word (in names, in first sentences, in
 * parameters, on what kind of server) is counted, weighed by how surprising it is, pressed into a few dimensions, and words
 * that come to lie close together are one kind. Deterministic.
 */
import { writeFile } from 'node:fs/promises';
import { readTool } from '../reading/read.ts';
import type { Word } from '../reading/types.ts';
import { group } from './group.ts';
import { KINDS, type KindsFile } from './kinds.ts';
import { readDefinitions } from './lessons.ts';
import { generator } from './random.ts';
import { compress, type Matrix } from './subspace.ts';
import { joined, NO_GROUP, placed, readVectors } from './vectors.ts';

const LEAST_WORD = 4;
const LEAST_PLACE = 6;
const LEAD_WORDS = 28;
const PARAMS = 20;
const WINDOW = 3;
/** How much each place counts beside a neighbour in the name or the sentence. */
const BESIDE = { domain: 0.5, domainOfSentence: 0.3, parameter: 0.3, sentence: 0.3 };
/** Flattens how much more frequent places count. */
const FLAT = 0.75;
const DIMENSIONS = 96;
const GRAINS = { coarse: 250, fine: 1000 };
const SEED = 3;

export interface KindsReport {
  tools: number;
  words: number;
  bytes: number;
}

/** What one definition says, as base forms. */
interface Said {
  name: string[];
  lead: string[];
  params: string[];
  domains: readonly string[];
}

/**
 * Learns the kinds from a file in the input format of `npm run classify`, and writes kinds.json. With a file of word vectors
 * (see vectors.ts) what general language knows of the words counts too, and words that no definition holds find their kind.
 */
export async function learnKinds(input: string, vectors?: string, output: URL | string = KINDS): Promise<KindsReport> {
  const said = await readAll(input);
  const counts = new Map<string, number>();
  for (const { name, lead, params } of said)
    for (const word of new Set([...name, ...lead, ...params])) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].filter(([word, count]) => count >= LEAST_WORD && word.length > 1);
  words.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const own = compress(surprise(said, new Map(words.map(([word], at) => [word, at]))), DIMENSIONS, generator(SEED));
  const names = words.map(([word]) => word);
  const general = vectors === undefined ? undefined : await readVectors(vectors, names);
  const rows = general ? own.map((row, at) => joined(row, general.ofWords[at])) : own;
  const weights = words.map(([, count]) => Math.sqrt(count));
  function listedBy(size: number): string[] {
    const groups = group(rows, weights, Math.min(size, words.length), generator(SEED));
    return listed(
      general ? [...names, ...general.further.words] : names,
      general ? [...groups, ...placed(general, groups, weights)] : groups,
    );
  }
  const file: KindsFile = { coarse: listedBy(GRAINS.coarse), fine: listedBy(GRAINS.fine) };
  const text = `${JSON.stringify(file, null, 1)}\n`;
  await writeFile(output, text);
  return { tools: said.length, words: words.length, bytes: text.length };
}

/** Definitions that say the same count once. */
async function readAll(input: string): Promise<Said[]> {
  const seen = new Set<string>();
  const said: Said[] = [];
  for await (const { tool, context } of readDefinitions(input)) {
    const reading = readTool(tool, context);
    const name = lemmas(reading.name.bare);
    const lead = lemmas(reading.lead?.words.slice(0, LEAD_WORDS) ?? []);
    const key = `${name.join(' ')}|${lead.slice(0, 12).join(' ')}`;
    if (seen.has(key)) continue;
    seen.add(key);
    said.push({
      name,
      lead,
      params: lemmas(reading.params.slice(0, PARAMS).flatMap((param) => param.words)),
      domains: reading.server.domains.slice(0, 2),
    });
  }
  return said;
}

function lemmas(words: readonly Word[]): string[] {
  return words.map((word) => word.lemma);
}

/** Words by places: how much more often a word stands in a place than chance would have it (positive pointwise mutual information). */
function surprise(said: readonly Said[], index: ReadonlyMap<string, number>): Matrix {
  const places = new Map<string, number>();
  const cells = Array.from({ length: index.size }, () => new Map<number, number>());
  function count(word: string, place: string, much: number): void {
    const row = cells[index.get(word) ?? -1];
    if (!row) return;
    const at = places.get(place) ?? places.size;
    if (at === places.size) places.set(place, at);
    row.set(at, (row.get(at) ?? 0) + much);
  }
  for (const { name, lead, params, domains } of said) {
    const known = (words: readonly string[]) => words.filter((word) => index.has(word));
    const [names, leads, besides] = [known(name), known(lead), [...new Set(known(params))]];
    names.forEach((word, at) => {
      names.forEach((other, beside) => {
        if (beside !== at) count(word, `name ${other}`, 1);
      });
      for (const domain of domains) count(word, `domain ${domain}`, BESIDE.domain);
      for (const other of besides) count(word, `param ${other}`, BESIDE.parameter);
      for (const other of new Set(leads)) count(word, `lead ${other}`, BESIDE.sentence);
    });
    leads.forEach((word, at) => {
      for (let other = Math.max(0, at - WINDOW); other <= Math.min(leads.length - 1, at + WINDOW); other++)
        if (other !== at) count(word, `${Math.abs(other - at) < 2 ? other - at : 'near'} ${leads[other]}`, 1);
      if (domains[0] !== undefined) count(word, `domain ${domains[0]}`, BESIDE.domainOfSentence);
    });
  }
  return weigh(cells, places.size);
}

function weigh(cells: readonly Map<number, number>[], places: number): Matrix {
  const columns = new Float64Array(places);
  for (const row of cells) for (const [at, much] of row) columns[at] = (columns[at] ?? 0) + much;
  let total = 0;
  let flat = 0;
  for (const much of columns) {
    if (much < LEAST_PLACE) continue;
    total += much;
    flat += much ** FLAT;
  }
  const matrix: Matrix = { columns: places, rows: [] };
  for (const row of cells) {
    const kept = [...row].filter(([at]) => (columns[at] ?? 0) >= LEAST_PLACE).sort((a, b) => a[0] - b[0]);
    const sum = kept.reduce((all, [, much]) => all + much, 0);
    const surprising = kept.flatMap(([at, much]): [number, number][] => {
      const bits = Math.log(much / sum / ((columns[at] ?? 0) ** FLAT / flat));
      return bits > 0 && total > 0 ? [[at, bits]] : [];
    });
    matrix.rows.push({ at: Int32Array.from(surprising, ([at]) => at), value: Float64Array.from(surprising, ([, bits]) => bits) });
  }
  return matrix;
}

/** The words of each group, the frequent first; a group without words is left out. */
function listed(words: readonly string[], groups: readonly number[]): string[] {
  const lists = new Map<number, string[]>();
  words.forEach((word, at) => {
    const own = groups[at] ?? NO_GROUP;
    if (own === NO_GROUP) return;
    const list = lists.get(own);
    if (list) list.push(word);
    else lists.set(own, [word]);
  });
  return [...lists.values()].map((list) => list.join(' '));
}
