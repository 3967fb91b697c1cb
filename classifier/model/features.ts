/**
 * What the model weighs of a tool: words by where they stand, what kind of thing they name, and what the rules saw.
 * A feature is a 32-bit number; for explanations it can be asked for its name. Of the description only the first sentence is
 * read here: what stands behind it reaches the model through rules alone, so that appended text has nothing to pull with.
 */
import { NOUN_CLASSES } from '../reading/nouns.ts';
import { coreOf, holdingOf, leadCoreOf } from '../reading/privacy.ts';
import type { Reading, Word } from '../reading/types.ts';
import { VERB_CLASSES } from '../reading/types.ts';
import { hashOf } from '../reading/words.ts';
import type { Finding } from '../types.ts';
import { kindOf } from './kinds.ts';

/** Where a feature was seen, and how much it counts beside the others. */
const PLACES = {
  bias: 1,
  'verb class of the name': 1,
  'verb of the name': 1,
  'first word of the name': 1,
  'last word of the name': 1,
  'head of the name': 1,
  'verb class and head': 1,
  'verb and head': 1,
  'object of the name': 1,
  'verb class and object': 1,
  'kind of the object': 1,
  'verb class and kind of object': 1,
  'word of the name': 1,
  'pair in the name': 0.5,
  'further verb': 1,
  'no description': 1,
  'verb class of the description': 1,
  'verb classes of name and description': 1,
  'verb of the description': 1,
  'word of the first sentence': 0.5,
  'pair in the first sentence': 0.4,
  'verb class and word behind it': 0.5,
  'number of parameters': 0.5,
  'word of a parameter': 0.5,
  'word of an inner parameter': 0.5,
  'name of a parameter': 0.5,
  'type of a parameter': 0.5,
  'required parameter': 0.5,
  'what the server holds': 1,
  'what the server holds and verb class': 1,
  'thing acted on': 1,
  'privacy of the thing': 1,
  'privacy of the thing and server': 1,
  'privacy of the thing and verb class': 1,
  'verb class and thing': 1,
  'server and thing': 1,
  'thing of the description': 1,
  'privacy of that thing and server': 1,
  'privacy by name and description': 1,
  'kind of server': 1,
  'kind of server and verb class': 1,
  'kind of server and head': 1,
  'word of the server': 0.3,
  rule: 2.5,
  'rule and its argument': 2.5,
  'argument for a category': 2.5,
  'argument for a risk rule': 2.5,
  'facet that a rule saw': 2.5,
  'inverse tool': 1,
  'kind of the head': 1,
  'verb class and kind of the head': 1,
  'server and kind of the head': 1,
  'kind of an object word': 1,
  'kind of a word behind the verb': 0.7,
  'kind of a word of the first sentence': 0.4,
  'kind of a parameter': 0.4,
  'kind of a word of the server': 0.3,
} as const satisfies Record<string, number>;

type Place = keyof typeof PLACES;
const NUMBER = Object.fromEntries(Object.keys(PLACES).map((place, at) => [place, hashOf(`place ${at}`)])) as Record<Place, number>;
const VERB_NUMBER = new Map<string, number>([...VERB_CLASSES, 'none'].map((name) => [name, hashOf(name)]));

/** So many words of the first sentence are weighed, and of these so many in pairs. */
const LEAD_WORDS = 28;
const PAIRED_WORDS = 10;
const WORDS_BEHIND_VERB = 5;
const PARAMS = 40;
const SERVER_WORDS = 30;
/** Of these, kinds of words are weighed. */
const LEAD_KINDS = 20;
const PARAM_KINDS = 20;

/**
 * Features of one tool; `values[i]` is how much `ids[i]` counts. With `names` it is remembered what each stands for. A declared
 * annotation counts once, by the rule that sees it.
 */
export interface Features {
  ids: number[];
  values: number[];
  names?: Map<number, string> | undefined;
}

export function featuresOf(reading: Reading, findings: readonly Finding[], into: Features = { ids: [], values: [] }): Features {
  add(into, 'bias', 0, 0, '');
  ofName(reading, into);
  ofLead(reading, into);
  ofParams(reading, into);
  ofServer(reading, into);
  ofFindings(findings, into);
  ofKinds(reading, into);
  add(
    into,
    'inverse tool',
    reading.inverse === undefined ? 0 : 1,
    VERB_NUMBER.get(reading.name.verb?.verb ?? 'none') ?? 0,
    reading.name.verb?.lemma ?? '',
  );
  return into;
}

function ofName({ name }: Reading, into: Features): void {
  const { verb, bare, object, head } = name;
  const kind = verb?.verb ?? 'none';
  const kindNumber = VERB_NUMBER.get(kind) ?? 0;
  add(into, 'verb class of the name', kindNumber, 0, kind);
  if (verb) word(into, 'verb of the name', verb);
  const first = bare[0];
  const last = bare.at(-1);
  if (first) word(into, 'first word of the name', first);
  if (last) word(into, 'last word of the name', last);
  if (head) {
    word(into, 'head of the name', head);
    pair(into, 'verb class and head', kindNumber, kind, head);
    if (verb) pair(into, 'verb and head', verb.hash, verb.lemma, head);
  }
  for (const one of object) {
    word(into, 'object of the name', one);
    pair(into, 'verb class and object', kindNumber, kind, one);
  }
  for (let at = 0; at < NOUN_CLASSES.length; at++) {
    if ((name.nouns & (1 << at)) === 0) continue;
    add(into, 'kind of the object', at, 0, NOUN_CLASSES[at] ?? '');
    add(into, 'verb class and kind of object', at, kindNumber, NOUN_CLASSES[at] ?? '');
  }
  for (let at = 0; at < bare.length; at++) {
    const one = bare[at] as Word;
    word(into, 'word of the name', one);
    const next = bare[at + 1];
    if (next) pair(into, 'pair in the name', one.hash, one.lemma, next);
  }
  for (const more of name.moreVerbs) word(into, 'further verb', more);
}

function ofLead({ lead, leadVerb, leadVerbAt, name, silent }: Reading, into: Features): void {
  if (silent) add(into, 'no description', 0, 0, '');
  const kind = leadVerb?.verb ?? 'none';
  const kindNumber = VERB_NUMBER.get(kind) ?? 0;
  add(into, 'verb class of the description', kindNumber, 0, kind);
  add(into, 'verb classes of name and description', kindNumber, VERB_NUMBER.get(name.verb?.verb ?? 'none') ?? 0, kind);
  if (!lead) return;
  if (leadVerb) word(into, 'verb of the description', leadVerb);
  const words = lead.words;
  const until = Math.min(words.length, LEAD_WORDS);
  for (let at = 0; at < until; at++) {
    const one = words[at] as Word;
    word(into, 'word of the first sentence', one);
    const next = words[at + 1];
    if (next && at < PAIRED_WORDS) pair(into, 'pair in the first sentence', one.hash, one.lemma, next);
    if (at > leadVerbAt && at <= leadVerbAt + WORDS_BEHIND_VERB) pair(into, 'verb class and word behind it', kindNumber, kind, one);
  }
}

function ofParams({ params, hasSchema }: Reading, into: Features): void {
  const count = hasSchema ? Math.min(6, params.length) : -1;
  add(into, 'number of parameters', count, 0, String(count));
  for (let at = 0; at < params.length && at < PARAMS; at++) {
    const param = params[at];
    if (!param) continue;
    for (const one of param.words) word(into, param.depth === 0 ? 'word of a parameter' : 'word of an inner parameter', one);
    if (param.depth > 0) continue;
    add(into, 'type of a parameter', hashOf(param.type), 0, param.type);
    let joined = 0;
    for (const one of param.words) {
      joined = Math.imul(joined ^ one.hash, 0x01000193);
      if (param.required) word(into, 'required parameter', one);
    }
    if (param.words.length > 1) add(into, 'name of a parameter', joined, 0, param.name);
  }
}

function ofServer({ server, name, leadVerb, leadObject }: Reading, into: Features): void {
  const kind = (name.verb ?? leadVerb)?.verb ?? 'none';
  const kindNumber = VERB_NUMBER.get(kind) ?? 0;
  const holding = holdingOf(server.domains);
  const holds = hashOf(holding);
  add(into, 'what the server holds', holds, 0, holding);
  add(into, 'what the server holds and verb class', holds, kindNumber, holding);
  const core = coreOf({ name, leadObject });
  if (core) {
    const grade = (core.grade ?? 4) + (core.aggregate ? 8 : 0);
    word(into, 'thing acted on', core.word);
    add(into, 'privacy of the thing', grade, 0, String(grade));
    add(into, 'privacy of the thing and server', grade, holds, holding);
    add(into, 'privacy of the thing and verb class', grade, kindNumber, kind);
    pair(into, 'verb class and thing', kindNumber, kind, core.word);
    pair(into, 'server and thing', holds, holding, core.word);
  }
  const lead = leadCoreOf({ leadObject });
  if (lead) {
    const grade = (lead.grade ?? 4) + (lead.aggregate ? 8 : 0);
    word(into, 'thing of the description', lead.word);
    add(into, 'privacy of that thing and server', grade, holds, holding);
    add(into, 'privacy by name and description', grade, core?.grade ?? 4, '');
  }
  for (const domain of server.domains) {
    const number = hashOf(domain);
    add(into, 'kind of server', number, 0, domain);
    add(into, 'kind of server and verb class', number, kindNumber, domain);
    if (name.head) pair(into, 'kind of server and head', number, domain, name.head);
  }
  for (let at = 0; at < server.words.length && at < SERVER_WORDS; at++) word(into, 'word of the server', server.words[at] as Word);
}

function ofFindings(findings: readonly Finding[], into: Features): void {
  for (const { rule, basis, category, force, facets } of findings) {
    const number = hashOf(rule);
    add(into, 'rule', number, 0, rule);
    if (category) add(into, 'argument for a category', hashOf(category), hashOf(force), `${category}, ${force}`);
    if (basis) {
      add(into, 'rule and its argument', number, hashOf(basis), `${rule}, ${basis}`);
      add(into, 'argument for a risk rule', hashOf(basis), 0, basis);
    }
    for (const facet in facets)
      add(into, 'facet that a rule saw', hashOf(facet), hashOf(String(facets[facet as keyof typeof facets])), facet);
  }
}

function ofKinds({ name, lead, leadVerb, leadObject, params, server }: Reading, into: Features): void {
  const verb = VERB_NUMBER.get((name.verb ?? leadVerb)?.verb ?? 'none') ?? 0;
  if (name.head) {
    kind(into, 'kind of the head', name.head, 0);
    kind(into, 'verb class and kind of the head', name.head, verb);
    kind(into, 'server and kind of the head', name.head, hashOf(server.domains[0] ?? ''));
  }
  for (const one of name.object) kind(into, 'kind of an object word', one, 0);
  for (const one of leadObject) kind(into, 'kind of a word behind the verb', one, 0);
  const words = lead?.words ?? [];
  for (let at = 0; at < words.length && at < LEAD_KINDS; at++) kind(into, 'kind of a word of the first sentence', words[at] as Word, 0);
  for (let at = 0; at < params.length && at < PARAM_KINDS; at++)
    for (const one of params[at]?.words ?? []) kind(into, 'kind of a parameter', one, 0);
  for (let at = 0; at < server.words.length && at < SERVER_WORDS; at++)
    kind(into, 'kind of a word of the server', server.words[at] as Word, 0);
}

function kind(into: Features, place: Place, one: Word, beside: number): void {
  const found = kindOf(one);
  if (!found) return;
  const named = into.names !== undefined;
  if (found.coarse > 0) add(into, place, Math.imul(found.coarse, 0x9e3779b1), beside, named ? `like ${one.lemma}` : '');
  if (found.fine > 0) add(into, place, Math.imul(found.fine, 0x7feb352d), beside, named ? `much like ${one.lemma}` : '');
}

function word(into: Features, place: Place, one: Word): void {
  add(into, place, one.hash, 0, one.lemma);
}

function pair(into: Features, place: Place, number: number, name: string, one: Word): void {
  add(into, place, one.hash, number, into.names ? `${name} ${one.lemma}` : '');
}

function add(into: Features, place: Place, a: number, b: number, name: string): void {
  let id = Math.imul(NUMBER[place] ^ a, 0x85ebca6b);
  id = Math.imul(id ^ (id >>> 13) ^ b, 0xc2b2ae35);
  id = (id ^ (id >>> 16)) >>> 0;
  into.ids.push(id);
  into.values.push(PLACES[place]);
  into.names?.set(id, name === '' ? place : `${place}: ${name}`);
}
