/** What the server around a tool says: its words, the prefix its tools share, its tools by normal form. */
import type { ServerContext } from '../../db/model.ts';
import { domainsOf } from './domains.ts';
import { onForgotten, wordOf } from './lexicon.ts';
import type { ServerReading, Word } from './types.ts';
import { nameWords, textWords } from './words.ts';

/** So many siblings are read. */
const SIBLINGS_READ = 400;
const DESCRIPTION_READ = 400;
const LONGEST_PREFIX = 4;
/** This share of all names must begin alike for the beginning to be the server's and not the tool's. */
const SHARED = 0.7;

let last: { context: ServerContext; reading: ServerReading } | undefined;
onForgotten(() => {
  last = undefined;
});

/** Reads the server; the last one is kept, since tools come server by server. */
export function readServer(context: ServerContext): ServerReading {
  if (last && sameServer(last.context, context)) return last.reading;
  const siblings = (Array.isArray(context.siblings) ? context.siblings : [])
    .filter((name) => typeof name === 'string')
    .slice(0, SIBLINGS_READ);
  const names = siblings.map((name) => nameWords(name.slice(0, 200)));
  const server = nameWords(String(context.server ?? '').slice(0, 200)).flatMap(unglued);
  const description = typeof context.serverDescription === 'string' ? context.serverDescription.slice(0, DESCRIPTION_READ) : '';
  const prefix = sharedPrefix(names, new Set(server.map((word) => word.text)));
  const words = [...server, ...textWords(description, 0, description.length)];
  const reading: ServerReading = {
    words,
    domains: domainsOf(server, words, names),
    siblings,
    names,
    prefix,
    byForm: new Map(siblings.map((name, at) => [formOf(names[at] ?? [], prefix), name])),
  };
  last = { context, reading };
  return reading;
}

const GLUED = /^(?:mcp([a-z]{3,})|([a-z]{3,})mcp)$/;

/** `nmapmcp`, `mcpsnowflake`: the word, and beside it what is meant. */
function unglued(word: Word): Word[] {
  const glued = word.size > 5 && word.text.includes('mcp') ? GLUED.exec(word.text) : null;
  return glued ? [word, wordOf(glued[1] ?? glued[2] ?? '')] : [word];
}

function sameServer(a: ServerContext, b: ServerContext): boolean {
  if (a.siblings === b.siblings && a.server === b.server) return true;
  if (a.server !== b.server || a.serverDescription !== b.serverDescription) return false;
  if (!Array.isArray(a.siblings) || !Array.isArray(b.siblings) || a.siblings.length !== b.siblings.length) return false;
  return a.siblings.every((name, at) => name === b.siblings[at]);
}

/** Normal form of a name: its base forms without the shared prefix, in order. */
function formOf(words: readonly Word[], prefix: readonly string[]): string {
  let at = 0;
  while (at < prefix.length && at < words.length - 1 && words[at]?.text === prefix[at]) at++;
  let form = words[at]?.lemma ?? '';
  for (at++; at < words.length; at++) form += ` ${words[at]?.lemma}`;
  return form;
}

/** Leading words that most tools share and that are no verbs, or that name the server itself. */
function sharedPrefix(names: readonly (readonly Word[])[], server: ReadonlySet<string>): string[] {
  const prefix: string[] = [];
  for (let at = 0; at < LONGEST_PREFIX; at++) {
    const counts = new Map<string, number>();
    for (const words of names) {
      const word = words[at]?.text;
      if (word !== undefined && (at === 0 || prefix.every((text, before) => words[before]?.text === text)))
        counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    let best = '';
    for (const [word, count] of counts) if (count > (counts.get(best) ?? 0)) best = word;
    const share = (counts.get(best) ?? 0) / Math.max(1, names.length);
    const verb = wordOf(best).verb;
    const own = server.has(best) && names.length > 0 && share >= 0.3;
    if (best === '' || (verb && !own) || !(own || (names.length >= 3 && share >= SHARED))) break;
    prefix.push(best);
  }
  return prefix;
}
