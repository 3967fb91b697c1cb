/** Words: splitting names and text. */
import { cue } from './cues.ts';
import { isRunScript, LONGEST_RUN_WORD, PHRASES, RUN_WORDS } from './foreign.ts';
import { isKnown, LETTERS, onForgotten, PACKED, packed, wordAt, wordOf } from './lexicon.ts';
import type { Word } from './types.ts';

/** Names split before; names come again as siblings and as parameters. Past so many the table starts anew. */
const KEPT_NAMES = 20_000;
const LONGEST_KEPT = 64;
let names = new Map<string, readonly Word[]>();
onForgotten(() => {
  names = new Map();
});

/** A name split by case, digits' borders left alone, and every separator: `getHTTPResponse_v2` → get http response v2. */
export function nameWords(name: string): readonly Word[] {
  if (name.length > LONGEST_KEPT) return splitName(name);
  let words = names.get(name);
  if (words === undefined) {
    if (names.size >= KEPT_NAMES) names = new Map();
    words = splitName(name);
    names.set(name, words);
  }
  return words;
}

function splitName(name: string): Word[] {
  const found: Word[] = [];
  let start = -1;
  for (let at = 0; at <= name.length; at++) {
    const code = at < name.length ? name.charCodeAt(at) : 0;
    if (!isLetter(code)) {
      if (start >= 0) pushNameWord(found, name, start, at);
      start = -1;
      continue;
    }
    if (
      start >= 0 &&
      isUpper(code) &&
      (isLower(name.charCodeAt(at - 1)) || isDigit(name.charCodeAt(at - 1)) || isLower(name.charCodeAt(at + 1)))
    ) {
      if (at > start && !(isUpper(name.charCodeAt(at - 1)) && !isLower(name.charCodeAt(at + 1)))) {
        pushNameWord(found, name, start, at);
        start = at;
      }
    }
    if (start < 0) start = at;
  }
  return joined(found);
}

const PHRASE = cue('phrase');
const PHRASES_OF = new Map<string, { rest: readonly string[]; word: Word }[]>();
for (const [phrase, english] of PHRASES) {
  const [first = '', ...rest] = phrase.split(' ');
  PHRASES_OF.set(first, [...(PHRASES_OF.get(first) ?? []), { rest, word: wordOf(english) }]);
}

/** Names of several foreign words as the one English word they stand for. */
export function joined(words: Word[]): Word[] {
  if (!words.some(({ cues }) => (cues & PHRASE) !== 0)) return words;
  const joint: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word;
    const phrase = PHRASES_OF.get(word.text)?.find(({ rest }) => rest.every((text, next) => words[at + 1 + next]?.text === text));
    joint.push(phrase?.word ?? word);
    at += phrase?.rest.length ?? 0;
  }
  return joint;
}

/** Verbs that names written in one run begin with (`getwallethistory`). */
const RUN_ON = /^(get|list|create|delete|update|search|fetch|remove|execute)(?!ings?$|ers?$|ed$|or$|ion$|able$|ment$)([a-z]{4,})$/;

function pushNameWord(into: Word[], name: string, from: number, to: number): void {
  const raw = to - from > 7 ? name.slice(from, to) : '';
  const run = raw !== '' && !isKnown(raw) ? RUN_ON.exec(raw) : null;
  if (run) into.push(wordOf(run[1] ?? ''), wordOf(run[2] ?? ''));
  else into.push(...textWords(name, from, to));
}

const ASCII = 128;
const BLANK = 32;

/** The words of a stretch of text. */
export function textWords(text: string, from: number, to: number): Word[] {
  wordsUntil(text, from, to, never);
  return taken();
}

function never(): boolean {
  return false;
}

/** The words of what was read last, until it is known how many they are; behind them, older ones. A list that grows with each takes more room. */
const reading: Word[] = [];
let read = 0;

/** The words that {@link wordsUntil} read last, in a list of their own. */
export function taken(): Word[] {
  return reading.slice(0, read);
}

/**
 * Reads words until one of the characters between them, but no blank, ends what is read, or up to `to`; gives where it ended. `ends` is
 * asked with the place of such a character.
 */
export function wordsUntil(text: string, from: number, to: number, ends: (text: string, at: number) => boolean): number {
  const letters = LETTERS;
  const into = reading;
  let count = 0;
  let start = -1;
  let size = 0;
  let head = 0;
  let tail = 0;
  let ascii = true;
  for (let at = from; ; at++) {
    const code = at < to ? text.charCodeAt(at) : 0;
    const letter = code < ASCII ? (letters[code] as number) : 0;
    if (letter !== 0) {
      if (start < 0) start = at;
      tail = packed(tail, letter);
      if (++size === PACKED) {
        head = tail;
        tail = 0;
      }
      continue;
    }
    if (code >= ASCII && isLetter(code)) {
      if (start < 0) start = at;
      ascii = false;
      continue;
    }
    if (start >= 0) {
      if (ascii) into[count++] = wordAt(text, start, at, head, tail);
      else for (const word of lettersOf(text.slice(start, at))) into[count++] = word;
      start = -1;
      size = 0;
      head = 0;
      tail = 0;
      ascii = true;
    }
    if (at >= to || (code !== BLANK && ends(text, at))) {
      read = count;
      return at;
    }
  }
}

/** The words of letters that belong together: one, or in scripts without spaces the known ones, longest first, and those of Latin letters; what is unknown between them is passed over. */
function lettersOf(raw: string): Word[] {
  const text = raw.toLowerCase();
  const runs = isRunScript(text.charCodeAt(0)) || (text.length > 1 && isRunScript(text.charCodeAt(text.length - 1)));
  return runs ? knownIn(text) : [wordOf(text)];
}

function knownIn(run: string): Word[] {
  const known: Word[] = [];
  for (let at = 0; at < run.length; ) {
    // "执行SQL查询": words of other letters stand in it without a space.
    const latin = latinUntil(run, at);
    if (latin > at) {
      known.push(wordOf(run.slice(at, latin)));
      at = latin;
      continue;
    }
    let size = Math.min(LONGEST_RUN_WORD, run.length - at);
    while (size > 0 && !RUN_WORDS.has(run.slice(at, at + size))) size--;
    if (size > 0) known.push(wordOf(RUN_WORDS.get(run.slice(at, at + size)) ?? ''));
    at += Math.max(1, size);
  }
  return known;
}

/** Where Latin letters and digits end that begin here. */
function latinUntil(run: string, at: number): number {
  let end = at;
  while (end < run.length && run.charCodeAt(end) < ASCII) end++;
  return end;
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Commas, stops and question marks of Arabic, Hebrew and Indic scripts, which stand among their letters. */
const SOUTHERN_STOPS: ReadonlySet<number> = new Set([0x05be, 0x05c3, 0x060c, 0x061b, 0x061f, 0x06d4, 0x0964, 0x0965]);

function isLetter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    (code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && code < 0x2000 && !SOUTHERN_STOPS.has(code)) ||
    (code > 0x2e7f && code < 0x3000) ||
    (code > 0x3004 &&
      code < 0xfe00 &&
      code !== 0x3010 &&
      code !== 0x3011 &&
      !(code >= 0x3008 && code <= 0x3020) &&
      !(code >= 0xd800 && code < 0xf900))
  );
}
