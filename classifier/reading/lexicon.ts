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

/** The same words by the hash of their ASCII letters, open addressing: found in a text without cutting them out of it. */
const SLOTS = 1 << 17;
let slots = new Array<Word | undefined>(SLOTS).fill(undefined);

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

/** The word object of a stretch of ASCII letters and digits in any case; `hash` is the {@link step} over them in lower case. */
export function wordAt(text: string, from: number, to: number, hash: number): Word {
  let slot = (hash ^ (hash >>> 14)) & (SLOTS - 1);
  for (let word = slots[slot]; word !== undefined; word = slots[slot]) {
    if (spells(word, text, from, to)) return word;
    slot = (slot + 1) & (SLOTS - 1);
  }
  const word = wordOf(text.slice(from, to).toLowerCase());
  slots[slot] = word;
  return word;
}

function spells({ text: spelling, size }: Word, text: string, from: number, to: number): boolean {
  if (size !== to - from) return false;
  for (let at = 0; at < size; at++) {
    const code = text.charCodeAt(from + at);
    if (spelling.charCodeAt(at) !== (code >= 65 && code <= 90 ? code | 32 : code)) return false;
  }
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

/** One step of the hash that {@link wordAt} takes; begin with 0. */
export function step(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** FNV-1a, 32 bits unsigned. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The base forms of all verbs of a class. */
export function verbsOf(kind: VerbClass): string[] {
  return [...VERB_OF].filter(([, known]) => known === kind).map(([lemma]) => lemma);
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
