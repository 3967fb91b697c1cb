/**
 * Which documents answer: a stretch of ids at a time, densely. Passes go from strict to lenient (the whole name; words in the
 * name; words in the server's name too; words in the summary too), and end as soon as there is enough. Within a pass the order
 * of documents is the ranking, after how far their words are from what was typed.
 */
import type { Files, List } from './files.ts';
import { NAME, SERVER, SUMMARY, WINDOW } from './layout.ts';
import type { Postings } from './postings.ts';
import { type Asked, EXACT, type Term } from './question.ts';

/** Documents of one name, best first. `total` counts those beyond `ids`, too. */
export interface Group {
  ids: number[];
  total: number;
}

export interface Found {
  groups: Group[];
  /** Nothing more answers. */
  complete: boolean;
}

/** `grouped` shows so many of one name. */
export interface Demand {
  words: readonly Asked[];
  /** Words that must be found in any case, in the field `server`: filters. */
  required: readonly Asked[];
  limit: number;
  grouped: number;
  /** Only tools whose whole name is the words. */
  wholeName: boolean;
  /** Look in every field even where there are enough better answers. */
  deep: boolean;
}

interface Pass {
  words: readonly Asked[];
  /** Worst field that still answers. */
  field: number;
  from: number;
  to: number;
  /** Not worth its bytes where so many were found before. */
  unless: number;
}

const NONE = 255;
/** Windows fetched at once: few at first, since the best answers come first. */
const STEPS = [1, 1, 2, 4];
const FIELD_WEIGHT = 8;
const ENOUGH: Record<number, number> = { [NAME]: Number.POSITIVE_INFINITY, [SERVER]: 5, [SUMMARY]: 1 };

export async function findTools(files: Files, demand: Demand): Promise<Found> {
  const { firstTool, tools, lengths } = files.meta;
  const all = { from: firstTool, to: firstTool + tools };
  const { words, required } = demand;
  const strong = words.filter(({ weak }) => !weak);
  const exact = words.map((each) => ({ ...each, terms: each.terms.filter(({ distance }) => distance === EXACT) }));
  const unless = (field: number): number => (demand.deep || words.length === 0 ? Number.POSITIVE_INFINITY : (ENOUGH[field] as number));
  const passes: Pass[] = [];
  if (words.length > 0 && exact.every(({ terms }) => terms.length > 0)) {
    const from = lengths[words.length - 1] ?? all.to;
    passes.push({ words: exact, field: NAME, from, to: lengths[words.length] ?? all.to, unless: unless(NAME) });
  }
  if (!demand.wholeName) {
    if (words.length > 0) passes.push({ words, field: NAME, ...all, unless: unless(NAME) });
    if (strong.length > 0 && strong.length < words.length) passes.push({ words: strong, field: NAME, ...all, unless: unless(NAME) });
    if (strong.length + required.length > 0)
      for (const field of [SERVER, SUMMARY]) passes.push({ words: strong, field, ...all, unless: unless(field) });
  }
  return run(files, demand, passes);
}

/** Servers by their names, then by their summaries. */
export async function findServers(files: Files, words: readonly Asked[], limit: number): Promise<Found> {
  const strong = words.filter(({ weak }) => !weak);
  const range = { from: 0, to: files.meta.servers };
  const fields = [
    { field: NAME, unless: limit },
    { field: SUMMARY, unless: 1 },
  ];
  const passes = strong.length === 0 ? [] : fields.map((each) => ({ words: strong, ...each, ...range }));
  return run(files, { words, required: [], limit, grouped: 1, wholeName: false, deep: false }, passes);
}

async function run(files: Files, demand: Demand, passes: Pass[]): Promise<Found> {
  const groups: Group[] = [];
  const seen = new Map<number, Uint8Array>();
  for (const pass of passes) {
    if (groups.length >= pass.unless) return { groups, complete: false };
    const windows = Array.from(
      { length: Math.ceil(pass.to / WINDOW) - Math.floor(pass.from / WINDOW) },
      (_, i) => Math.floor(pass.from / WINDOW) + i,
    );
    for (let step = 0; windows.length > 0; step++) {
      const now = windows.splice(0, STEPS[step] ?? STEPS.at(-1));
      for (const found of await Promise.all(now.map((window) => evaluate(files, demand, pass, window, seen)))) {
        // The same name may go on in the next window.
        groups.push(...found);
      }
      if (groups.length >= demand.limit)
        return {
          groups: groups.slice(0, demand.limit),
          complete: groups.length === demand.limit && windows.length === 0 && pass === passes.at(-1),
        };
    }
  }
  return { groups, complete: true };
}

/** What answers in one window, best first; each document is given once over all passes. */
async function evaluate(files: Files, demand: Demand, pass: Pass, window: number, seen: Map<number, Uint8Array>): Promise<Group[]> {
  const start = window * WINDOW;
  const sums = new Uint16Array(WINDOW);
  /** 1 + the first document of the name, 0 where no word stands in the name. */
  const names = new Uint32Array(WINDOW);
  let candidates: Uint8Array | undefined;
  const asked = [
    ...demand.required.map((each) => ({ terms: each.terms, fields: [SERVER] })),
    ...pass.words.map((each) => ({ terms: each.terms, fields: [NAME, SERVER, SUMMARY].filter((field) => field <= pass.field) })),
  ].sort((a, b) => cost(a) - cost(b));
  for (const { terms, fields } of asked) {
    const levels = new Uint8Array(WINDOW).fill(NONE);
    const before = candidates;
    await Promise.all(
      terms.flatMap((term) =>
        fields.map(async (field) => {
          for (const postings of await postingsIn(files, term.lists[field], start, before)) {
            mark(postings, start, field * FIELD_WEIGHT + term.distance, levels, field === NAME ? names : undefined);
          }
        }),
      ),
    );
    let open = false;
    for (let i = 0; i < WINDOW; i++) {
      const level = levels[i] as number;
      if (level !== NONE && before?.[i] !== 0) {
        levels[i] = 1;
        sums[i] = (sums[i] as number) + level;
        open = true;
      } else levels[i] = 0;
    }
    if (!open) return [];
    candidates = levels;
  }
  return candidates ? collect(candidates, sums, names, start, pass, demand.grouped, seenIn(seen, window)) : [];
}

function seenIn(seen: Map<number, Uint8Array>, window: number): Uint8Array {
  const known = seen.get(window) ?? new Uint8Array(WINDOW);
  seen.set(window, known);
  return known;
}

function collect(
  found: Uint8Array,
  sums: Uint16Array,
  names: Uint32Array,
  start: number,
  pass: Pass,
  shown: number,
  seen: Uint8Array,
): Group[] {
  const groups: (Group & { sum: number })[] = [];
  let last: (Group & { sum: number; name: number }) | undefined;
  for (let i = Math.max(0, pass.from - start); i < Math.min(WINDOW, pass.to - start); i++) {
    if (found[i] !== 1 || seen[i] === 1) continue;
    seen[i] = 1;
    const name = names[i] as number;
    if (last && shown > 1 && name !== 0 && last.name === name) {
      last.total++;
      last.sum = Math.min(last.sum, sums[i] as number);
      if (last.ids.length < shown) last.ids.push(start + i);
    } else {
      last = { ids: [start + i], total: 1, sum: sums[i] as number, name };
      groups.push(last);
    }
  }
  return groups.sort((a, b) => a.sum - b.sum || (a.ids[0] as number) - (b.ids[0] as number));
}

function cost({ terms, fields }: { terms: Term[]; fields: number[] }): number {
  return terms.reduce((sum, { lists }) => sum + fields.reduce((all, field) => all + (lists[field]?.count ?? 0), 0), 0);
}

/** The decoded parts of a list that reach into a window, to where candidates are left. */
async function postingsIn(files: Files, list: List | undefined, start: number, candidates: Uint8Array | undefined): Promise<Postings[]> {
  if (!list) return [];
  if (list.postings) return [list.postings];
  const parts = list.firsts.flatMap((first, i) => {
    const next = list.firsts[i + 1] ?? Number.POSITIVE_INFINITY;
    if (first >= start + WINDOW || next <= start) return [];
    const range = candidates?.subarray(Math.max(0, first - start), next - start);
    return range === undefined || range.includes(1) ? [list.file + i] : [];
  });
  return Promise.all(parts.map((part) => files.postings(part)));
}

function mark(postings: Postings, start: number, level: number, levels: Uint8Array, names: Uint32Array | undefined): void {
  const { starts, lengths } = postings;
  const end = start + WINDOW;
  for (let run = 0; run < starts.length; run++) {
    const first = starts[run] as number;
    if (first >= end) return;
    const length = lengths[run] as number;
    for (let id = Math.max(first, start); id < Math.min(first + length, end); id++) {
      const i = id - start;
      if (level < (levels[i] as number)) levels[i] = level;
      if (names) names[i] = first + 1;
    }
  }
}
