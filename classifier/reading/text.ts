/** The description, cut into sentences: which say what the tool does, and which stand in a section on arguments or results. */
import { isSpelled, texts } from './look.ts';
import type { Sentence, Word } from './types.ts';
import { joined, taken, wordsUntil } from './words.ts';

/** So much of a description is read; what an attacker puts behind it is not judged, but is shown. */
export const DESCRIPTION_READ = 4_000;
const MOST_SENTENCES = 60;

/** First words of lines that open a section which does not describe the effect. */
const ASIDES = texts(
  'args arguments parameters params parameter returns return_value return output outputs raises response responses example examples usage note notes input inputs errors error hints prerequisites see tips when',
);

/** Sentences in order. A sentence ends at a line break or at `. ! ? ;` before a blank, and at the stops of other scripts. */
export function readSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  const end = Math.min(text.length, DESCRIPTION_READ);
  let aside = false;
  for (let start = 0; start < end; ) {
    const at = wordsUntil(text, pastMarker(text, start, end), end, endsSentence);
    const words = joined(taken());
    const lineEnds = at === end || isLineEnd(text.charCodeAt(at));
    const stop = lineEnds ? at : at + 1;
    if (words.length > 0) {
      if (opensAside(text, start, stop, words)) aside = true;
      sentences.push({ start, end: stop, words, aside });
      if (sentences.length === MOST_SENTENCES) break;
    }
    // A blank line closes a section.
    if (aside && text.charCodeAt(at) === 10 && BLANK_LINE.test(text.slice(at + 1, at + 40))) aside = false;
    start = at + 1;
  }
  return sentences;
}

const BLANK_LINE = /^\s*\n/;

/** How far a product is, before what it does: "(GA) - Provides …". */
const RELEASE = /\s*\((?:non-)?(?:ga|beta|alpha|preview|experimental)\)\s*[-–:]?\s*(?=\S)/iy;

/** Behind a leading marker such as `[READ-ONLY]`, where the sentence goes on behind it. */
function pastMarker(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) <= 32) {
    // What is left of a line that is blank is no sentence.
    if (isLineEnd(text.charCodeAt(at))) return start;
    at++;
  }
  if (text.charCodeAt(at) === 40) {
    RELEASE.lastIndex = start;
    return RELEASE.test(text) ? RELEASE.lastIndex : start;
  }
  if (text.charCodeAt(at) !== 91) return start;
  const close = text.indexOf(']', at);
  if (close < 0 || close >= at + 24 || close + 1 >= end || isLineEnd(text.charCodeAt(close + 1))) return start;
  for (let next = at; next <= close; next++) if (endsSentence(text, next)) return start;
  return close + 1;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** Full-width ones, the danda, and those of Arabic and Urdu: they end a sentence whatever follows. */
const FULL_STOPS: ReadonlySet<number> = new Set([0x3002, 0xff01, 0xff1f, 0xff1b, 0x0964, 0x0965, 0x061f, 0x06d4]);

function endsSentence(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (isLineEnd(code)) return true;
  if (code > 127) return FULL_STOPS.has(code);
  if (code !== 46 && code !== 33 && code !== 63 && code !== 59) return false;
  const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 32;
  return next === 32 || next === 10 || next === 13 || next === 9;
}

/** `Args:`, `## Returns`, `**Parameters:**` and the like. */
function opensAside(text: string, start: number, stop: number, words: readonly Word[]): boolean {
  const first = words[0];
  if (!first || !isSpelled(first, ASIDES)) return false;
  const line = text.slice(start, Math.min(stop, start + 60));
  return /^[\s#*\-•<[]*[A-Za-z ]{3,20}\**\s*[:>\]]/.test(line) || /^\s*#+\s/.test(line);
}
