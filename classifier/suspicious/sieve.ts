/**
 * Finds in one pass over a text which of many patterns can match it: all texts that the patterns need are sought at once
 * (Aho and Corasick, 1975). It may let through too much, never too little.
 */
import { needed } from './needed.ts';
import { isAscii } from './unicode.ts';

/** Letters are told apart by six bits; what no sought text holds is 0. */
const LETTER_BITS = 6;
const LETTERS = 1 << LETTER_BITS;
/** Beside a state: a sought text ends there. */
const ENDS = 1 << 15;

export interface Sieve {
  /** Takes a text; what each of {@link gated} says then is about it. */
  take(text: string): void;
  /** The patterns, in their order. */
  gated: readonly Gated[];
}

/** A pattern behind the sieve. */
export interface Gated {
  pattern: RegExp;
  /** Whether it can match the text that was taken. */
  passes(): boolean;
}

/** A clause as it is sought: its number, and texts in which scripts may satisfy it too, since letters beyond ASCII are not looked into. */
interface Sought {
  number: number;
  scripts: number;
}

/** Scripts beyond ASCII, a bit each: Latin with accents, Cyrillic and its like, kana, Chinese, Korean, all others. Capitals lie with their small letters. */
function scriptOf(code: number): number {
  if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00)) return 1;
  if (code >= 0x370 && code < 0x600) return 2;
  if (code >= 0x3040 && code < 0x3100) return 4;
  if (code >= 0x3400 && code < 0xa000) return 8;
  if (code >= 0xac00 && code < 0xd7b0) return 16;
  return 32;
}

/** The script of the first letter beyond ASCII: a text without that script does not hold these words. */
function neededScript(words: string): number {
  for (let at = 0; at < words.length; at++) if (words.charCodeAt(at) > 127) return scriptOf(words.charCodeAt(at));
  return 0;
}

export function sieveOf(patterns: readonly RegExp[]): Sieve {
  const letters = new Uint8Array(128);
  let known = 0;
  const next: number[] = new Array<number>(LETTERS).fill(0);
  const found: number[][] = [[]];
  let clauses = 0;

  function letterOf(code: number): number {
    if (letters[code] === 0) {
      if (++known === LETTERS) throw new Error('the patterns need too many different letters');
      letters[code] = known;
      if (code >= 97 && code <= 122) letters[code - 32] = known;
    }
    return letters[code] as number;
  }

  function plant(text: string, clause: number): void {
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const cell = state * LETTERS + letterOf(text.charCodeAt(at));
      if (next[cell] === 0) {
        next[cell] = found.push([]) - 1;
        for (let letter = 0; letter < LETTERS; letter++) next.push(0);
      }
      state = next[cell] as number;
    }
    found[state]?.push(clause);
  }

  const sought = patterns.map((pattern) =>
    needed(pattern).map((all) =>
      all.map((clause): Sought => {
        const number = clauses++;
        const ascii = clause.filter(isAscii);
        for (const text of ascii) plant(text, number);
        return { number, scripts: clause.reduce((scripts, text) => scripts | neededScript(text), 0) };
      }),
    ),
  );
  if (found.length > ENDS) throw new Error('the patterns need too many states');
  const table = Uint16Array.from(closed(next, found), (state) => (found[state]?.length === 0 ? state : state | ENDS));
  const ends = found.map((numbers) => Int32Array.from(numbers));
  const seen = new Uint32Array(clauses);
  let taken = 0;
  let scripts = 0;
  return {
    take(text) {
      taken++;
      scripts = 0;
      let state = 0;
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code > 127) scripts |= scriptOf(code);
        const met = table[(state << LETTER_BITS) | (code > 127 ? 0 : (letters[code] as number))] as number;
        state = met & ~ENDS;
        if (met !== state) end(state);
      }
    },
    gated: patterns.map((pattern, at) => {
      const branches = sought[at] ?? [];
      return { pattern, passes: () => branches.some(holds) };
    }),
  };

  function end(state: number): void {
    const here = ends[state] as Int32Array;
    for (let at = 0; at < here.length; at++) seen[here[at] as number] = taken;
  }

  function holds(all: readonly Sought[]): boolean {
    for (const one of all) if (seen[one.number] !== taken && (one.scripts & scripts) === 0) return false;
    return true;
  }
}

/** Where no branch goes on, the longest end of what was read that begins another one does; states in order of their depth. */
function closed(next: number[], found: number[][]): number[] {
  const back = new Array<number>(found.length).fill(0);
  const queue: number[] = [];
  for (let letter = 0; letter < LETTERS; letter++) if (next[letter]) queue.push(next[letter] as number);
  for (const state of queue) {
    const behind = back[state] as number;
    found[state]?.push(...(found[behind] ?? []));
    for (let letter = 0; letter < LETTERS; letter++) {
      const cell = state * LETTERS + letter;
      const other = next[behind * LETTERS + letter] as number;
      if (next[cell] === 0) next[cell] = other;
      else {
        back[next[cell] as number] = other;
        queue.push(next[cell] as number);
      }
    }
  }
  return next;
}
