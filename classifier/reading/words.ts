/** Words: splitting names and text. */
import { isRunScript, LONGEST_RUN_WORD, RUN_WORDS } from './foreign.ts';
import { isKnown, onForgotten, step, wordAt, wordOf } from './lexicon.ts';
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
  return found;
}

/** Verbs that names written in one run begin with (`getwallethistory`). */
const RUN_ON = /^(get|list|create|delete|update|search|fetch|remove|execute)(?!ings?$|ers?$|ed$|or$|ion$|able$|ment$)([a-z]{4,})$/;

function pushNameWord(into: Word[], name: string, from: number, to: number): void {
  let hash = 0;
  for (let at = from; at < to; at++) {
    const code = name.charCodeAt(at);
    if (code > 127) return pushWord(into, name.slice(from, to));
    hash = step(hash, isUpper(code) ? code | 32 : code);
  }
  const raw = to - from > 7 ? name.slice(from, to) : '';
  const run = raw !== '' && !isKnown(raw) ? RUN_ON.exec(raw) : null;
  if (run) {
    pushWord(into, run[1] ?? '');
    pushWord(into, run[2] ?? '');
  } else into.push(wordAt(name, from, to, hash));
}

/** The words of a stretch of text. */
export function textWords(text: string, from: number, to: number): Word[] {
  const found: Word[] = [];
  let start = -1;
  let hash = 0;
  let ascii = true;
  for (let at = from; at <= to; at++) {
    const code = at < to ? text.charCodeAt(at) : 0;
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) hash = step(hash, code);
    else if (code >= 65 && code <= 90) hash = step(hash, code | 32);
    else if (code > 127 && isLetter(code)) ascii = false;
    else {
      if (start >= 0) {
        if (ascii) found.push(wordAt(text, start, at, hash));
        else pushWord(found, text.slice(start, at));
        start = -1;
        hash = 0;
        ascii = true;
      }
      continue;
    }
    if (start < 0) start = at;
  }
  return found;
}

function pushWord(into: Word[], raw: string): void {
  const text = raw.toLowerCase();
  if (isRunScript(text.charCodeAt(0)) || (text.length > 1 && isRunScript(text.charCodeAt(text.length - 1)))) pushRun(into, text);
  else into.push(wordOf(text));
}

/** Known words inside a run of letters without spaces, longest first; what is unknown between them is passed over. */
function pushRun(into: Word[], run: string): void {
  for (let at = 0; at < run.length; ) {
    let size = Math.min(LONGEST_RUN_WORD, run.length - at);
    while (size > 0 && !RUN_WORDS.has(run.slice(at, at + size))) size--;
    if (size > 0) into.push(wordOf(RUN_WORDS.get(run.slice(at, at + size)) ?? ''));
    at += Math.max(1, size);
  }
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

function isLetter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    (code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && code < 0x2000) ||
    (code > 0x2e7f && code < 0x3000) ||
    (code > 0x3004 &&
      code < 0xfe00 &&
      code !== 0x3010 &&
      code !== 0x3011 &&
      !(code >= 0x3008 && code <= 0x3020) &&
      !(code >= 0xd800 && code < 0xf900))
  );
}
