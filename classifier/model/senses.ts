/**
 * What words mean for the rubric's tests, beyond the kinds that stand together: how private a thing is, who writes it, before whom it
 * comes, what is lost with it, what runs, whether money moves, and what service a product is. Told word by word by a careful reader, not
 * learned from labels; what follows from them is learned. Phrases of two words stand as one (`pull_request`).
 */
import { readFileSync } from 'node:fs';
import type { Sense, Word } from '../reading/types.ts';

/** What stands in senses.json: the words of each sense. */
interface SensesFile {
  things: Record<string, string>;
  servers: Record<string, string>;
}

/** Senses of one question each, the weakest first: of several words the strongest counts. */
const SCALES: readonly (readonly string[])[] = [
  ['open', 'setting', 'private', 'secret'],
  ['sometimes foreign', 'foreign'],
  ['within the team', 'outward'],
  ['workspace', 'infrastructure'],
  ['worthless', 'item', 'container'],
  ['prepared', 'written by the caller'],
  ['obligation', 'money'],
  ['steering'],
  ['physical'],
];
const THINGS = SCALES.flat();
/** The bits of each scale. */
const MASKS = SCALES.map((scale) => scale.reduce((mask, sense) => mask | (1 << THINGS.indexOf(sense)), 0));
/** Bits of how private and how foreign a thing is. */
export const OPENNESS = (MASKS[0] as number) | (MASKS[1] as number);

const file: SensesFile = JSON.parse(readFileSync(new URL('./senses.json', import.meta.url), 'utf8'));

const NONE: Sense = { things: 0, services: [], after: undefined };
const senses = new Map<string, Sense>();
Object.values(file.servers).forEach((words, at) => {
  for (const text of words.split(' ')) entryFor(text).services.push(at + 1);
});
THINGS.forEach((sense, at) => {
  for (const text of (file.things[sense] ?? '').split(' ')) entryFor(text).things |= 1 << at;
});

/** Of a phrase, the sense that its second word has behind its first. */
function entryFor(text: string): Sense {
  const [first = '', second] = text.split('_');
  if (second === undefined) return entryOf(senses, first);
  const last = entryOf(senses, second);
  last.after ??= new Map();
  return entryOf(last.after, first);
}

function entryOf(known: Map<string, Sense>, word: string): Sense {
  let sense = known.get(word);
  if (!sense) {
    sense = { things: 0, services: [], after: undefined };
    known.set(word, sense);
  }
  return sense;
}

/** The sense of a word, behind another where one stands before it. */
export function senseOf(word: Word, before?: Word): Sense {
  word.sense ??= senses.get(word.lemma) ?? NONE;
  return (before && word.sense.after?.get(before.lemma)) ?? word.sense;
}

/** The services that the first words name, by their numbers from 1. */
export function servicesOf(words: readonly Word[], most: number): readonly number[] {
  return [...new Set(words.slice(0, most).flatMap((word, at) => senseOf(word, words[at - 1]).services))];
}

/** The senses of the first words together: of each scale the strongest, as bits. */
export function thingsOf(words: readonly Word[], most = words.length): number {
  let bits = 0;
  const until = Math.min(most, words.length);
  let before: Word | undefined;
  for (let at = 0; at < until; at++) {
    const word = words[at] as Word;
    bits |= senseOf(word, before).things;
    before = word;
  }
  return strongest(bits);
}

/** Of each scale the strongest bit alone. */
function strongest(bits: number): number {
  let kept = 0;
  for (let at = 0; at < MASKS.length; at++) {
    const own = bits & (MASKS[at] as number);
    if (own !== 0) kept |= 1 << (31 - Math.clz32(own));
  }
  return kept;
}
