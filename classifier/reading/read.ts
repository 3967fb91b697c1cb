/** Parses one definition in the context of its server, once; every rule and the model look at the result. */
import type { Json, ServerContext, ToolDefinition } from '../../db/model.ts';
import { cleanForJudging } from '../suspicious/clean.ts';
import { paramsTold } from './docstring.ts';
import { FOREIGN_WORDS } from './foreign.ts';
import { inverseOf } from './inverse.ts';
import { inEnglish, makeRoom } from './lexicon.ts';
import { among, isPredicate, isSpelled, READING, set, type TextSet, texts } from './look.ts';
import { nounsOf, readName } from './name.ts';
import { coreOf, leadCoreOf } from './privacy.ts';
import { isObject, readParams } from './schema.ts';
import { readServer } from './server.ts';
import { DESCRIPTION_READ, readSentences } from './text.ts';
import type { NameReading, Param, Reading, Sentence, Word } from './types.ts';
import { textWords } from './words.ts';

/** Words that stand between the beginning of a sentence and its verb: "This tool allows you to …". */
const OPENERS = texts(
  'this tool the a an use used using to it that which will can allows allow you enables enable let lets user users function api endpoint method mcp please call helps help tools purpose title description utility simple quickly easily directly permanently automatically safely securely intelligently completely recursively asynchronously efficiently conditionally batch bulk async command operation useful for be able ability agents agent ai and then 1 2 when want need',
);
const PERFORMING = set('perform conduct do run execute make');
/** Say of a thing how it is, and are no verb of the sentence: "strategies including …", "changes that have been made". */
const DESCRIBING = texts('including included made given provided');
const DEEDS = set(
  'transfer remit refund withdraw swap search lookup analyze validate scan translate compare check calculate convert research audit reflect',
);
const BOILERPLATE = texts(
  'not description available deploy try playground no none undefined required guardrails prerequisites scopes warning important note',
);
const PURPOSE = texts('purpose');
const GUARDRAILS = texts('guardrails');
const ARTICLES = texts('the a an one or more specific given this that your our their');
const CLAUSE = texts('by with using via that which when where so if based including such for from to in on at into as and');
const CARRYING = texts('of from in about for');
const EMPTY = set(
  'data content information info detail list result item value all text full number current recent latest raw entire complete contents name',
);
const OBJECT_WORDS = 7;
/** How far into a sentence its verb may stand. */
const VERB_WITHIN = 12;

/** Reads a definition. Total: any JSON in place of a field is read as far as it makes sense. */
export function readTool(tool: ToolDefinition, context: ServerContext): Reading {
  makeRoom();
  const cleaned = typeof tool.description === 'string' ? cleanForJudging(tool.description) : '';
  const description = cleaned.length > DESCRIPTION_READ ? cleaned.slice(0, DESCRIPTION_READ) : cleaned;
  const server = readServer(context);
  const given = readName(typeof tool.name === 'string' ? cleanForJudging(tool.name) : '', server.prefix);
  const sentences = readSentences(description);
  const lead = leadOf(sentences);
  const silent = !sentences.some((sentence) => isTelling(sentence, given));
  const verbLast = lead !== undefined && VERB_LAST.test(description.slice(lead.start, lead.end));
  const leadVerbAt = lead ? (verbLast ? lastVerbOf(lead) : verbOf(lead)) : -1;
  const leadVerb = leadVerbAt < 0 ? undefined : lead?.words[leadVerbAt];
  const title = typeof tool.title === 'string' ? cleanForJudging(tool.title.slice(0, 400)).slice(0, 200) : '';
  const declared = readParams(tool.inputSchema);
  const params = declared.length > 0 ? declared : paramsTold(description, sentences);
  const leadObject = lead ? translated(leadVerb, verbLast ? objectBefore(lead, leadVerbAt) : objectAfter(lead, leadVerbAt)) : [];
  const nameSays =
    leadVerb === undefined ? 'act' : saysNothing(given) ? 'nothing' : isBelied(given, leadVerb, leadObject) ? 'otherwise' : 'act';
  const name = nameSays === 'act' || leadVerb === undefined ? given : spokenName(leadVerb, leadObject);
  const leadCore = leadCoreOf(leadObject);
  const reading: Reading = {
    tool,
    context,
    server,
    name,
    nameSays,
    title: title === '' ? [] : textWords(title, 0, title.length),
    description,
    sentences,
    lead,
    leadVerb,
    leadVerbAt,
    mainVerb: mainVerbOf(name, leadVerb),
    leadObject,
    leadNouns: nounsOf(leadObject),
    core: coreOf(name.object, leadObject, leadCore),
    leadCore,
    leadCues: lead ? cuesOf([lead]) : 0,
    cues: cuesOf(sentences),
    silent,
    params,
    paramOf: paramsByLemma(params),
    hasSchema: isObject(tool.inputSchema) && Object.keys(tool.inputSchema).length > 0,
    hints: readHints(tool.annotations),
    inverse: undefined,
  };
  reading.inverse = inverseOf(reading);
  return reading;
}

/** Said of any tool: a name of such words alone, and of numbers and single letters, says nothing. */
const SAID_OF_ANY = texts(
  'tool tools function functions func fn method action operation op handler endpoint api helper util utils main module plugin feature mcp server the my a',
);

const NUMBER = /^(?:\d+|[a-z]\d*)$/;

function saysNothing({ bare }: NameReading): boolean {
  return bare.every((word) => isSpelled(word, SAID_OF_ANY) || NUMBER.test(word.text));
}

const GRAVE = set('delete erase wipe purge destroy uninstall remit transfer withdraw grant revoke');

/** `get_weather` that "deletes all files": the worse of what the two say is believed (rubric §5). */
function isBelied({ verb, verbAt, object }: NameReading, leadVerb: Word, leadObject: readonly Word[]): boolean {
  return (
    isPredicate(leadVerb) &&
    leadObject.length > 0 &&
    among(leadVerb, GRAVE) &&
    among(verb, READING) &&
    (verb?.ambiguous !== true || (verbAt === 0 && object.length > 0))
  );
}

/** So many words behind the verb are taken for the name. */
const SPOKEN = 4;

/** What a tool would be called by what its description says: "Deletes the database" of `tool_17` is read as `delete_database`. */
function spokenName(verb: Word, object: readonly Word[]): NameReading {
  return readName([verb.lemma, ...object.slice(0, SPOKEN).map(({ text }) => text)].join('_'), []);
}

function mainVerbOf({ verb, verbAt }: NameReading, leadVerb: Word | undefined): Word | undefined {
  if (verb && !verb.ambiguous) return verb;
  // Names made from HTTP methods (`post_profile__id__web`) say less than their description.
  if (leadVerb && verbAt === 0 && METHODS.has(verb?.text ?? '')) return leadVerb;
  return leadVerb && !leadVerb.ambiguous ? leadVerb : (verb ?? leadVerb);
}

const METHODS = new Set(['post', 'put', 'patch']);

/** "Purpose:" over what the tool is for, behind "Guardrails:" or at the head: the sentence below it; else the first that describes. */
function leadOf(sentences: readonly Sentence[]): Sentence | undefined {
  const headed = isHeading(sentences[0], PURPOSE) || isHeading(sentences[0], GUARDRAILS);
  const below = headed ? sentences.findIndex((sentence) => isHeading(sentence, PURPOSE)) + 1 : 0;
  return sentences.slice(below).find((sentence) => isPlain(sentence));
}

function isHeading(sentence: Sentence | undefined, heading: TextSet): boolean {
  return sentence?.words.length === 1 && isSpelled(sentence.words[0], heading);
}

/** Whether a sentence describes, and is no section on arguments nor boilerplate of a catalogue. */
function isPlain({ aside, words }: Sentence): boolean {
  if (aside) return false;
  const first = words[0]?.text ?? '';
  if (
    isSpelled(words[0], BOILERPLATE) &&
    (words.length < 4 || (first === 'deploy' && words[1]?.text === 'server') || first === 'required' || first === 'guardrails')
  )
    return false;
  // What it is not for says nothing of what it does.
  if (first === 'not' && words[1]?.text === 'for') return false;
  // "When using this tool, always …" tells how to call it, as generated servers begin.
  if (first === 'when' && words[1]?.text === 'using' && words[2]?.text === 'this') return false;
  if (first === 'only' && words[1]?.text === 'omit') return false;
  // "Access and manage servers by signing in." is the frame of a page that lists servers.
  if (first === 'access' && words[2]?.text === 'manage' && words.at(-2)?.text === 'signing') return false;
  // "Start here if …" tells when to call it.
  if (first === 'start' && words[1]?.text === 'here') return false;
  if (words.length === 1 && /^\d*$/.test(first)) return false;
  return !(first === 'description' && words[1]?.text === 'not');
}

/** Whether a sentence says more than the name does. */
function isTelling(sentence: Sentence, name: NameReading): boolean {
  return (
    isPlain(sentence) &&
    sentence.words.some(
      (word) => !name.words.some((own) => own.lemma === word.lemma) && word.text.length > 2 && !isSpelled(word, BOILERPLATE),
    )
  );
}

/** Where the verb stands that a sentence turns on: the first word behind the openers if it is one, else the first plain verb within reach. */
function verbOf({ words }: Sentence): number {
  const within = Math.min(words.length, VERB_WITHIN);
  let at = 0;
  while (at < within && isSpelled(words[at], OPENERS)) at++;
  if (words[at]?.verb) return among(words[at], PERFORMING) ? performed(words, at) : at;
  for (let next = at; next < within; next++) if (words[next]?.verb && !words[next]?.ambiguous && mayTurnOn(words[next])) return next;
  for (let next = at; next < within; next++) if (words[next]?.verb && mayTurnOn(words[next])) return next;
  return at > 0 && words[at - 1]?.verb ? at - 1 : -1;
}

/** Articles and prepositions of the languages whose verbs we know. */
const PARTICLES = texts(
  'la el los las le les l de des du del da do dos das d die der den dem ein eine einen einem einer un une una uno unos unas um uma o os as au aux al à por para con com avec sur dans en no na em aus zurück',
);

/** What a foreign verb acts on, in English as far as we know it, without articles. */
function translated(verb: Word | undefined, object: Word[]): Word[] {
  if (verb === undefined || !FOREIGN_WORDS.has(verb.text)) return object;
  return object.filter((word) => !isSpelled(word, PARTICLES)).map(inEnglish);
}

/** Japanese and Korean, where the verb stands last. */
const VERB_LAST = /[\u3040-\u30ff\uac00-\ud7af]/;

/** Where the last verb stands, one that is no noun as often before any other. */
function lastVerbOf({ words }: Sentence): number {
  const plain = words.findLastIndex(({ verb, ambiguous }) => verb !== undefined && !ambiguous);
  return plain >= 0 ? plain : words.findLastIndex(({ verb }) => verb !== undefined);
}

/** What the last verb acts on: what stands before it. */
function objectBefore({ words }: Sentence, verbAt: number): Word[] {
  return words.slice(Math.max(0, verbAt - OBJECT_WORDS), Math.max(0, verbAt));
}

function mayTurnOn(word: Word | undefined): boolean {
  return !isSpelled(word, OPENERS) && !isSpelled(word, DESCRIBING);
}

/** "Perform a web search": what is performed, where it is named within reach. */
function performed(words: readonly Word[], at: number): number {
  for (let next = at + 1; next < Math.min(words.length, at + 6); next++) if (among(words[next], DEEDS) && words[next]?.verb) return next;
  return at;
}

/** What the verb acts on: the words behind it up to one that starts another clause. */
function objectAfter({ words }: Sentence, verbAt: number): Word[] {
  const object: Word[] = [];
  for (let at = verbAt + 1; at < words.length && object.length < OBJECT_WORDS; at++) {
    const word = words[at] as Word;
    if (isSpelled(word, CLAUSE) && object.length > 0) {
      // "the content of a page": what matters stands behind.
      if (isSpelled(word, CARRYING) && object.every((one) => among(one, EMPTY))) continue;
      break;
    }
    if (!isSpelled(word, ARTICLES)) object.push(word);
  }
  return object;
}

function cuesOf(sentences: readonly Sentence[]): number {
  let cues = 0;
  for (const { words } of sentences) for (const word of words) cues |= word.cues;
  return cues;
}

function paramsByLemma(params: readonly Param[]): Map<string, Param> {
  const byLemma = new Map<string, Param>();
  for (const param of params) for (const word of param.words) if (!byLemma.has(word.lemma)) byLemma.set(word.lemma, param);
  return byLemma;
}

function readHints(annotations: Json | undefined): Reading['hints'] {
  if (!isObject(annotations)) return {};
  const hints: Reading['hints'] = {};
  if (typeof annotations.readOnlyHint === 'boolean') hints.readOnly = annotations.readOnlyHint;
  if (typeof annotations.destructiveHint === 'boolean') hints.destructive = annotations.destructiveHint;
  if (typeof annotations.idempotentHint === 'boolean') hints.idempotent = annotations.idempotentHint;
  if (typeof annotations.openWorldHint === 'boolean') hints.openWorld = annotations.openWorldHint;
  return hints;
}
