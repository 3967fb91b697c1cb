/** What a rationale speaks of: the act, the thing acted on, the product, and the parameters that matter. */
import type { Quote } from '../../db/model.ts';
import { isKnown } from '../reading/lexicon.ts';
import { among, isSpelled, listOf, set, texts } from '../reading/look.ts';
import type { NameReading, Param, Reading, VerbClass, Word } from '../reading/types.ts';
import { textWords } from '../reading/words.ts';
import type { Case, Finding } from '../types.ts';
import { NO_THING, type Thing, thingOf, thirdPerson, upperFirst } from './phrase.ts';
import { type Product, productOf, throughProduct, withProduct } from './product.ts';

export interface Facts {
  name: string;
  /** "deletes", "creates or updates"; undefined where no verb was found. */
  does: string | undefined;
  /** The verb's base form. */
  verb: string;
  /** "a page", "file contents"; "what `target` names" where there is no noun, "something unnamed" where nothing tells. */
  object: string;
  /** "page" and "pages", for speaking of it again. */
  one: string;
  many: string;
  /** The noun has no plural: "weather". */
  mass: boolean;
  product: Product;
  /** Where things are: "in Notion", "behind the Weather server". */
  where: string;
  /** Where it acts: "in Notion", "through the Weather server"; empty where the object says so already. */
  through: string;
  /** The description tells what is done, and not the name. */
  told: boolean;
  /** The verb brings something new into being. */
  adds: boolean;
  /** The verb puts something before others: a message, a reply. */
  hands: boolean;
  /** Something is made of the thing, and kept: a video that is transcribed into the store. */
  keeps: boolean;
  /** The verb changes this with the thing named, and not the thing: the "tie" to a channel that is joined. */
  ties: string | undefined;
  /** It returns the thing named, made anew: an ID, a chart. */
  made: boolean;
  /** It works on the thing named, and returns what comes of it: a page that is summarized. */
  works: boolean;
  hasSchema: boolean;
  /** Top-level parameters. */
  params: readonly Param[];
  /** Those of them that decide what is done; all, where each of them only says how much, in what form, or on whose behalf. */
  deciding: readonly Param[];
  /** Chooses which thing: `page_id`. */
  chooser: Param | undefined;
  /** What must be given of it where nothing names it: `content` of a comment. */
  contents: Param | undefined;
  /** Chooses several: `ids`. */
  choosers: Param | undefined;
  /** What the caller writes: `body`. */
  text: Param | undefined;
  /** Where it goes: `to`. */
  recipient: Param | undefined;
  /** Names of the server's tools, this one among them. */
  siblings: readonly string[];
  quote: Quote;
}

const CONNECTING = texts(
  'about of on for from with in to by at using via that which including based between and or as per into than against during through without within under over across before after if is are was associated accessible',
);
const ADDING: ReadonlySet<VerbClass> = new Set(['create', 'add', 'upload', 'import', 'generate', 'copy', 'save', 'export', 'download']);
const MAKING: ReadonlySet<VerbClass> = new Set(['generate', 'create']);
const WORKING: ReadonlySet<VerbClass> = new Set(['compute', 'think']);
const LOOKING: ReadonlySet<VerbClass> = new Set(['get', 'search', 'inspect']);
const WORKED = set('validate verify lint check analyze analyse compare diff examine review');
/** How much comes, and in what form; and what the caller is known by. */
const AMOUNTS = set('limit offset page cursor count max maximum num size skip top per take start first');
const FORMS = set('format verbose pretty sort order field include output timeout lang language locale');
const KNOWN_BY = set('token apikey key secret password credential auth ticket jwt');
const ID_WORDS = set(
  'id iid uuid guid udid key slug name number path identifier ref handle username symbol ticker code address hash sha title url uri project repo repository owner file',
);
/** Where a thing lies or whose it is: named beside the thing. */
const PLACES = set('username owner repo repository project workspace organization org account team tenant site space database user');
/** Where something is put, and not what it is: `download_path`. */
const AIMS = set('output out dest destination save download target dir directory');
/** Things that lie at a path, and the words of parameters that hold one. */
const FILED = set('file content document directory folder');
const PATH_WORDS = set('path file filename');
const TEXT_WORDS = set(
  'body content text message comment html markdown caption description title subject note prompt reply value data values',
);
const TO_WORDS = set('to recipient email phone channel cc bcc user chat room number destination address');
/** Words of the first description sentence that say nothing of the thing; `s` is left of a possessive. */
const EMPTY_NOUNS = texts(
  'recently currently s only entire tool tools function given specified specific provided new one any all the a an its your this that it various several multiple detailed comprehensive existing certain different particular single current available etc null undefined none some my our their two three many each every complete optimal existing pending something',
);

let last: { of: Case; facts: Facts } | undefined;

/** The facts of a case; kept for the other texts that are made of it. */
export function factsOf(judged: Case): Facts {
  if (last?.of !== judged) last = { of: judged, facts: gather(judged) };
  return last.facts;
}

function gather({ reading, verdict }: Case): Facts {
  const { name, leadVerb } = reading;
  // A word that is a noun as often gives way to a plain verb at the head of the description.
  const weak = name.verb === undefined || (name.verb.ambiguous && name.object.length === 0 && name.bare.length > 1);
  // `cancel-deploy` that "cancels a running deploy" deploys nothing.
  const other = name.bare.length === 2 && name.verbAt === 1 && leadVerb?.lemma === name.bare[0]?.lemma;
  const byLead = leadVerb !== undefined && (weak || other || (name.verb?.ambiguous === true && !leadVerb.ambiguous));
  const verbs = byLead ? [leadVerb] : name.verb && !weak ? [name.verb, ...name.moreVerbs] : [];
  const several = doesSeveral(reading, verdict.perAction);
  const product = productOf(reading.context);
  const words = withoutProduct(thingWords(reading, byLead, verdict.perAction), product);
  const place = searchedPlace(verbs[0], words, product);
  const thing = words.length > 0 && place === undefined ? thingOf(words) : NO_THING;
  const params = reading.params.filter((param) => param.depth === 0);
  const deciding = params.filter((param) => !isBeside(param));
  const first = params.find((param) => param.required) ?? params[0];
  const chooser = chooserOf(params, words);
  return {
    name: reading.tool.name,
    does: several ? 'manages' : place === undefined ? doing(verbs) : 'searches',
    verb: several ? 'manage' : (verbs[0]?.lemma ?? ''),
    object:
      place ??
      (verbs[0]?.lemma === 'list' && thing.phrase !== undefined ? listed(thing) : thing.phrase) ??
      (first ? `what \`${first.name}\` ${isId(first) ? 'names' : 'holds'}` : 'something unnamed'),
    one: thing.one,
    many: thing.many,
    mass: thing.mass,
    product,
    where: withProduct(product),
    through: place !== undefined && place === product.name ? '' : throughProduct(product),
    told: byLead,
    adds: ADDING.has(verbs[0]?.verb ?? 'manage'),
    hands: verbs[0]?.verb === 'send',
    made: verdict.category === 'Read' && MAKING.has(verbs[0]?.verb ?? 'manage'),
    works: verdict.category === 'Read' && (WORKING.has(verbs[0]?.verb ?? 'manage') || among(verbs[0], WORKED)),
    keeps: verdict.category === 'Write' && (WORKING.has(verbs[0]?.verb ?? 'manage') || LOOKING.has(verbs[0]?.verb ?? 'manage')),
    ties: TIES[verbs[0]?.verb ?? 'manage'],
    hasSchema: reading.hasSchema,
    params,
    deciding: deciding.length > 0 ? deciding : params,
    chooser,
    contents: chooser ? undefined : contentsOf(params, words),
    choosers: listOf(reading),
    text: params.find((param) => param.words.some((word) => among(word, TEXT_WORDS)) && !isId(param)),
    recipient: params.find((param) => param.words.some((word) => among(word, TO_WORDS))),
    siblings: reading.server.siblings,
    quote: quoteOf(reading, verdict.evidence),
  };
}

/** What a list is of: `EVENT_LIST` lists events. */
function listed({ phrase, many, mass }: Thing): string | undefined {
  return mass ? phrase : many;
}

/** "a Jira issue in Jira" is an issue in Jira. */
function withoutProduct(words: readonly Word[], { name, proper }: Product): readonly Word[] {
  return proper && words.length > 1 && words[0]?.text === name.toLowerCase() ? words.slice(1) : words;
}

/** What is searched, where that is named in place of what is found: `web_search`, `search_pubmed` of PubMed. */
function searchedPlace(verb: Word | undefined, words: readonly Word[], { name, proper }: Product): string | undefined {
  const [word] = words;
  if (verb?.verb === 'search' && words.length === 0 && proper) return name;
  if (verb?.verb !== 'search' || words.length !== 1 || word === undefined) return undefined;
  if (proper && (word.text === name.toLowerCase() || isSpelled(word, WHOLE))) return name;
  if (!isSpelled(word, SEARCHED)) return undefined;
  return word.text === 'web' || word.text === 'internet' ? `the ${word.text}` : upperFirst(word.text);
}

/** What some verbs make or end is not the thing named, but what ties the operator to it. */
const TIES: Partial<Record<VerbClass, string>> = { react: 'tie', login: 'connection' };

type Actions = Case['verdict']['perAction'];

/** "Get or add comments": neither verb alone says what a tool does whose name has none. */
function doesSeveral({ name, leadVerb }: Reading, actions: Actions): boolean {
  if (name.verb !== undefined || leadVerb === undefined || !nameActions([leadVerb], actions)) return false;
  return actions.some(({ category }) => category !== actions[0]?.category);
}

/** What the tool acts on, from its name or from behind the verb of the description. */
function thingWords(reading: Reading, byLead: boolean, actions: Actions): readonly Word[] {
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
  return words.length > 0 ? words : name.object.slice(-1).filter((word) => isSaid(word.text) && !isDescribing(word));
}

/** `update_iplist`, `open_sim`: the description spells out what the name runs together or cuts short. */
function isShort(word: Word | undefined, told: () => readonly Word[]): boolean {
  if (word === undefined || isKnown(word.lemma)) return false;
  const spelled = told();
  const joined = spelled.map(({ text }) => text).join('');
  if (spelled.length > 1 && joined.endsWith(word.lemma)) return true;
  return word.size < SHORT && spelled.some(({ text }) => text.length > word.size && text.startsWith(word.text.charAt(0)));
}

/** Letters of a word that may be an abbreviation. */
const SHORT = 5;

/** `playwright_evaluate`: the product is no thing in it. */
function isItself([word, ...more]: readonly Word[], { context }: Reading): boolean {
  const { name, proper } = productOf(context);
  return proper && more.length === 0 && word?.text === name.toLowerCase();
}

/** The same from the description: "Manage stashes: list, save …" speaks of stashes. */
function toldWords({ description, lead, leadVerbAt, leadObject }: Reading): readonly Word[] {
  const stop = lead ? description.slice(lead.start, lead.end).search(STOP) : -1;
  if (!lead || stop < 0) return objectWords(leadObject);
  const before = lead.words.slice(leadVerbAt + 1, textWords(description, lead.start, lead.start + stop).length);
  const told = objectWords(leadObject.filter((word) => before.includes(word)));
  return told.length > 0 ? told : objectWords(leadObject);
}

/** What is named before one of these is explained behind it. */
const STOP = /[:(]| [-–—] /;

/** Words that are among what the actions are called by. */
function nameActions(words: readonly Word[], actions: Actions): boolean {
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

function doing(verbs: readonly Word[]): string | undefined {
  const [verb] = verbs;
  if (!verb) return undefined;
  return verbs.length === 1 ? thirdPerson(verb) : [...new Set(verbs.map(thirdPerson))].slice(0, 2).join(' or ');
}

/** The quotation to show: of the description first; the description itself where no rule quoted it. */
function quoteOf({ tool, silent }: Case['reading'], evidence: readonly Quote[]): Quote {
  const best = evidence.find(({ field }) => field === 'description') ?? evidence.find(({ field }) => field !== 'name');
  if (best) return best;
  if (!silent && typeof tool.description === 'string') return { field: 'description', quote: tool.description };
  return { field: 'name', quote: tool.name };
}

/** How things are marked, and no things: `mark_all_read`. */
const STATES = texts('read unread done');

/** Begin another clause behind a thing: "databases the user has access to", "contacts, optionally filtered". */
const ANEW = texts('the their your you they optionally currently has have');
const HAVING = texts('has have');
/** Said of a list, and not of what is listed. */
const LISTED = texts('list lists paginated collection array sorted filtered');
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
const KINDS = texts('recent latest unstaged paginated');

function isPlainVerb({ verb, ambiguous }: Word): boolean {
  return verb !== undefined && !ambiguous;
}

/** At most three words, up to where the phrase goes on to something else, without those that say nothing. */
function objectWords(words: readonly Word[]): readonly Word[] {
  const telling: Word[] = [];
  for (const word of words) {
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

/** Whether a parameter decides nothing of what is done: `limit`, `maxItems`, `format`, `access_token`; a `key` by itself names a thing. */
function isBeside({ words }: Param): boolean {
  const last = words.at(-1);
  if (among(words[0], AMOUNTS) || among(last, AMOUNTS) || (among(last, FORMS) && words.length === 1)) return true;
  return among(last, KNOWN_BY) && !(words.length === 1 && last?.text === 'key');
}

function isId(param: Param): boolean {
  return among(param.words.at(-1), ID_WORDS);
}

/** The parameter that names the thing itself, and not what it belongs to: `path` of a file, `page_id` or a mere `id` of a page, no `page_set_id`. */
function chooserOf(params: readonly Param[], things: readonly Word[]): Param | undefined {
  const ids = params.filter((param) => isId(param) && param.type !== 'array' && !param.words.some((word) => among(word, AIMS)));
  const thing = things.at(-1);
  return (
    ids.find(({ words }) => words.findLast((word) => word.lemma === thing?.lemma || !among(word, ID_WORDS))?.lemma === thing?.lemma) ??
    (among(thing, FILED) ? ids.find((param) => among(param.words.at(-1), PATH_WORDS)) : undefined) ??
    ids.find((param) => param.words.every((word) => among(word, ID_WORDS) && !among(word, PLACES)))
  );
}

function contentsOf(params: readonly Param[], things: readonly Word[]): Param | undefined {
  return params.find(
    (param) =>
      param.required &&
      param.type === 'string' &&
      param.enum.length === 0 &&
      !isId(param) &&
      param.words.some((word) => among(word, TEXT_WORDS) || word.lemma === things.at(-1)?.lemma),
  );
}

const STRENGTH = { floor: 0, exception: 1, argument: 2, note: 3 } as const;

/** The finding that argues most strongly for the verdict's category, or for its risk rule where asked. */
export function decisive({ findings, verdict }: Case, of: 'category' | 'risk'): Finding | undefined {
  const basis = verdict.basis[0];
  let best: Finding | undefined;
  for (const finding of findings) {
    const fits = of === 'category' ? finding.category === verdict.category : finding.basis !== undefined && finding.basis === basis;
    if (fits && (!best || STRENGTH[finding.force] < STRENGTH[best.force])) best = finding;
  }
  return best;
}
