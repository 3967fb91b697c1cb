/**
 * What a text must hold for a pattern to match it at all, read off the pattern itself: for each part that cannot be left out,
 * the beginnings of what it may be. So a pattern is run only where it can match, and its author states nothing twice.
 */

import { isAscii } from './unicode.ts';

/** One of these stands in every match, in lower case. */
export type Clause = readonly string[];

/** Clauses that all hold. */
type Way = readonly Clause[];

/** What is known of a part: everything it may match, where that is few texts; else the ways in which it may match, one of which holds. */
interface Part {
  exact?: readonly string[] | undefined;
  ways: readonly Way[];
}

const ANYTHING: Part = { ways: [[]] };
const NOTHING: Part = { exact: [''], ways: [] };
/** A run of blanks is sought as one, and so is what joins words. */
const BLANK: Part = { exact: [' '], ways: [] };
const BLANKS = /[\s_-]+/g;
/** A part that may be more texts than these is known by its pieces. */
const MOST_TEXTS = 24;
/** A part that may match in more ways than these is known by the best clause of each. */
const MOST_WAYS = 32;
/** Shorter words stand nearly everywhere. */
const SHORTEST = 3;
/** So much of a text is looked for. */
const LOOKED_FOR = 12;

/** For each way in which the pattern may match its clauses: of every text that matches, all clauses of one way hold. Runs of what {@link isBlank} names stand there as one blank. */
export function needed(pattern: RegExp): (readonly Clause[])[] {
  if (pattern.unicode || pattern.unicodeSets) return [[]];
  const reader: Reader = { source: pattern.source, at: 0 };
  const branches = branchesOf(reader);
  if (reader.at < reader.source.length) throw unreadable(reader);
  return branches.flatMap(waysOf);
}

function unreadable({ source, at }: Reader): Error {
  return new Error(`cannot read the pattern from ${source.slice(at, at + 20)}`);
}

interface Reader {
  source: string;
  at: number;
}

function branchesOf(reader: Reader): Part[] {
  const branches = [sequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at++;
    branches.push(sequence(reader));
  }
  return branches;
}

function alternatives(reader: Reader): Part {
  const branches = branchesOf(reader);
  const only = branches[0];
  if (branches.length === 1 && only) return only;
  const texts = branches.flatMap(({ exact }) => exact ?? []);
  const open = branches.filter(({ exact }) => exact === undefined);
  if (open.length === 0 && texts.length <= MOST_TEXTS * 4) return { exact: texts, ways: [] };
  return { ways: [...(texts.length > 0 ? waysOf({ exact: texts, ways: [] }) : []), ...open.flatMap(waysOf)] };
}

function sequence(reader: Reader): Part {
  let ways: readonly Way[] = [[]];
  let texts: readonly string[] = [''];
  let whole = true;
  const close = (next: readonly string[]): void => {
    ways = both(ways, waysOf({ exact: texts, ways: [] }));
    texts = next;
    whole = false;
  };
  while (reader.at < reader.source.length && reader.source[reader.at] !== '|' && reader.source[reader.at] !== ')') {
    const part = repeated(reader, atom(reader));
    if (part.exact === undefined) {
      close(['']);
      ways = both(ways, part.ways);
    } else if (texts.length * part.exact.length <= MOST_TEXTS) {
      const added = part.exact;
      texts = texts.flatMap((text) => added.map((more) => text + more));
    } else close(part.exact);
  }
  if (whole) return { exact: texts, ways: [] };
  close(['']);
  return { ways };
}

/** Each way of the one with each of the other. */
function both(some: readonly Way[], more: readonly Way[]): readonly Way[] {
  if (some.length * more.length <= MOST_WAYS) return some.flatMap((way) => more.map((other) => [...way, ...other]));
  return some.length > more.length ? both(narrowed(some), more) : both(some, narrowed(more));
}

/** The ways as one: the best clause of one of them holds. */
function narrowed(ways: readonly Way[]): readonly [Way] {
  const best = ways.map(bestOf);
  return [best.every((clause) => clause !== undefined) ? [[...new Set(best.flat())]] : []];
}

/** One thing before any `?`, `*`, `+` or `{n,m}` behind it. */
function atom(reader: Reader): Part {
  const { source } = reader;
  const sign = source[reader.at++] ?? '';
  if (sign === '^' || sign === '$') return NOTHING;
  if (sign === '.') return ANYTHING;
  if (isBlank(sign)) return BLANK;
  if (sign === '[') return charactersOf(reader);
  if (sign === '\\') return escaped(reader);
  if (sign !== '(') return { exact: [sign.toLowerCase()], ways: [] };
  const kind = /^\?(?:<?[=!]|:|<[^>]+>)/.exec(source.slice(reader.at))?.[0] ?? '';
  reader.at += kind.length;
  if (source[reader.at] === '?') throw unreadable(reader);
  const inner = alternatives(reader);
  reader.at++;
  // What is only looked at stands beside the match, or must not stand there.
  return /[=!]$/.test(kind) ? NOTHING : inner;
}

function repeated(reader: Reader, part: Part): Part {
  const sign = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(reader.source.slice(reader.at));
  if (!sign) return part;
  reader.at += sign[0].length;
  const perhaps = sign[0].startsWith('?') || sign[0].startsWith('*') || sign[1] === '0';
  if (part === BLANK) return perhaps ? { exact: ['', ' '], ways: [] } : BLANK;
  if (sign[0].startsWith('?') && part.exact) return { exact: ['', ...part.exact], ways: [] };
  return perhaps ? ANYTHING : { ways: waysOf(part) };
}

function escaped(reader: Reader): Part {
  const sign = reader.source[reader.at++] ?? '';
  if (sign === 'b' || sign === 'B') return NOTHING;
  if (sign === 'x' || sign === 'u') {
    const digits = reader.source.slice(reader.at, reader.at + (sign === 'x' ? 2 : 4));
    reader.at += digits.length;
    return { exact: [String.fromCharCode(Number.parseInt(digits, 16)).toLowerCase()], ways: [] };
  }
  if (sign === 's' || isBlank(sign)) return BLANK;
  // Classes of characters, white space by name, and what a group matched.
  return /[a-z0-9]/i.test(sign) ? ANYTHING : { exact: [sign], ways: [] };
}

/** `[aeo]` is three texts; ranges, classes and what is left out are anything. */
function charactersOf(reader: Reader): Part {
  const start = reader.at;
  while (reader.source[reader.at] !== ']') reader.at += reader.source[reader.at] === '\\' ? 2 : 1;
  const inside = reader.source.slice(start, reader.at++);
  if (/^(?:\\s|[\s_-])+$/.test(inside) && !/.-./.test(inside)) return BLANK;
  return /^\^|\\|.-./.test(inside) || inside.length > 6 ? ANYTHING : { exact: [...inside.toLowerCase()], ways: [] };
}

function waysOf({ exact, ways }: Part): readonly Way[] {
  if (exact === undefined) return ways;
  const looked = exact.map((text) => text.replace(BLANKS, ' ').trim().slice(0, LOOKED_FOR).trim());
  if (!looked.every(isTelling)) return [[]];
  // What holds another of them is found by it.
  return [[[...new Set(looked)].filter((text) => !looked.some((other) => other !== text && text.includes(other)))]];
}

/** What is sought as a blank: white space, and what joins words in a name. */
export function isBlank(sign: string): boolean {
  return /[\s_-]/.test(sign);
}

/** Short texts tell something where they are of signs. */
function isTelling(text: string): boolean {
  return text.length >= SHORTEST || !isAscii(text) || (text.length > 1 && /[^a-z0-9 ]/.test(text));
}

/** The clause that the fewest texts satisfy: of few and long texts. */
function bestOf(clauses: readonly Clause[]): Clause | undefined {
  const worth = (clause: Clause) => Math.min(...clause.map((text) => text.length)) * 4 - clause.length;
  return clauses.reduce<Clause | undefined>((best, clause) => (best && worth(best) >= worth(clause) ? best : clause), undefined);
}
