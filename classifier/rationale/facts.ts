/** What a rationale speaks of: the act, the thing acted on, the product, and the parameters that matter. */
import type { Category, Quote } from '../../db/model.ts';
import { nearInverseOf } from '../reading/inverse.ts';
import { among, isChiefly, listOf, set } from '../reading/look.ts';
import { holdingOf } from '../reading/privacy.ts';
import type { Param, Reading, VerbClass, Word } from '../reading/types.ts';
import type { Case, Finding } from '../types.ts';
import { type Given, givenBy, isId } from './given.ts';
import { NO_THING, type Thing, thingOf, thirdPerson } from './phrase.ts';
import { type Product, productOf, throughProduct, withProduct } from './product.ts';
import { type Actions, isCondition, nameActions, searchedPlace, thingWords, withoutProduct } from './things.ts';

/** What kind of act it is. */
interface Act {
  /** The verb brings something new into being. */
  adds: boolean;
  /** The verb puts something before others: a message, a reply. */
  hands: boolean;
  /** It returns the thing named, made anew: an ID, a chart. */
  made: boolean;
  /** It works on the thing named, and returns what comes of it: a page that is summarized. */
  works: boolean;
  /** It works something out of what it is given. */
  computes: boolean;
  /** Something is made of the thing, and kept: a video that is transcribed into the store. */
  keeps: boolean;
  /** The verb ends what is under way: a job that is cancelled. */
  ends: boolean;
  /** The verb acts as a hand would, on a page, an app or a device. */
  acts: boolean;
  /** The verb runs or starts something. */
  runs: boolean;
  /** The verb gives a thing other values. */
  sets: boolean;
  /** The verb changes which thing is in use: a tab that is selected. */
  uses: boolean;
  /** Doing it again undoes it. */
  toggles: boolean;
  /** What is put before others is written, and could stay a draft. */
  drafts: boolean;
  /** The verb takes something away, or all there is of it. */
  takes: 'away' | 'all' | undefined;
  /** The verb changes this with the thing named, and not the thing: the "tie" to a channel that is joined. */
  ties: string | undefined;
}

export interface Facts extends Act, Given {
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
  /** Things of this kind are known to everybody, or only the names of things are told; undefined where neither is known. */
  open: 'public' | 'names' | undefined;
  /** The names of several are told: a list. */
  lists: boolean;
  product: Product;
  /** Where things are: "in Notion", "behind the Weather server". */
  where: string;
  /** Where it acts: "in Notion", "through the Weather server"; empty where the object says so already. */
  through: string;
  /** The description tells what is done, and not the name. */
  told: boolean;
  hasSchema: boolean;
  /** Top-level parameters. */
  params: readonly Param[];
  /** Chooses several: `ids`. */
  choosers: Param | undefined;
  /** Names of the server's tools, this one among them. */
  siblings: readonly string[];
  /** A sibling that may give back what is done, though it is no plain inverse: "create_refund". */
  nearInverse: string | undefined;
  quote: Quote;
}

const ADDING: ReadonlySet<VerbClass> = new Set(['create', 'add', 'upload', 'import', 'generate', 'copy', 'save', 'export', 'download']);
const MAKING: ReadonlySet<VerbClass> = new Set(['generate', 'create']);
const WORKING: ReadonlySet<VerbClass> = new Set(['compute', 'think']);
const LOOKING: ReadonlySet<VerbClass> = new Set(['get', 'search', 'inspect']);
const RUNNING: ReadonlySet<VerbClass> = new Set(['run', 'start']);
const TAKING: ReadonlySet<VerbClass> = new Set(['delete', 'remove', 'archive']);
const ENDING = set('stop kill cancel abort shutdown halt interrupt terminate hangup');
const SETTING = set('update set edit modify change rename adjust alter revise resize reorder');
const PICKING = set('select upload handle');
const WORKED = set('validate verify lint check analyze analyse compare diff examine review ask chat prompt converse');
/** Changes which thing is in use, and not the thing. */
const CHOOSING = set('select focus switch use');
const OPENING = set('open');
const OPENED = set('file document project app application tab workspace folder note window page vault');
/** What is given, and what comes back from there is another thing. */
const ADDRESSES = set('url uri link address website');
const WRITTEN = set('message email mail post tweet comment reply letter announcement newsletter dm');

/** W1 for a watch that is switched off, and not for a right (rubric §5, `mute_host`). */
export function silences({ basis, facets }: Case['verdict']): boolean {
  return basis.includes('W1') && facets.privilegeChange === false;
}

/** What is lost is what was there before, and not a thing with all that belongs to it. */
export function rewritesHistory(findings: readonly Finding[]): boolean {
  return findings.some(({ rule }) => rule === 'history-rewrite');
}

/** What is made or ended is the operator's way in, with whose rights later calls act. */
export function isConnection({ ties, one }: Facts): boolean {
  return ties === TIES.login || one.endsWith('connection');
}

let last: { of: Case; facts: Facts } | undefined;

/** What is said where no word and no parameter names what is acted on. */
export const UNNAMED = 'something unnamed';

/** The facts of a case; kept for the other texts that are made of it. */
export function factsOf(judged: Case): Facts {
  if (last?.of !== judged) last = { of: judged, facts: gather(judged) };
  return last.facts;
}

function gather({ reading, verdict }: Case): Facts {
  const { name } = reading;
  const leadVerb = isCondition(reading) ? undefined : reading.leadVerb;
  // A word that is a noun as often gives way to a plain verb at the head of the description.
  const weak = name.verb === undefined || (name.verb.ambiguous && name.object.length === 0 && name.bare.length > 1);
  // `cancel-deploy` that "cancels a running deploy" deploys nothing.
  const other = name.bare.length === 2 && name.verbAt === 1 && leadVerb?.lemma === name.bare[0]?.lemma;
  const byLead = leadVerb !== undefined && (weak || other || (name.verb?.ambiguous === true && !leadVerb.ambiguous));
  const verbs = byLead ? [leadVerb] : name.verb && !weak ? [name.verb, ...name.moreVerbs] : [];
  const several = doesSeveral(reading, verdict.perAction);
  const product = productOf(reading.context);
  const said = thingWords(reading, byLead, verdict.perAction);
  const words = withoutProduct(said, product);
  const place = searchedPlace(verbs[0], words, product, words !== said);
  // `browser_drag` drags no drag.
  const isOwnVerb = words.length === 1 && words[0]?.text === verbs[0]?.text;
  const named = words.length > 0 && place === undefined && !(isOwnVerb && DONE[verbs[0]?.lemma ?? ''] === undefined);
  const thing = named ? thingOf(words) : NO_THING;
  const params = reading.params.filter((param) => param.depth === 0);
  const first = params.find((param) => param.required) ?? params[0];
  const fetched = verdict.category === 'Read' && verdict.basis[0] === 'R3' && among(words.at(-1), ADDRESSES);
  return {
    name: reading.tool.name,
    does: several
      ? 'manages'
      : doing(verbs, { place: place !== undefined, own: isOwnVerb || (verbs.length === 1 && words.at(-1)?.lemma === verbs[0]?.lemma) }),
    verb: several ? 'manage' : (verbs[0]?.lemma ?? ''),
    object:
      place ??
      (verbs[0]?.lemma === 'list' && thing.phrase !== undefined ? listed(thing) : thing.phrase) ??
      (first ? `what \`${first.name}\` ${isId(first) ? 'names' : 'holds'}` : UNNAMED),
    ...(fetched ? { one: 'page', many: 'pages' } : { one: thing.one, many: thing.many }),
    mass: thing.mass,
    open: openOf(reading),
    lists: !thing.mass && !among(words.at(-1), ABOUT) && (verbs[0]?.lemma === 'list' || thing.many === thing.phrase),
    product,
    where: withProduct(product),
    through: place !== undefined && place === product.name ? '' : throughProduct(product),
    told: byLead,
    ...actOf(verbs[0], words.at(-1), verdict.category, reading),
    hasSchema: reading.hasSchema,
    params,
    ...givenBy(params, words),
    choosers: listOf(reading),
    siblings: reading.server.siblings,
    nearInverse:
      verdict.category === 'Read' || reading.inverse !== undefined || (verdict.category === 'Write' && ADDING.has(kindOf(verbs[0])))
        ? undefined
        : nearInverseOf(reading, verdict.category),
    quote: quoteOf(reading, verdict.evidence),
  };
}

/** Kinds of things that are known to everybody, whoever asks. */
const PUBLIC = set(
  'documentation guide weather forecast news stock price ticker candle block gas wiki paper gene protein compound molecule drug law statute anime manga movie film episode song lyric artist album book verse chapter recipe champion league standing card pokemon definition synonym holiday time date datetime timezone flight train airport city country currency exchange etf bond dividend license meme horoscope tarot joke nft tvl validator cve museum artwork planet asteroid satellite trial earthquake tide sunrise trend season commodity inflation gdp leaderboard quran surah ayah dice',
);

/** Public on whatever server, its own holdings private or not. */
const MANUALS = set('documentation guide');

/** Said about a thing, and no things: "IP details". */
const ABOUT = set('detail stat statistic setting property value result response report');

/** By the word that names what is read (see privacy.ts). */
function openOf({ core, server }: Reading): Facts['open'] {
  const holding = holdingOf(server.domains);
  if (among(core?.word, PUBLIC) && (holding === 'open' || holding === 'unknown' || among(core?.word, MANUALS))) return 'public';
  return core?.grade === 1 ? 'names' : undefined;
}

/** What a list is of: `EVENT_LIST` lists events. */
function listed({ phrase, many, mass }: Thing): string | undefined {
  return mass ? phrase : many;
}

function kindOf(verb: Word | undefined): VerbClass {
  return verb?.verb ?? 'manage';
}

function actOf(verb: Word | undefined, head: Word | undefined, category: Category, reading: Reading): Act {
  const kind = kindOf(verb);
  return {
    adds: ADDING.has(kind),
    hands: kind === 'send',
    made: category === 'Read' && MAKING.has(kind),
    works: category === 'Read' && (WORKING.has(kind) || among(verb, WORKED)),
    computes: category === 'Read' && WORKING.has(kind),
    ends: among(verb, ENDING),
    acts: category === 'Execute' && (kind === 'act' || (among(verb, PICKING) && isChiefly(reading, 'browser', 'desktop', 'mobile'))),
    runs: RUNNING.has(kind),
    uses: category === 'Write' && (among(verb, CHOOSING) || (among(verb, OPENING) && among(head, OPENED))),
    toggles: verb?.lemma === 'toggle',
    drafts: kind === 'send' && among(head, WRITTEN),
    sets: category === 'Write' && among(verb, SETTING),
    takes: TAKING.has(kind) ? 'away' : kind === 'clear' ? 'all' : undefined,
    keeps: category === 'Write' && (WORKING.has(kind) || LOOKING.has(kind)),
    ties: TIES[kind],
  };
}

/** What some verbs make or end is not the thing named, but what ties the operator to it. */
const TIES: Partial<Record<VerbClass, string>> = { react: 'tie', login: 'connection' };

/** "Get or add comments": neither verb alone says what a tool does whose name has none. */
function doesSeveral({ name, leadVerb }: Reading, actions: Actions): boolean {
  if (name.verb !== undefined || leadVerb === undefined || !nameActions([leadVerb], actions)) return false;
  return actions.some(({ category }) => category !== actions[0]?.category);
}

/** How a noun is done that is the verb as well: `take_screenshot`, `screenshot`. */
const DONE: Readonly<Record<string, string>> = {
  screenshot: 'takes',
  snapshot: 'takes',
  scan: 'runs',
  search: 'runs',
  test: 'runs',
  query: 'runs',
  check: 'runs',
  backup: 'makes',
  call: 'makes',
  move: 'makes',
};

/** What the verbs do: to a place that is searched, or to a thing that is their own noun. */
function doing(verbs: readonly Word[], to: { place: boolean; own: boolean }): string | undefined {
  const [verb] = verbs;
  if (!verb) return undefined;
  if (to.place) return verb.lemma === 'find' || verb.lemma === 'search' ? 'searches' : thirdPerson(verb);
  const done = to.own ? DONE[verb.lemma] : undefined;
  if (done) return done;
  return verbs.length === 1 ? thirdPerson(verb) : [...new Set(verbs.map(thirdPerson))].slice(0, 2).join(' or ');
}

/** The quotation to show: of the description first; the description itself where no rule quoted it. */
function quoteOf({ tool, silent }: Case['reading'], evidence: readonly Quote[]): Quote {
  const best = evidence.find(({ field }) => field === 'description') ?? evidence.find(({ field }) => field !== 'name');
  if (best) return best;
  if (!silent && typeof tool.description === 'string') return { field: 'description', quote: tool.description };
  return { field: 'name', quote: tool.name };
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
