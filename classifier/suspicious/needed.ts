/**
 * What a text must hold for a pattern to match it at all, read off the pattern itself: for each part that cannot be left out,
 * the beginnings of what it may be. So a pattern is run only where it can match, and its author states nothing twice.
 */

import { isAscii } from './unicode.ts';

/** One of these stands in every match, in lower case. */
export type Clause = readonly string[];

/** What is known of a part: everything it may match, where that is few texts; else what its matches must hold. */
interface Part {
  exact?: readonly string[] | undefined;
  all: readonly Clause[];
}

const ANYTHING: Part = { all: [] };
const NOTHING: Part = { exact: [''], all: [] };
/** A part that may be more texts than these is known by its pieces. */
const MOST_TEXTS = 24;
/** Shorter ASCII texts stand nearly everywhere. */
const SHORTEST = 3;
/** So much of a text is looked for. */
const LOOKED_FOR = 7;

/** For each alternative of the pattern its clauses: of every text that matches, all clauses of one alternative hold. */
export function needed(pattern: RegExp): (readonly Clause[])[] {
  if (pattern.unicode || pattern.unicodeSets) return [[]];
  const reader: Reader = { source: pattern.source, at: 0 };
  const branches = branchesOf(reader);
  if (reader.at < reader.source.length) throw unreadable(reader);
  return branches.map(clausesOf);
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
  if (branches.every(({ exact }) => exact !== undefined) && texts.length <= MOST_TEXTS * 4) return { exact: texts, all: [] };
  const best = branches.map((branch) => bestOf(clausesOf(branch)));
  return { all: best.every((clause) => clause !== undefined) ? [best.flatMap((clause) => [...(clause ?? [])])] : [] };
}

function sequence(reader: Reader): Part {
  const clauses: Clause[] = [];
  let texts: readonly string[] = [''];
  let whole = true;
  const close = (next: readonly string[]): void => {
    clauses.push(...clausesOf({ exact: texts, all: [] }));
    texts = next;
    whole = false;
  };
  while (reader.at < reader.source.length && reader.source[reader.at] !== '|' && reader.source[reader.at] !== ')') {
    const part = repeated(reader, atom(reader));
    if (part.exact === undefined) {
      close(['']);
      clauses.push(...part.all);
    } else if (texts.length * part.exact.length <= MOST_TEXTS) {
      const added = part.exact;
      texts = texts.flatMap((text) => added.map((more) => text + more));
    } else close(part.exact);
  }
  if (whole) return { exact: texts, all: [] };
  close(['']);
  return { all: clauses };
}

/** One thing before any `?`, `*`, `+` or `{n,m}` behind it. */
function atom(reader: Reader): Part {
  const { source } = reader;
  const sign = source[reader.at++] ?? '';
  if (sign === '^' || sign === '$') return NOTHING;
  if (sign === '.') return ANYTHING;
  if (sign === '[') return charactersOf(reader);
  if (sign === '\\') return escaped(reader);
  if (sign !== '(') return { exact: [sign.toLowerCase()], all: [] };
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
  if (sign[0].startsWith('?')) return part.exact ? { exact: ['', ...part.exact], all: [] } : ANYTHING;
  return sign[0].startsWith('*') || sign[1] === '0' ? ANYTHING : { all: clausesOf(part) };
}

function escaped(reader: Reader): Part {
  const sign = reader.source[reader.at++] ?? '';
  if (sign === 'b' || sign === 'B') return NOTHING;
  if (sign === 'x' || sign === 'u') {
    const digits = reader.source.slice(reader.at, reader.at + (sign === 'x' ? 2 : 4));
    reader.at += digits.length;
    return { exact: [String.fromCharCode(Number.parseInt(digits, 16)).toLowerCase()], all: [] };
  }
  // Classes of characters, white space by name, and what a group matched.
  return /[a-z0-9]/i.test(sign) ? ANYTHING : { exact: [sign], all: [] };
}

/** `[aeo]` is three texts; ranges, classes and what is left out are anything. */
function charactersOf(reader: Reader): Part {
  const start = reader.at;
  while (reader.source[reader.at] !== ']') reader.at += reader.source[reader.at] === '\\' ? 2 : 1;
  const inside = reader.source.slice(start, reader.at++);
  return /^\^|\\|.-./.test(inside) || inside.length > 6 ? ANYTHING : { exact: [...inside.toLowerCase()], all: [] };
}

function clausesOf({ exact, all }: Part): readonly Clause[] {
  if (exact === undefined) return all;
  const looked = exact.map((text) => text.trim().slice(0, LOOKED_FOR));
  return looked.every(isTelling) ? [[...new Set(looked)]] : [];
}

function isTelling(text: string): boolean {
  return text.length >= SHORTEST || !isAscii(text);
}

/** The clause that the fewest texts satisfy: of few and long texts. */
function bestOf(clauses: readonly Clause[]): Clause | undefined {
  const worth = (clause: Clause) => Math.min(...clause.map((text) => text.length)) * 4 - clause.length;
  return clauses.reduce<Clause | undefined>((best, clause) => (best && worth(best) >= worth(clause) ? best : clause), undefined);
}
