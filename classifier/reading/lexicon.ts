/** The words met so far: base forms, and what the tables say of each, looked up once per distinct word. */
import { CUES_OF } from './cues.ts';
import { FOREIGN_WORDS } from './foreign.ts';
import { NOUN_CLASSES, NOUNS } from './nouns.ts';
import type { VerbClass, Word } from './types.ts';
import { AMBIGUOUS, VERBS } from './verbs.ts';

const VERB_OF = new Map<string, VerbClass>(
  (Object.entries(VERBS) as [VerbClass, string][]).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
);
const NOUNS_OF = new Map<string, number>();
NOUN_CLASSES.forEach((kind, at) => {
  for (const word of NOUNS[kind].split(' ')) NOUNS_OF.set(word, (NOUNS_OF.get(word) ?? 0) | (1 << at));
});
const AMBIGUOUS_WORDS = new Set(AMBIGUOUS);

const IRREGULAR: Record<string, string> = {
  sent: 'send',
  wrote: 'write',
  written: 'write',
  ran: 'run',
  made: 'make',
  got: 'get',
  found: 'find',
  built: 'build',
  sold: 'sell',
  bought: 'buy',
  paid: 'pay',
  took: 'take',
  taken: 'take',
  put: 'put',
  read: 'read',
  children: 'child',
  people: 'person',
  indices: 'index',
  analyses: 'analysis',
  data: 'data',
  news: 'news',
  status: 'status',
  address: 'address',
  access: 'access',
  process: 'process',
  has: 'has',
  is: 'is',
  this: 'this',
  was: 'was',
  as: 'as',
  its: 'its',
  us: 'us',
  dns: 'dns',
  https: 'https',
  aws: 'aws',
  sms: 'sms',
  ios: 'ios',
  os: 'os',
  js: 'js',
  css: 'css',
  rss: 'rss',
  gps: 'gps',
  always: 'always',
  does: 'does',
  series: 'series',
  analysis: 'analysis',
  business: 'business',
  progress: 'progress',
  seed: 'seed',
  canvas: 'canvas',
  bus: 'bus',
  repos: 'repository',
  repo: 'repository',
  docs: 'document',
  doc: 'document',
  msg: 'message',
  msgs: 'message',
  dir: 'directory',
  dirs: 'directory',
  org: 'organization',
  orgs: 'organization',
  acct: 'account',
  txn: 'transaction',
  tx: 'transaction',
  del: 'delete',
  db: 'database',
  dbs: 'database',
  cmd: 'command',
  cmds: 'command',
  creds: 'credential',
  cred: 'credential',
  pwd: 'password',
  info: 'info',
  img: 'image',
  envs: 'env',
  conf: 'config',
  organisation: 'organization',
  favourite: 'favorite',
  canceled: 'cancel',
  cancelled: 'cancel',
  retrieval: 'retrieve',
  deletion: 'delete',
  removal: 'remove',
  creation: 'create',
  execution: 'execute',
  installation: 'install',
  lookups: 'lookup',
  queries: 'query',
  analytics: 'analytics',
  movies: 'movie',
  cookies: 'cookie',
  calories: 'calorie',
  timeseries: 'timeseries',
  caches: 'cache',
  statuses: 'status',
  aliases: 'alias',
  bonuses: 'bonus',
  viruses: 'virus',
  campuses: 'campus',
  matrices: 'matrix',
  vertices: 'vertex',
  axes: 'axis',
  quizzes: 'quiz',
  lenses: 'lens',
  biases: 'bias',
  hypotheses: 'hypothesis',
  diagnoses: 'diagnosis',
  ties: 'tie',
  selfies: 'selfie',
  sequentialthinking: 'think',
};

/** A set of base forms. Every word carries a bit for each set it is in, so that a rule need not look a text up. */
export interface WordSet extends ReadonlySet<string> {
  readonly at: number;
  readonly bit: number;
}

const BITS = 32;
const MOST_SETS = 32 * BITS;
const NO_SETS = new Int32Array(MOST_SETS / BITS);
const setsOf = new Map<string, Int32Array>();
let sets = 0;

/** Makes a set known to all words, those met already included. Throws where there are more sets than bits. */
export function wordSet(lemmas: readonly string[]): WordSet {
  if (sets === MOST_SETS) throw new Error(`more than ${MOST_SETS} word sets`);
  const at = Math.floor(sets / BITS);
  const bit = 1 << (sets++ % BITS);
  for (const lemma of lemmas) {
    const bits = setsOf.get(lemma) ?? new Int32Array(NO_SETS.length);
    bits[at] = (bits[at] ?? 0) | bit;
    setsOf.set(lemma, bits);
  }
  for (const word of words.values()) word.sets = setsOf.get(word.lemma) ?? NO_SETS;
  return Object.assign(new Set(lemmas), { at, bit });
}

/** Distinct words kept, so that memory stays flat over any input. */
const KEPT_WORDS = 60_000;
const LONGEST_WORD = 48;
let words = new Map<string, Word>();

/** The same words by their letters, open addressing: found in a text without cutting them out of it. Of each slot the head and the tail. */
const SLOTS = 1 << 17;
const keys = new Int32Array(2 * SLOTS);
let slots = new Array<Word | undefined>(SLOTS).fill(undefined);

/** Of each ASCII code which of the letters of a word it is, from 1 and in either case; 0 where it is none. */
export const LETTERS = new Uint8Array(128);
'abcdefghijklmnopqrstuvwxyz0123456789'.split('').forEach((letter, at) => {
  LETTERS[letter.charCodeAt(0)] = at + 1;
  LETTERS[letter.toUpperCase().charCodeAt(0)] = at + 1;
});
const BASE = 37;
/** So many letters go into one number. Those of a word beyond twice as many do not. */
export const PACKED = 6;

/** The number with another letter. */
export function packed(number: number, letter: number): number {
  return (Math.imul(number, BASE) + letter) | 0;
}

const forgetting: (() => void)[] = [];

/** Whoever keeps words says here how he forgets them: after it the same text is another object. */
export function onForgotten(forget: () => void): void {
  forgetting.push(forget);
}

/**
 * Starts the tables anew where they are full. Called between two tools only: inside one the same text has to be the same object, or what
 * is found would depend on what was read before.
 */
export function makeRoom(): void {
  if (words.size < KEPT_WORDS) return;
  words = new Map();
  slots = new Array<Word | undefined>(SLOTS).fill(undefined);
  keys.fill(0);
  for (const forget of forgetting) forget();
}

/** The word object of a lower-case text. */
export function wordOf(text: string): Word {
  const known = words.get(text);
  if (known) return known;
  const word = newWord(text);
  words.set(word.text, word);
  return word;
}

/**
 * The word object of a stretch of {@link LETTERS}. `tail` is what they are {@link packed}, after the first {@link PACKED} of them `head`,
 * behind which it begins anew from 0.
 */
export function wordAt(text: string, from: number, to: number, head: number, tail: number): Word {
  const size = to - from;
  const mixed = Math.imul(head ^ Math.imul(tail, 0x9e3779b1), 0x85ebca6b);
  let slot = (mixed ^ (mixed >>> 15)) & (SLOTS - 1);
  for (;;) {
    if (keys[2 * slot] === head && keys[2 * slot + 1] === tail) {
      const known = slots[slot];
      if (known !== undefined && known.size === size && (size <= 2 * PACKED || spells(known, text, from))) return known;
    }
    if (slots[slot] === undefined) break;
    slot = (slot + 1) & (SLOTS - 1);
  }
  const word = wordOf(text.slice(from, to).toLowerCase());
  slots[slot] = word;
  keys[2 * slot] = head;
  keys[2 * slot + 1] = tail;
  return word;
}

function spells({ text: spelling, size }: Word, text: string, from: number): boolean {
  for (let at = 0; at < size; at++) if (LETTERS[spelling.charCodeAt(at)] !== LETTERS[text.charCodeAt(from + at)]) return false;
  return true;
}

function newWord(given: string): Word {
  // A part of a longer text would keep the whole of it in memory.
  const text = given.length > 12 ? given.split('').join('') : given;
  const lemma = lemmaOf(text.length > LONGEST_WORD ? text.slice(0, LONGEST_WORD) : text);
  return {
    text,
    size: text.length,
    lemma,
    verb: VERB_OF.get(lemma),
    ambiguous: AMBIGUOUS_WORDS.has(lemma),
    nouns: NOUNS_OF.get(lemma) ?? 0,
    cues: (CUES_OF.get(text) ?? 0) | (CUES_OF.get(lemma) ?? 0),
    sets: setsOf.get(lemma) ?? NO_SETS,
    hash: hashOf(lemma),
    kind: undefined,
    sense: undefined,
    privacy: undefined,
    domains: undefined,
  };
}

/** FNV-1a, 32 bits as a signed number: what lies beyond is kept in an object of its own wherever it is stored or handed on. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}

/** The base forms of all verbs of a class. */
export function verbsOf(kind: VerbClass): string[] {
  return [...VERB_OF].filter(([, known]) => known === kind).map(([lemma]) => lemma);
}

/** A foreign word that we know as the English one it stands for; any other as it is. */
export function inEnglish(word: Word): Word {
  return FOREIGN_WORDS.has(word.text) ? wordOf(word.lemma) : word;
}

/** Whether the tables know the text as it is. */
export function isKnown(word: string): boolean {
  return VERB_OF.has(word) || NOUNS_OF.has(word);
}

function lemmaOf(text: string): string {
  const special = Object.hasOwn(IRREGULAR, text) ? IRREGULAR[text] : FOREIGN_WORDS.get(text);
  if (special !== undefined) return special;
  if (isKnown(text) || text.length < 4) return text;
  if (text.endsWith('ing')) return verbBase(text, text.slice(0, -3));
  if (text.endsWith('ied')) return verbBase(text, `${text.slice(0, -3)}y`);
  if (text.endsWith('ed')) return verbBase(text, text.slice(0, -2));
  if (text.endsWith('ies')) return `${text.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(text)) return text.slice(0, -2);
  if (text.endsWith('s') && !/(?:ss|us|is)$/.test(text)) {
    const singular = text.slice(0, -1);
    return Object.hasOwn(IRREGULAR, singular) ? (IRREGULAR[singular] ?? singular) : singular;
  }
  return text;
}

/** The infinitive behind `-ing` and `-ed`, where it is a verb we know; else the word itself. */
function verbBase(text: string, stem: string): string {
  if (VERB_OF.has(stem)) return stem;
  if (VERB_OF.has(`${stem}e`)) return `${stem}e`;
  if (stem.length > 3 && stem.at(-1) === stem.at(-2) && VERB_OF.has(stem.slice(0, -1))) return stem.slice(0, -1);
  return text;
}
