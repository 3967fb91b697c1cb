/** What a tool acts on, in the words of its name or of its description. */
import { inEnglish, isKnown } from '../reading/lexicon.ts';
import { among, isSpelled, set, texts } from '../reading/look.ts';
import type { NameReading, Reading, Word } from '../reading/types.ts';
import { textWords } from '../reading/words.ts';
import type { Case } from '../types.ts';
import { upperFirst } from './phrase.ts';
import { type Product, productOf } from './product.ts';

const CONNECTING = texts(
  'about of on onto for from with in to by at using via that which including deleting returning containing showing allowing supporting replacing starting based between and or as per into than against during through without within under over across before after if is are was associated accessible',
);
/** Words of the first description sentence that say nothing of the thing; `s` is left of a possessive. */
const EMPTY_NOUNS = texts(
  'recently currently s only entire tool tools function given specified specific provided new one any all the a an its your this that it various several multiple detailed comprehensive existing certain different particular single current available etc null undefined none some my our their two three many each every complete optimal existing pending something exists exist you us me them itself yourself another args arguments',
);

/** What several actions of one tool are judged, each. */
export type Actions = Case['verdict']['perAction'];

/** "a Jira issue in Jira" is an issue in Jira. */
export function withoutProduct(words: readonly Word[], { name, proper }: Product): readonly Word[] {
  if (!proper) return words;
  const own = name.toLowerCase().split(' ');
  return words.length > own.length && own.every((word, at) => words[at]?.text === word) ? words.slice(own.length) : words;
}

/** What is searched, where that is named in place of what is found: `web_search`, `search_pubmed` of PubMed; `ofProduct` where its name stood before. */
export function searchedPlace(
  verb: Word | undefined,
  words: readonly Word[],
  { name, proper }: Product,
  ofProduct: boolean,
): string | undefined {
  const [word] = words;
  if (verb?.verb !== 'search') return undefined;
  const seeks = proper && among(verb, SEEKING);
  if (words.length === 0 && seeks) return name;
  if (seeks && isNamed(words, name)) return name;
  if (words.length !== 1 || word === undefined) return undefined;
  if (seeks && ofProduct && isSpelled(word, WHOLE)) return name;
  if (!isSpelled(word, SEARCHED)) return undefined;
  return word.text === 'web' || word.text === 'internet' ? `the ${word.text}` : upperFirst(word.text);
}

/** `search_google_scholar` of Google Scholar, `search_marginalia` of Marginalia Search. */
function isNamed(words: readonly Word[], name: string): boolean {
  const said = words.map(({ text }) => text).join(' ');
  return said === name.toLowerCase() || `${said} search` === name.toLowerCase();
}

/** What the tool acts on, from its name or from behind the verb of the description. */
export function thingWords(reading: Reading, byLead: boolean, actions: Actions): readonly Word[] {
  const { name, leadVerb, leadObject } = reading;
  // "Manage app: create/update/delete": what is done to it is no part of what it is.
  if (byLead && name.verb === undefined && nameActions(leadObject, actions)) {
    const own = objectWords(name.object);
    return own.length > 0 ? own : objectWords(name.bare);
  }
  // `post_market_sell`: the method that it calls is no thing.
  const method = name.verbAt > 0 && isSpelled(name.bare[0], METHODS) ? name.bare[0] : undefined;
  const named = () => objectWords(method ? name.object.filter((word) => word !== method) : name.object);
  const told = () => toldWords(reading);
  const [first, second] = byLead ? [told, named] : [named, told];
  const preferred = first();
  const fits =
    preferred.length > 0 &&
    !standsBefore(name, leadVerb, leadObject) &&
    !isItself(preferred, reading) &&
    !(preferred.length === 1 && isShort(preferred[0], second));
  const other = fits ? [] : second();
  const words = other.length > 0 ? other : preferred;
  // `list_tools`: a word that says little elsewhere is the thing where no other is named.
  return words.length > 0
    ? words
    : name.object.slice(-1).filter((word) => isSaid(word.text) && !isDescribing(word) && !isSpelled(word, AMOUNTS));
}

/** `update_iplist`, `open_sim`: the description spells out what the name runs together or cuts short. */
function isShort(word: Word | undefined, told: () => readonly Word[]): boolean {
  if (word === undefined || isKnown(word.lemma)) return false;
  const spelled = told();
  const joined = spelled.map(({ text }) => text).join('');
  if (spelled.length > 1 && joined.endsWith(word.lemma)) return true;
  return word.size < SHORT && spelled.some(({ text }) => text.length > word.size && text.startsWith(word.text.charAt(0)));
}

/** `deleteOne` names no thing. */
const AMOUNTS = texts('one all many');

/** Letters of a word that may be an abbreviation. */
const SHORT = 5;

/** `playwright_evaluate`: the product is no thing in it. */
function isItself([word, ...more]: readonly Word[], { context }: Reading): boolean {
  const { name, proper } = productOf(context);
  return proper && more.length === 0 && word?.text === name.toLowerCase();
}

/** "If the user asks you to …": when it is to be called, and not what it does. */
export function isCondition({ lead }: Reading): boolean {
  return lead?.words[0]?.text === 'if';
}

/** The same from the description: "Manage stashes: list, save …" speaks of stashes. */
function toldWords(reading: Reading): readonly Word[] {
  if (isCondition(reading)) return [];
  const { description, lead, leadVerbAt, leadObject } = reading;
  if (!lead) return objectWords(leadObject);
  const text = description.slice(lead.start, lead.end);
  const wordsTo = (at: number) => lead.words.slice(leadVerbAt + 1, textWords(text, 0, at).length);
  const within = (words: readonly Word[]) => objectWords(leadObject.filter((word) => words.includes(word)));
  const stop = text.search(STOP);
  const told = stop < 0 ? leadObject : within(wordsTo(stop));
  for (const { index } of text.matchAll(LISTING)) {
    const before = wordsTo(index);
    const last = before.at(-1);
    if (last !== undefined && last.text !== last.lemma && (last.verb === undefined || last.ambiguous) && told.includes(last))
      return within(before);
  }
  return told.length > 0 ? objectWords(told) : objectWords(leadObject);
}

/** Between things of one kind, of which the first stands for all: "events, venues, or attractions". */
const LISTING = /, | or /g;

/** What is named before one of these is explained behind it. */
const STOP = /[:(]| [-–—] /;

/** Words that are among what the actions are called by. */
export function nameActions(words: readonly Word[], actions: Actions): boolean {
  return actions.some(({ value }) => words.some(({ text }) => value.toLowerCase().startsWith(text)));
}

const HANDING = set('transfer send move pay');

/**
 * `account_transfer` that "transfers funds between accounts", `browser_type` that "types text": what stands before the verb of the name is
 * not what it acts on.
 */
function standsBefore({ verb, verbAt, bare, object }: NameReading, leadVerb: Word | undefined, leadObject: readonly Word[]): boolean {
  const [first] = leadObject;
  if (verb === undefined || verbAt < 1 || verbAt !== bare.length - 1 || leadVerb?.lemma !== verb.lemma || first === undefined) return false;
  if (verb.verb === 'act') return true;
  return among(verb, HANDING) && isSpelled(leadObject[1], CONNECTING) && !object.some(({ lemma }) => lemma === first.lemma);
}

/** How things are marked, and no things: `mark_all_read`. */
const STATES = texts('read unread done');

/** Begin another clause behind a thing: "databases the user has access to", "contacts, optionally filtered". */
const ANEW = texts('the their your you they optionally currently has have');
const HAVING = texts('has have');
/** Said of a list, and not of what is listed. */
const LISTED = texts('list lists paginated collection array sorted filtered');
const SEEKING = set('search find query browse explore lookup');
/** What a product is as a whole. */
const WHOLE = texts('database site website engine');
const METHODS = texts('get post put patch');
/** Where one searches, and nothing that is found: `search_web`. */
const SEARCHED = texts('web internet online google bing');
const REQUESTED = texts('merge pull');
const REQUESTS = texts('request requests');

/** "pull requests" stand at this place, counted from the end where below zero. */
function areRequests(words: readonly Word[], at: number): boolean {
  return isSpelled(words.at(at), REQUESTED) && isSpelled(words.at(at + 1), REQUESTS);
}

/** Says of what kind a thing is, and is none: `search_records_advanced`. */
function isDescribing(word: Word | undefined): boolean {
  return word !== undefined && (isSpelled(word, KINDS) || (word.text.endsWith('ed') && !isSpelled(word, ENDING_SO)));
}

/** Belongs to the verb before it: "look up", "fill out". */
const PARTICLES = texts('up out down off back away over together');

/** "specifically", "quickly": tells how. */
function isAdverb(text: string): boolean {
  return text.length > 4 && text.endsWith('ly') && !NAMED_SO.has(text);
}

const NAMED_SO = new Set(
  'reply family assembly anomaly supply monopoly butterfly daily weekly monthly hourly yearly quarterly multiply apply early italy jelly belly'.split(
    ' ',
  ),
);

const ENDING_SO = texts('feed seed need breed speed embed bed shed weed deed led red pubmed newsfeed');
const KINDS = texts(
  'recent latest unstaged paginated local remote complex trending popular random similar related active inactive nearby daily weekly monthly hourly previous simple static dynamic nested asynchronous synchronous automatic manual global initial final nsfw mcp',
);

function isPlainVerb({ verb, ambiguous }: Word): boolean {
  return verb !== undefined && !ambiguous;
}

/** At most three words, up to where the phrase goes on to something else, without those that say nothing. */
function objectWords(words: readonly Word[]): readonly Word[] {
  const telling: Word[] = [];
  for (const said of words) {
    const word = inEnglish(said);
    if (isSpelled(word, CONNECTING)) {
      // "a paginated list of objects": objects are meant.
      if (word.text === 'of' && telling.every((one) => isSpelled(one, LISTED))) telling.length = 0;
      // "View, create, and edit files": what else is done is no thing.
      if ((word.text === 'and' || word.text === 'or') && telling.every(isPlainVerb)) telling.length = 0;
      if (telling.length > 0) break;
    } else if (telling.length === 0 && isSpelled(word, PARTICLES)) {
      // "Fills out an input field": how it is done.
    } else if (telling.length > 0 && isSpelled(word, ANEW)) {
      // "databases [the] user has access to": who has it is no part of what it is.
      if (telling.length > 1 && isSpelled(word, HAVING)) telling.pop();
      break;
    } else if (!isSpelled(word, EMPTY_NOUNS) && !isAdverb(word.text) && isSaid(word.text) && telling.at(-1)?.lemma !== word.lemma)
      telling.push(word);
  }
  while (telling.length > 1 && isDescribing(telling.at(-1))) telling.pop();
  if (telling.length === 1 && (isSpelled(telling[0], STATES) || isDescribing(telling[0]))) return [];
  if (telling.length < 2) return telling;
  // A plain verb among them belongs to another reading of the name, but for what is asked to be merged.
  const nouns = telling.filter(
    (word, at) => at === telling.length - 1 || word.verb === undefined || word.ambiguous || areRequests(telling, at),
  );
  return nouns.slice(areRequests(nouns, -4) ? -4 : -3);
}

const LETTERS = /^[\p{L}\p{N}]+$/u;
const VERSION = /^v\d+$/;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Letters and digits only, and no version. Words of ASCII have nothing else in them. */
function isSaid(text: string): boolean {
  return text !== '' && !(text.startsWith('v') && VERSION.test(text)) && (!BEYOND_ASCII.test(text) || LETTERS.test(text));
}
