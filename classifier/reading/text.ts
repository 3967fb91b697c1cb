/** The description, cut into sentences: which say what the tool does, and which stand in a section on arguments or results. */
import { isSpelled, texts } from './look.ts';
import type { Sentence, Word } from './types.ts';
import { textWords } from './words.ts';

/** So much of a description is read; what an attacker puts behind it is not judged, but is shown. */
export const DESCRIPTION_READ = 4_000;
const MOST_SENTENCES = 60;

/** First words of lines that open a section which does not describe the effect. */
const ASIDES = texts(
  'args arguments parameters params parameter returns return_value return output outputs raises response responses example examples usage note notes input inputs errors error hints prerequisites see tips when',
);

/** Sentences in order. A sentence ends at a line break or at `. ! ? ;` and their full-width forms before a blank. */
export function readSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  const end = Math.min(text.length, DESCRIPTION_READ);
  let start = 0;
  let aside = false;
  for (let at = 0; at <= end; at++) {
    const code = at < end ? text.charCodeAt(at) : 10;
    // Most characters are small letters and blanks.
    if (code === 32 || (code >= 97 && code <= 122)) continue;
    if (!endsSentence(code, at + 1 < end ? text.charCodeAt(at + 1) : 32)) continue;
    const stop = code === 10 || code === 13 ? at : at + 1;
    if (stop > start) {
      const words = textWords(text, pastMarker(text, start, stop), stop);
      if (words.length > 0) {
        if (opensAside(text, start, stop, words)) aside = true;
        sentences.push({ start, end: stop, words, aside });
        if (sentences.length === MOST_SENTENCES) break;
      }
    }
    // A blank line closes a section.
    if (code === 10 && aside && /^\s*\n/.test(text.slice(at + 1, at + 40))) aside = false;
    start = at + 1;
  }
  return sentences;
}

/** Behind a leading marker such as `[READ-ONLY]`. */
function pastMarker(text: string, start: number, stop: number): number {
  let at = start;
  while (at < stop && text.charCodeAt(at) <= 32) at++;
  if (text[at] !== '[') return start;
  const close = text.indexOf(']', at);
  return close > 0 && close < Math.min(stop - 1, at + 24) ? close + 1 : start;
}

function endsSentence(code: number, next: number): boolean {
  if (code === 10 || code === 13) return true;
  if (code === 0x3002 || code === 0xff01 || code === 0xff1f || code === 0xff1b) return true;
  return (code === 46 || code === 33 || code === 63 || code === 59) && (next === 32 || next === 10 || next === 13 || next === 9);
}

/** `Args:`, `## Returns`, `**Parameters:**` and the like. */
function opensAside(text: string, start: number, stop: number, words: readonly Word[]): boolean {
  const first = words[0];
  if (!first || !isSpelled(first, ASIDES)) return false;
  const line = text.slice(start, Math.min(stop, start + 60));
  return /^[\s#*\-•<[]*[A-Za-z ]{3,20}\**\s*[:>\]]/.test(line) || /^\s*#+\s/.test(line);
}
