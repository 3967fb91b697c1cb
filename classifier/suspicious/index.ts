/**
 * Text in a definition that addresses the model instead of describing the tool (rubric §9.1, §9.5). It never moves a label
 * down: it is published with its excerpt and forces a review. `suspiciousText` finds it, `withoutSuspicious` gives the
 * definition as it would read without it.
 */
import type { Json, SuspiciousText, ToolDefinition } from '../../db/model.ts';
import { eachText } from './fields.ts';
import { sentenceEnds } from './sentences.ts';
import { sieveOf } from './sieve.ts';
import { SIGNALS } from './signals/index.ts';
import { disguisedWords, hiddenRun, isAscii, positions, reading } from './unicode.ts';

export { SIGNALS } from './signals/index.ts';

/** Longest excerpt, in characters. */
const EXCERPT = 160;
/** At most so many signals a definition: enough to see what it is. */
const MOST = 12;

/** How deep a schema is changed. */
const DEEPEST = 16;

const COMMENT = /<!--([\s\S]*?)-->/;
/** A shorter run of letters and digits is no encoded text. */
const BLOB_LENGTH = 80;
const BLOB = new RegExp(`[A-Za-z0-9+/]{${BLOB_LENGTH},}={0,2}`, 'g');
const WORDS = /(?:[A-Za-z]{2,}[ ,.:]+){4}/;

/** Every pattern with its signal, in the order in which they are tried: of each signal first the English ones. */
const SOUGHT = SIGNALS.flatMap(({ id, patterns, otherLanguages = [] }) =>
  [...patterns, ...otherLanguages].map((pattern) => ({ signal: id, pattern })),
);
const sieve = sieveOf(SOUGHT.map(({ pattern }) => pattern));

interface Hit {
  field: string;
  signal: string;
  start: number;
  end: number;
  text: string;
}

/** Everything in the definition that addresses the model: at most one excerpt for each signal and field, in reading order. */
export function suspiciousText(tool: ToolDefinition): SuspiciousText[] {
  return hits(tool).map(({ field, signal, start, end, text }) => ({ field, excerpt: excerpt(text, start, end), signal }));
}

/**
 * The definition as it would read without what addresses the model, cut several ways: whole sentences; from the words
 * addressed to the model to the end of their sentence (what was added behind a description need not begin a sentence); and, where
 * they stand in parameters, without these parameters. Empty where nothing is suspicious. A judge reads a suspicious definition
 * every way and keeps the worse verdict, so that nothing an author adds for the judge can lower a label.
 */
export function withoutSuspicious(tool: ToolDefinition): ToolDefinition[] {
  const found = hits(tool);
  if (found.length === 0) return [];
  const fields = new Set(found.map((hit) => hit.field));
  const readings = (['sentences', 'tails'] as const).map((cut) => {
    function trimmed(field: string, text: string): string {
      return fields.has(field) ? trim(text, cut) : text;
    }
    const copy: ToolDefinition = { ...tool };
    if (typeof tool.title === 'string') copy.title = trimmed('title', tool.title);
    if (typeof tool.description === 'string') copy.description = trimmed('description', tool.description);
    if (tool.inputSchema !== undefined) copy.inputSchema = mapTexts(tool.inputSchema, 'inputSchema', trimmed);
    if (tool.outputSchema !== undefined) copy.outputSchema = mapTexts(tool.outputSchema, 'outputSchema', trimmed);
    return copy;
  });
  const [first] = readings;
  const parameters = [...fields].some((field) => field.startsWith('inputSchema.') && IN_PARAMETER.test(field));
  return first?.inputSchema !== undefined && parameters
    ? [...readings, { ...first, inputSchema: withoutParameters(first.inputSchema, 'inputSchema', fields) }]
    : readings;
}

/** Of a path, where it goes on into a parameter. */
const IN_PARAMETER = /properties\../;

/** A schema without the parameters in which one of the fields stands; of parameters in parameters, without the inner. */
function withoutParameters(value: Json, path: string, fields: ReadonlySet<string>, depth = 0): Json {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item, index) => withoutParameters(item, `${path}.${index}`, fields, depth + 1));
  const kept = Object.entries(value).filter(([key]) => {
    const own = `${path}.${key}`;
    const stands = (field: string) => field === own || (field.startsWith(`${own}.`) && !IN_PARAMETER.test(field.slice(own.length)));
    return !(path.endsWith('properties') && [...fields].some(stands));
  });
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutParameters(item, `${path}.${key}`, fields, depth + 1)]));
}

function hits(tool: ToolDefinition): Hit[] {
  const found: Hit[] = [];
  eachText(tool, (text, field) => {
    if (found.length < MOST) scan(field, text, found);
  });
  return found.length > MOST ? found.slice(0, MOST) : found;
}

/** A name is read as words; its length stays, so do positions. */
function spoken(text: string): string {
  return text.includes(' ') || /\s/.test(text) ? text : text.replace(/[_-]/g, ' ');
}

function scan(field: () => string, text: string, found: Hit[]): void {
  function add(signal: string, start: number, end: number): void {
    found.push({ field: field(), signal, start, end, text });
  }
  const ascii = isAscii(text);
  if (!ascii) findHidden(text, add);
  if (text.includes('<!--')) findComment(text, add);
  if (text.length >= BLOB_LENGTH) findBlob(text, add);
  const read = ascii ? text : reading(text);
  const candidates = sieve.candidates(read);
  if (candidates.length > 0) match(text, spoken(read), candidates, add);
}

type Add = (signal: string, start: number, end: number) => void;

/** The first match of each signal in the text as it is said; `candidates` are the places of the patterns to try. */
function match(text: string, said: string, candidates: readonly number[], add: Add): void {
  let matched: string | undefined;
  let at: number[] | null = null;
  for (const place of candidates) {
    const { signal, pattern } = SOUGHT[place] as (typeof SOUGHT)[number];
    if (signal === matched) continue;
    const found = pattern.exec(said);
    if (!found) continue;
    matched = signal;
    if (said.length !== text.length) at ??= positions(text);
    const end = found.index + found[0].length;
    add(signal, at?.[found.index] ?? found.index, at?.[end] ?? end);
  }
}

/** Invisible and disguising characters. */
function findHidden(text: string, add: Add): void {
  const hidden = hiddenRun(text);
  if (hidden) add('hidden-unicode', hidden.start, hidden.end);
  const disguised = disguisedWords(text)[0];
  if (disguised) add('look-alike-letters', text.indexOf(disguised), text.indexOf(disguised) + disguised.length);
}

function findComment(text: string, add: Add): void {
  const comment = COMMENT.exec(text);
  if (comment && /\w{3}/.test(comment[1] ?? '')) add('html-comment', comment.index, comment.index + comment[0].length);
}

/** Encoded text that holds words. */
function findBlob(text: string, add: Add): void {
  if (!holdsBlob(text)) return;
  for (const blob of text.matchAll(BLOB)) {
    if (!WORDS.test(Buffer.from(blob[0], 'base64').toString('latin1'))) continue;
    add('base64-blob', blob.index, blob.index + blob[0].length);
    return;
  }
}

/** Whether there is a run of so many characters of base64: one stands at some multiple of that length, so only there is looked. */
function holdsBlob(text: string): boolean {
  for (let at = BLOB_LENGTH - 1; at < text.length; at += BLOB_LENGTH) {
    let start = at;
    while (start >= 0 && isEncoded(text.charCodeAt(start))) start--;
    if (start === at) continue;
    let end = at + 1;
    while (end < text.length && isEncoded(text.charCodeAt(end))) end++;
    if (end - start > BLOB_LENGTH) return true;
  }
  return false;
}

/** A letter or digit of base64. */
function isEncoded(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 47 && code <= 57) || code === 43;
}

/** The match with a little of its sentence before it, never longer than {@link EXCERPT}; an exact substring of the text. */
function excerpt(text: string, start: number, end: number): string {
  const at = Math.max(0, start - 40);
  // Not from the middle of a word, where the text has spaces at all.
  const before = text.slice(at, start).replace(/\S/.test(text[at - 1] ?? ' ') ? /^\S+\s+/ : '', '');
  const from = start - (before.match(/[^.!?。\n]*$/)?.[0].trimStart().length ?? 0);
  const sentence = text.slice(end, from + EXCERPT).match(/^[^.!?。\n]*[.!?。]?/)?.[0].length ?? 0;
  return text.slice(from, Math.min(end + sentence, from + EXCERPT));
}

/**
 * A text without what addresses the model: blocks between tags or braces first, then single markers, then the sentences that
 * hold a signal. Invisible characters stay; {@link cleanForJudging} takes them.
 */
function trim(text: string, cut: 'sentences' | 'tails'): string {
  let left = text;
  for (const block of BLOCKS) left = left.replace(block, (found) => (firstSignal(found) ? ' ' : found));
  for (let round = 0; round < MOST; round++) {
    const hit = firstSignal(left);
    if (!hit) break;
    const ends = sentenceEnds(left);
    const start = cut === 'tails' ? hit.start : (ends.findLast((end) => end <= hit.start) ?? 0);
    left = left.slice(0, start) + left.slice(ends.find((end) => end >= hit.end) ?? left.length);
  }
  return left;
}

/** What an author may set apart from the description proper: comments, chat templates, paired tags, an object of JSON; last, lone markers. */
const BLOCKS = [
  /<!--[\s\S]*?-->/g,
  /<\|im_start\|>[\s\S]*?<\|im_end\|>/gi,
  /\[INST\][\s\S]*?\[\/INST\]/gi,
  /<([a-z][\w-]{1,30})>[\s\S]*?<\/\1>/gi,
  /\{[^{}]{0,2000}\}/g,
  /<\|[^|\n]{1,40}\|>|<\/?[a-z][\w-]{1,30}>/gi,
];

function firstSignal(text: string): Hit | undefined {
  const found: Hit[] = [];
  scan(() => '', text, found);
  return found.find(({ signal }) => signal !== 'hidden-unicode' && signal !== 'look-alike-letters');
}

function mapTexts(value: Json, path: string, change: (field: string, text: string) => string, depth = 0): Json {
  if (typeof value === 'string') return change(path, value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item, index) => mapTexts(item, `${path}.${index}`, change, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, `${path}.${key}`, change, depth + 1)]));
}
