/**
 * Finds in one pass over a text which of many patterns can match it: all texts that the patterns need are sought at once
 * (Aho and Corasick, 1975). It may let through too much, never too little.
 */
import { type Clause, isBlank, needed } from './needed.ts';
import { isAscii } from './unicode.ts';

/** Letters are told apart by six bits; what no sought text holds is 0. */
const LETTER_BITS = 6;
const LETTERS = 1 << LETTER_BITS;
/** Beside a state: a sought text ends there. */
const ENDS = 1 << 15;

const ASCII = 128;

export interface Sieve {
  /** The places of the patterns that can match the text, ascending. The list is the sieve's own, and good until the next text's. */
  candidates(text: string): readonly number[];
}

/** A clause as it is sought: its number, and scripts of which any letter satisfies it too, since letters beyond ASCII are not looked into. */
interface Sought {
  number: number;
  scripts: number;
  /** The length of its shortest text: short ones stand in many texts. */
  shortest: number;
}

/** An alternative of the pattern at this place: it can match where all clauses hold. */
interface Branch {
  place: number;
  all: readonly Sought[];
  /** The rarest of them: the branch is looked at only where this one is met. */
  key: Sought | undefined;
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

/** White space beyond ASCII. */
function isBlankBeyond(code: number): boolean {
  if (code === 0xa0 || code === 0x3000) return true;
  if (code < 0x1680 || code > 0x205f) return code === 0xfeff;
  return code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f;
}

/** The script of the first letter beyond ASCII: a text without that script does not hold these words. */
function neededScript(words: string): number {
  for (let at = 0; at < words.length; at++) if (words.charCodeAt(at) > 127) return scriptOf(words.charCodeAt(at));
  return 0;
}

export function sieveOf(patterns: readonly RegExp[]): Sieve {
  const letters = new Uint8Array(ASCII);
  let known = 1;
  const blank = known;
  for (let code = 0; code < ASCII; code++) if (isBlank(String.fromCharCode(code))) letters[code] = blank;
  const next: number[] = new Array<number>(LETTERS).fill(0);
  const found: number[][] = [[]];
  /** States that are reached by a blank. Further blanks leave them as they are. */
  const behindBlank: number[] = [];

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
      const letter = letterOf(text.charCodeAt(at));
      const cell = state * LETTERS + letter;
      if (next[cell] === 0) {
        next[cell] = found.push([]) - 1;
        for (let letter = 0; letter < LETTERS; letter++) next.push(0);
      }
      state = next[cell] as number;
      if (letter === blank) behindBlank.push(state);
    }
    found[state]?.push(clause);
  }

  const numbered = new Map<string, Sought>();
  function soughtOf(clause: Clause): Sought {
    const key = clause.join('\n');
    const planted = numbered.get(key);
    if (planted) return planted;
    const sought = {
      number: numbered.size,
      scripts: clause.reduce((scripts, text) => scripts | neededScript(text), 0),
      shortest: Math.min(...clause.map(({ length }) => length)),
    };
    numbered.set(key, sought);
    for (const text of clause) if (isAscii(text)) plant(text, sought.number);
    return sought;
  }

  const branches = patterns.flatMap((pattern, place) =>
    needed(pattern).map((way): Branch => {
      const all = way.map(soughtOf);
      return { place, all, key: rarest(all) };
    }),
  );
  const clauses = numbered.size;
  if (found.length > ENDS) throw new Error('the patterns need too many states');
  const order = close(next, found);
  for (const state of behindBlank) next[state * LETTERS + blank] = state;
  const table = inOrder(next, found, order);
  const ends = order.map((state) => Int32Array.from(found[state] as number[]));
  const behind = Array.from({ length: clauses }, (_, number) => branches.filter(({ key }) => key?.number === number));
  const beyondAscii = branches.filter(({ key }) => key !== undefined && key.scripts !== 0);
  const always = branches.filter(({ key }) => key === undefined);
  /** The number of the text in which a clause was last met, and a pattern let through. */
  const seen = new Uint32Array(clauses);
  const passed = new Uint32Array(patterns.length);
  const met: number[] = [];
  const passing: number[] = [];
  let taken = 0;
  let scripts = 0;

  function end(state: number): void {
    const here = ends[state] as Int32Array;
    for (let at = 0; at < here.length; at++) {
      const clause = here[at] as number;
      if (seen[clause] === taken) continue;
      seen[clause] = taken;
      if ((behind[clause] as readonly Branch[]).length > 0) met.push(clause);
    }
  }

  function holds(all: readonly Sought[]): boolean {
    for (const one of all) if (seen[one.number] !== taken && (one.scripts & scripts) === 0) return false;
    return true;
  }

  function look(some: readonly Branch[]): void {
    for (const { place, all } of some) {
      if (passed[place] === taken || !holds(all)) continue;
      passed[place] = taken;
      passing.push(place);
    }
  }

  return {
    candidates(text) {
      taken++;
      scripts = 0;
      met.length = 0;
      passing.length = 0;
      let state = 0;
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        let letter = 0;
        if (code < ASCII) letter = letters[code] as number;
        else if (isBlankBeyond(code)) letter = blank;
        else scripts |= scriptOf(code);
        const cell = table[(state << LETTER_BITS) | letter] as number;
        state = cell & ~ENDS;
        if (cell !== state) end(state);
      }
      look(always);
      for (let at = 0; at < met.length; at++) look(behind[met[at] as number] as readonly Branch[]);
      if (scripts !== 0) look(beyondAscii);
      return passing.length > 1 ? passing.sort(ascending) : passing;
    },
  };
}

function rarest(all: readonly Sought[]): Sought | undefined {
  return all.reduce<Sought | undefined>((best, one) => (best && best.shortest >= one.shortest ? best : one), undefined);
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** Where no branch goes on, the longest end of what was read that begins another one does. Gives the states in order of their depth. */
function close(next: number[], found: number[][]): number[] {
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
  return [0, ...queue];
}

/** The table with its states numbered in this order: shallow ones, where a text is nearly always, lie together. */
function inOrder(next: readonly number[], found: readonly number[][], order: readonly number[]): Uint16Array {
  const numbers = new Uint16Array(order.length);
  order.forEach((state, number) => {
    numbers[state] = found[state]?.length === 0 ? number : number | ENDS;
  });
  const table = new Uint16Array(order.length * LETTERS);
  order.forEach((state, number) => {
    for (let letter = 0; letter < LETTERS; letter++)
      table[number * LETTERS + letter] = numbers[next[state * LETTERS + letter] as number] as number;
  });
  return table;
}
