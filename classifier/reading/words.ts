/** Words: splitting names and text, base forms, and the tables looked up once per distinct word. */
import { CUES_OF } from './cues.ts';
import { FOREIGN_WORDS, isRunScript, LONGEST_RUN_WORD, RUN_WORDS } from './foreign.ts';
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
  sequentialthinking: 'think',
};

/** Distinct words kept; past this the table starts anew, so that memory stays flat over any input. */
const KEPT_WORDS = 60_000;
const LONGEST_WORD = 48;
let words = new Map<string, Word>();

/** The word object of a lower-case text. */
export function wordOf(text: string): Word {
  const known = words.get(text);
  if (known) return known;
  if (words.size >= KEPT_WORDS) words = new Map();
  const lemma = lemmaOf(text.length > LONGEST_WORD ? text.slice(0, LONGEST_WORD) : text);
  const word: Word = {
    text,
    lemma,
    verb: VERB_OF.get(lemma),
    ambiguous: AMBIGUOUS_WORDS.has(lemma),
    nouns: NOUNS_OF.get(lemma) ?? 0,
    cues: (CUES_OF.get(text) ?? 0) | (CUES_OF.get(lemma) ?? 0),
    hash: hashOf(lemma),
    kind: undefined,
  };
  words.set(text, word);
  return word;
}

/** FNV-1a, 32 bits unsigned. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function known(word: string): boolean {
  return VERB_OF.has(word) || NOUNS_OF.has(word);
}

function lemmaOf(text: string): string {
  const special = Object.hasOwn(IRREGULAR, text) ? IRREGULAR[text] : FOREIGN_WORDS.get(text);
  if (special !== undefined) return special;
  if (known(text) || text.length < 4) return text;
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

/** A name split by case, digits' borders left alone, and every separator: `getHTTPResponse_v2` → get http response v2. */
export function nameWords(name: string): Word[] {
  const found: Word[] = [];
  let start = -1;
  for (let at = 0; at <= name.length; at++) {
    const code = at < name.length ? name.charCodeAt(at) : 0;
    if (!isLetter(code)) {
      if (start >= 0) pushNameWord(found, name.slice(start, at));
      start = -1;
      continue;
    }
    if (
      start >= 0 &&
      isUpper(code) &&
      (isLower(name.charCodeAt(at - 1)) || isDigit(name.charCodeAt(at - 1)) || isLower(name.charCodeAt(at + 1)))
    ) {
      if (at > start && !(isUpper(name.charCodeAt(at - 1)) && !isLower(name.charCodeAt(at + 1)))) {
        pushNameWord(found, name.slice(start, at));
        start = at;
      }
    }
    if (start < 0) start = at;
  }
  return found;
}

/** Verbs that names written in one run begin with (`getwallethistory`). */
const RUN_ON = /^(get|list|create|delete|update|search|fetch|remove|execute)(?!ings?$|ers?$|ed$|or$|ion$|able$|ment$)([a-z]{4,})$/;

function pushNameWord(into: Word[], raw: string): void {
  const run = raw.length > 7 && !known(raw) ? RUN_ON.exec(raw) : null;
  if (run) {
    pushWord(into, run[1] ?? '');
    pushWord(into, run[2] ?? '');
  } else pushWord(into, raw);
}

/** The words of a stretch of text. */
export function textWords(text: string, from: number, to: number): Word[] {
  const found: Word[] = [];
  let start = -1;
  for (let at = from; at <= to; at++) {
    const code = at < to ? text.charCodeAt(at) : 0;
    if (isLetter(code)) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      pushWord(found, text.slice(start, at));
      start = -1;
    }
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
