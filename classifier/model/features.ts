/**
 * What the model weighs of a tool: words by where they stand, what kind of thing they name, and what the rules saw.
 * A feature is a 32-bit number. Of the description only the first sentence is
 * read here: what stands behind it reaches the model through rules alone, so that appended text has nothing to pull with.
 */

import { hashOf } from '../reading/lexicon.ts';
import { NOUN_CLASSES } from '../reading/nouns.ts';
import { holdingOf } from '../reading/privacy.ts';
import type { Reading, ServerReading, Word } from '../reading/types.ts';
import { VERB_CLASSES } from '../reading/types.ts';
import { declaredDestructive } from '../rules/declared-destructive.ts';
import type { Finding } from '../types.ts';
import { kindOf } from './kinds.ts';
import { AT, type Place } from './places.ts';
import { OPENNESS, senseOf, servicesOf, thingsOf } from './senses.ts';
import { wordsOfSiblings } from './siblings.ts';

const VERB_NUMBER = new Map<string, number>(VERB_CLASSES.map((name) => [name, hashOf(name)]));
const NO_VERB = hashOf('none');
const NO_DOMAIN = hashOf('');

/** So many words of the first sentence are weighed, and of these so many in pairs. */
const LEAD_WORDS = 28;
const PAIRED_WORDS = 10;
const WORDS_BEHIND_VERB = 5;
const PARAMS = 40;
const SERVER_WORDS = 30;
/** Of these, kinds of words are weighed. */
const LEAD_KINDS = 20;

/** Takes the features of one tool in their order. */
export interface Sink {
  /** The feature as a signed number. */
  see(id: number, place: Place): void;
  /** Of every tool and last, the features that all tools of its server share: `tell` says them, to be repeated while the owner is the same. */
  shared(owner: object, tell: () => void): void;
}

/** Features of one tool, unsigned; `values[i]` is how much `ids[i]` counts. */
export interface Features {
  ids: number[];
  values: number[];
}

/** The features of a tool as lists, for learning from. */
export function listFeatures(reading: Reading, findings: readonly Finding[]): Features {
  const listed: Features = { ids: [], values: [] };
  tellFeatures(reading, findings, {
    see(id, { value }) {
      listed.ids.push(id >>> 0);
      listed.values.push(value);
    },
    shared: (_owner, tell) => tell(),
  });
  return listed;
}

/** Tells every feature of a tool. What its author declares of it is none: who may add such a claim may take it away. */
export function tellFeatures(reading: Reading, findings: readonly Finding[], into: Sink): void {
  add(into, AT.bias, 0, 0);
  ofName(reading, into);
  ofLead(reading, into);
  ofParams(reading, into);
  ofServer(reading, into);
  ofFindings(findings, into);
  ofKinds(reading, into);
  ofSenses(reading, into);
  add(into, AT['inverse tool'], reading.inverse === undefined ? 0 : 1, verbNumber(reading.name.verb));
  into.shared(reading.server, () => ofAllTools(reading.server, into));
}

function ofName({ name }: Reading, into: Sink): void {
  const { verb, bare, object, head } = name;
  const kindNumber = verbNumber(verb);
  add(into, AT['verb class of the name'], kindNumber, 0);
  if (verb) word(into, AT['verb of the name'], verb);
  const first = bare[0];
  const last = bare.at(-1);
  if (first) word(into, AT['first word of the name'], first);
  if (last) word(into, AT['last word of the name'], last);
  if (head) {
    word(into, AT['head of the name'], head);
    pair(into, AT['verb class and head'], kindNumber, head);
    if (verb) pair(into, AT['verb and head'], verb.hash, head);
  }
  for (const one of object) {
    word(into, AT['object of the name'], one);
    pair(into, AT['verb class and object'], kindNumber, one);
  }
  for (let at = 0; at < NOUN_CLASSES.length; at++) {
    if ((name.nouns & (1 << at)) === 0) continue;
    add(into, AT['kind of the object'], at, 0);
    add(into, AT['verb class and kind of object'], at, kindNumber);
  }
  for (let at = 0; at < bare.length; at++) {
    const one = bare[at] as Word;
    word(into, AT['word of the name'], one);
    const next = bare[at + 1];
    if (next) pair(into, AT['pair in the name'], one.hash, next);
  }
  for (const more of name.moreVerbs) word(into, AT['further verb'], more);
}

function ofLead({ lead, leadVerb, leadVerbAt, name, silent }: Reading, into: Sink): void {
  if (silent) add(into, AT['no description'], 0, 0);
  const kindNumber = verbNumber(leadVerb);
  add(into, AT['verb class of the description'], kindNumber, 0);
  add(into, AT['verb classes of name and description'], kindNumber, verbNumber(name.verb));
  if (!lead) return;
  if (leadVerb) word(into, AT['verb of the description'], leadVerb);
  const words = lead.words;
  const until = Math.min(words.length, LEAD_WORDS);
  for (let at = 0; at < until; at++) {
    const one = words[at] as Word;
    word(into, AT['word of the first sentence'], one);
    const next = words[at + 1];
    if (next && at < PAIRED_WORDS) pair(into, AT['pair in the first sentence'], one.hash, next);
    if (at > leadVerbAt && at <= leadVerbAt + WORDS_BEHIND_VERB) pair(into, AT['verb class and word behind it'], kindNumber, one);
  }
}

function ofParams({ params, hasSchema }: Reading, into: Sink): void {
  // Whether there are any, and not how many: a stranger may add some.
  const count = hasSchema ? Math.min(1, params.length) : -1;
  add(into, AT['number of parameters'], count, 0);
  for (let at = 0; at < params.length && at < PARAMS; at++) {
    const param = params[at];
    if (!param) continue;
    for (const one of param.words) word(into, param.depth === 0 ? AT['word of a parameter'] : AT['word of an inner parameter'], one);
    if (param.depth > 0) continue;
    add(into, AT['type of a parameter'], hashOf(param.type), 0);
    let joined = 0;
    for (const one of param.words) {
      joined = Math.imul(joined ^ one.hash, 0x01000193);
      if (param.required) word(into, AT['required parameter'], one);
    }
    if (param.words.length > 1) add(into, AT['name of a parameter'], joined, 0);
  }
}

function ofServer({ server, name, leadVerb, core, leadCore: lead }: Reading, into: Sink): void {
  const kindNumber = verbNumber(name.verb ?? leadVerb);
  const { holds, domains } = toldOf(server);
  add(into, AT['what the server holds'], holds, 0);
  add(into, AT['what the server holds and verb class'], holds, kindNumber);
  if (core) {
    const grade = (core.grade ?? 4) + (core.aggregate ? 8 : 0);
    word(into, AT['thing acted on'], core.word);
    add(into, AT['privacy of the thing'], grade, 0);
    add(into, AT['privacy of the thing and server'], grade, holds);
    add(into, AT['privacy of the thing and verb class'], grade, kindNumber);
    pair(into, AT['verb class and thing'], kindNumber, core.word);
    pair(into, AT['server and thing'], holds, core.word);
  }
  if (lead) {
    const grade = (lead.grade ?? 4) + (lead.aggregate ? 8 : 0);
    word(into, AT['thing of the description'], lead.word);
    add(into, AT['privacy of that thing and server'], grade, holds);
    add(into, AT['privacy by name and description'], grade, core?.grade ?? 4);
  }
  for (const number of domains) {
    add(into, AT['kind of server'], number, 0);
    add(into, AT['kind of server and verb class'], number, kindNumber);
    if (name.head) pair(into, AT['kind of server and head'], number, name.head);
  }
}

/** What is said of every tool of the server. */
function ofAllTools(server: ServerReading, into: Sink): void {
  const words = server.words.slice(0, SERVER_WORDS);
  for (const one of words) word(into, AT['word of the server'], one);
  for (const { one, share } of wordsOfSiblings(server.names)) add(into, lessened(AT['word of a sibling'], share), one.hash, 0);
  for (const one of words) kind(into, AT['kind of a word of the server'], one, 0);
}

function ofFindings(findings: readonly Finding[], into: Sink): void {
  for (const { rule, basis, category, force, facets } of findings) {
    if (rule === declaredDestructive.id) continue;
    const number = numberOf(rule);
    add(into, AT.rule, number, 0);
    if (category) add(into, AT['argument for a category'], numberOf(category), numberOf(force));
    if (basis) {
      add(into, AT['rule and its argument'], number, numberOf(basis));
      add(into, AT['argument for a risk rule'], numberOf(basis), 0);
    }
    for (const facet in facets)
      add(into, AT['facet that a rule saw'], numberOf(facet), numberOf(String(facets[facet as keyof typeof facets])));
  }
}

function ofKinds({ name, lead, leadVerb, leadObject, server }: Reading, into: Sink): void {
  const verb = verbNumber(name.verb ?? leadVerb);
  if (name.head) {
    kind(into, AT['kind of the head'], name.head, 0);
    kind(into, AT['verb class and kind of the head'], name.head, verb);
    kind(into, AT['server and kind of the head'], name.head, toldOf(server).domains[0] ?? NO_DOMAIN);
  }
  for (const one of name.object) kind(into, AT['kind of an object word'], one, 0);
  for (const one of leadObject) kind(into, AT['kind of a word behind the verb'], one, 0);
  const words = lead?.words ?? [];
  for (let at = 0; at < words.length && at < LEAD_KINDS; at++) kind(into, AT['kind of a word of the first sentence'], words[at] as Word, 0);
}

function ofSenses({ name, lead, leadVerb, leadObject, core, server }: Reading, into: Sink): void {
  const verb = verbNumber(name.verb ?? leadVerb);
  const named = thingsOf(name.bare);
  bits(into, AT['sense in the name'], named, 0);
  bits(into, AT['verb class and sense in the name'], named, verb);
  const behind = thingsOf(leadObject);
  bits(into, AT['sense behind the verb'], behind, 0);
  bits(into, AT['verb class and sense behind it'], behind, verbNumber(leadVerb));
  if (lead) bits(into, AT['sense in the first sentence'], thingsOf(lead.words, LEAD_WORDS), 0);
  const { things, services } = toldOf(server);
  bits(into, AT['verb class and sense of the server'], things, verb);
  const thing = core ? senseIn(name.bare, core.word) : 0;
  for (let at = 0; at < services.length; at++) {
    const service = services[at] as number;
    add(into, AT['service of the server'], service, 0);
    add(into, AT['verb class and service'], service, verb);
    add(into, AT['service and openness of the thing'], service, (thing & OPENNESS) + 1);
    bits(into, AT['service and sense of the thing'], thing, service);
  }
}

/** What a server says of all its tools: what it holds and of what kinds it is, as numbers; the senses and services of its words. */
interface ToldOfServer {
  holds: number;
  domains: readonly number[];
  things: number;
  services: readonly number[];
}

let last: { server: ServerReading; told: ToldOfServer } | undefined;

/** The last one is kept, since tools come server by server. */
function toldOf(server: ServerReading): ToldOfServer {
  if (last?.server !== server) {
    const told = {
      holds: numberOf(holdingOf(server.domains)),
      domains: server.domains.map(numberOf),
      things: thingsOf(server.words, SERVER_WORDS),
      services: servicesOf(server.words, SERVER_WORDS),
    };
    last = { server, told };
  }
  return last.told;
}

/** A place where a feature counts less the smaller its share is. */
function lessened({ number, value, level }: Place, share: number): Place {
  return { number, value: value * Math.sqrt(share), level };
}

/** The sense of a word of the name where it last stands there; of one that stands elsewhere, alone. */
function senseIn(words: readonly Word[], one: Word): number {
  const at = words.lastIndexOf(one);
  return senseOf(one, words[at - 1]).things;
}

/** Tells each bit. */
function bits(into: Sink, place: Place, all: number, beside: number): void {
  for (let left = all; left !== 0; left &= left - 1) add(into, place, 1 + (31 - Math.clz32(left & -left)), beside);
}

function kind(into: Sink, place: Place, one: Word, beside: number): void {
  const found = kindOf(one);
  if (found.coarse > 0) add(into, place, Math.imul(found.coarse, 0x9e3779b1), beside);
  if (found.fine > 0) add(into, place, Math.imul(found.fine, 0x7feb352d), beside);
}

function word(into: Sink, place: Place, one: Word): void {
  add(into, place, one.hash, 0);
}

function pair(into: Sink, place: Place, number: number, one: Word): void {
  add(into, place, one.hash, number);
}

function verbNumber(verb: Word | undefined): number {
  return verb?.verb === undefined ? NO_VERB : (VERB_NUMBER.get(verb.verb) ?? 0);
}

const numbers = new Map<string, number>();

/** The hash of a word of our own: ids of rules, names of facets and their values, categories, kinds of servers. */
function numberOf(own: string): number {
  let number = numbers.get(own);
  if (number === undefined) {
    number = hashOf(own);
    numbers.set(own, number);
  }
  return number;
}

function add(into: Sink, place: Place, a: number, b: number): void {
  let id = Math.imul(place.number ^ a, 0x85ebca6b);
  id = Math.imul(id ^ (id >>> 13) ^ b, 0xc2b2ae35);
  into.see(id ^ (id >>> 16), place);
}
