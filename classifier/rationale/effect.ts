/** What a call does, and the words of the definition that say so. */
import type { Quote } from '../../db/model.ts';
import { SILENT, silenceOf } from '../reading/silence.ts';
import type { Reading } from '../reading/types.ts';
import type { Facts } from './facts.ts';
import { code, upperFirst } from './phrase.ts';

/** The effect in a sentence, with its quotation of at most so many words. */
export function effect(facts: Facts, reading: Reading, words: number): string {
  const said = quoted(facts.quote, words);
  if (saysNothing(reading)) return `${nameOnly(facts, reading)} ${implied(facts)}`;
  if (!facts.does) return `${code(facts.name)} ${facts.through} is described as ${said}.`;
  return `${upperFirst(acting(facts))} (${said}).`;
}

/** The description is empty, repeats the name, or is a filler; one in letters we do not read is shown instead. */
export function saysNothing({ silent, description }: Reading): boolean {
  return silent && (description.match(UNREAD)?.length ?? 0) < FEW;
}

const UNREAD = /[\u0400-\u1fff\u2e80-\ud7af]/g;
const FEW = 6;

function nameOnly(facts: Facts, reading: Reading): string {
  const silence = silenceOf(reading);
  // Arguments that the description tells of are read.
  const beside = silence !== 'empty' && !reading.hasSchema && reading.params.length > 0 ? ', apart from its arguments' : '';
  return `Name only: the description of ${code(facts.name)} ${SILENT[silence]}${beside}.`;
}

function implied(facts: Facts): string {
  if (!facts.does) return `The name holds no verb we know, so what it does ${facts.through} stays open.`;
  return `The verb “${facts.verb}” implies that it ${acting(facts)}.`;
}

/** "deletes a page in Notion". */
function acting({ does, object, through }: Facts): string {
  return through === '' ? `${does} ${object}` : `${does} ${object} ${through}`;
}

/** A quotation with its field: “Deletes a page” (description). */
function quoted(quote: Quote, words: number): string {
  const text = shortened(quote.quote, words);
  return `“${text}”, ${fieldWords(quote.field)}`;
}

/** The beginning of a quotation that is still an exact part of the definition: one line, no inner quotation marks. */
export function shortened(text: string, words: number): string {
  const end = text.search(LINE_END);
  const line = (end < 0 ? text : text.slice(0, end)).trim() || text.slice(0, 80).trim();
  const cut = line.slice(0, endOfWord(line, words));
  const short = cut.length > 140 ? cut.slice(0, 140) : cut;
  return short.length < line.length ? short.replace(/[\s,;:([{–—-]+$/, '') : short;
}

const LINE_END = /[\n\r“”]/;
const BLANK = /\s/;

/** Where the word of that number ends, or the last one before it. */
function endOfWord(line: string, number: number): number {
  let words = 0;
  for (let at = 0; at < line.length; at++) {
    const here = line.charCodeAt(at);
    if (here > 32 && here < 127) continue;
    if (at > 0 && BLANK.test(line.charAt(at)) && !BLANK.test(line.charAt(at - 1)) && ++words === number) return at;
  }
  return line.length;
}

function fieldWords(field: string): string {
  if (field === 'description' || field === 'name') return field;
  const param = field.match(/^inputSchema\.properties\.(.+?)(?:\.description)?$/)?.[1];
  if (param) return `parameter ${code(param.split('.properties.').at(-1) ?? param)}`;
  return field === 'inputSchema' ? 'input schema' : (field.split('.')[0] ?? field);
}
