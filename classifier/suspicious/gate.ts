/**
 * The cheap first look: one pass over the characters of a definition tells which signals can be in it at all, so that
 * ordinary text costs next to nothing. It may let through too much, never too little.
 */
import { SIGNALS } from './signals/index.ts';

/** A word is known by its first letters only. */
const LETTERS = 7;
const SLOTS = 1 << 16;
const SEPARATE_BITS = SIGNALS.length;
/** Letters of other languages than English. */
const FOREIGN = 1 << SEPARATE_BITS;
/** `<!--`, `<|`, `</`. */
const MARKUP = 1 << (SEPARATE_BITS + 1);
/** A run of letters and digits long enough to be encoded text. */
const BLOB = 1 << (SEPARATE_BITS + 2);
/** Characters beyond ASCII that are no letters of a language we know patterns for: where something may be hidden. */
const ODD = 1 << (SEPARATE_BITS + 3);
const BLOB_LENGTH = 80;

const slots = buildSlots();

function buildSlots(): Uint32Array {
  const table = new Uint32Array(SLOTS);
  SIGNALS.forEach((signal, bit) => {
    for (const word of signal.words.split(' ')) {
      let hash = 0;
      for (let i = 0; i < Math.min(LETTERS, word.length); i++) hash = step(hash, word.charCodeAt(i));
      table[hash] = (table[hash] ?? 0) | (1 << bit);
    }
  });
  return table;
}

function step(hash: number, code: number): number {
  return (hash * 31 + code) & (SLOTS - 1);
}

/** Latin with accents, Cyrillic, kana, Chinese, Korean. */
function foreignLetter(code: number): boolean {
  return (code >= 0xc0 && code <= 0x24f) || (code >= 0x400 && code <= 0x4ff) || (code >= 0x3040 && code <= 0xd7af);
}

/** What may be in a text: bits for {@link may}; 0 is nothing at all. */
export function gate(text: string, mask = 0): number {
  let hash = 0;
  let length = 0;
  let run = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 0;
    const letter = code | 32;
    if (letter >= 97 && letter <= 122) {
      if (length < LETTERS) hash = step(hash, letter);
      length++;
      run++;
      continue;
    }
    if (length > 0) {
      mask |= slots[hash] ?? 0;
      hash = 0;
      length = 0;
    }
    if ((code >= 47 && code <= 57) || code === 43) {
      run++;
      continue;
    }
    if (run >= BLOB_LENGTH) mask |= BLOB;
    run = 0;
    if (code > 127) mask |= foreignLetter(code) ? FOREIGN : ODD;
    else if (code === 60) {
      const next = text.charCodeAt(i + 1);
      if (next === 33 || next === 124 || next === 47) mask |= MARKUP;
    }
  }
  return mask;
}

/** Whether the English patterns of the signal at this place of {@link SIGNALS} can match a text with this mask. */
export function may(mask: number, signal: number): boolean {
  return (mask & ((1 << signal) | MARKUP)) !== 0;
}

/** Whether the text has letters of another language, so that those patterns are worth trying. */
export function foreign(mask: number): boolean {
  return (mask & FOREIGN) !== 0;
}

/** Whether the text has any character beyond ASCII. */
export function beyondAscii(mask: number): boolean {
  return (mask & (FOREIGN | ODD)) !== 0;
}

/** Whether the text has a run of {@link BLOB_LENGTH} letters and digits. */
export function holdsBlob(mask: number): boolean {
  return (mask & BLOB) !== 0;
}

/** Whether a text with this mask may hide something that no pattern sees: comments, encoded text, invisible or look-alike characters. */
export function needsLook(mask: number): boolean {
  return (mask & (FOREIGN | MARKUP | BLOB | ODD)) !== 0;
}
