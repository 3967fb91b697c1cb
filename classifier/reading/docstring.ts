/** Parameters out of a description, where a server gives no schema but tells them in a section "Args:" (docstrings of Google's style). */
import { saysOf } from './schema.ts';
import type { Param, Sentence } from './types.ts';
import { nameWords } from './words.ts';

const MOST_PARAMS = 40;
/** How far into its description a parameter is called optional. */
const TOLD_WITHIN = 300;
/** First words of the sections that list parameters. */
const LISTING = new Set(['args', 'arguments', 'parameters', 'params', 'inputs']);
/** Sections that may follow, which list something else. */
const FOLLOWING = /(?:^|\s)(?:returns?|raises|yields|examples?|notes?|outputs?|response|errors?|usage|warnings?|example usage)\s*:/i;
/** `name (type, optional): ` on a line of its own, behind a bullet or in back quotes or not. */
const LINE =
  /(?:^|\n)[ \t]*(?:[-*•][ \t]+)?[`*]{0,3}([a-z_][A-Za-z0-9_]{0,60})[`*]{0,3} ?(?:\(([^()\n]{0,80})\) ?)?(?:\*required\*)?:(?=\s)/g;
/** The same in a text whose line breaks were lost. */
const INLINE = /(?:^|\s)(?:[-*•]\s+)?[`*]{0,3}([a-z_][A-Za-z0-9_]{0,60})[`*]{0,3} ?(?:\(([^()\n]{0,80})\) ?)?(?:\*required\*)?:(?=\s)/g;
/** The heading stands on a line of its own. */
const BROKEN = /^[ \t*]*\n/;
/** Part of an example rather than words on a parameter. */
const OPENS_JSON = /^[[{]/;
/** What stands before a colon in running text and is no parameter; the context of the MCP library is given by the server, not by the caller. */
const NO_NAMES = new Set(
  'be default example examples format note options values optional required type or and one of e.g ctx self mcp_ctx'.split(' '),
);
const TYPES: Record<string, string> = {
  str: 'string',
  string: 'string',
  int: 'integer',
  integer: 'integer',
  float: 'number',
  number: 'number',
  bool: 'boolean',
  boolean: 'boolean',
  list: 'array',
  array: 'array',
  dict: 'object',
  object: 'object',
};

/** The parameters that a description lists; none where it has no such section. Their path is `description`, where they can be quoted. */
export function paramsTold(description: string, sentences: readonly Sentence[]): Param[] {
  const opening = sentences.find(({ aside, words }) => aside && LISTING.has(words[0]?.text ?? ''));
  if (!opening) return [];
  const section = sectionAt(description, opening.start);
  return entriesOf(section, BROKEN.test(section) ? LINE : INLINE).slice(0, MOST_PARAMS);
}

function entriesOf(section: string, pattern: RegExp): Param[] {
  const entries = [...section.matchAll(pattern)];
  const params: Param[] = [];
  entries.forEach(({ 0: whole, 1: name = '', 2: type = '', index }, at) => {
    const said = section.slice(index + whole.length, entries[at + 1]?.index ?? section.length).trim();
    if (!NO_NAMES.has(name) && !LISTING.has(name) && !OPENS_JSON.test(said)) params.push(paramOf(name, type, said));
  });
  return params;
}

/** The text behind the heading up to the next section. */
function sectionAt(description: string, start: number): string {
  const from = description.slice(description.indexOf(':', start) + 1);
  const next = FOLLOWING.exec(from);
  return next ? from.slice(0, next.index) : from;
}

function paramOf(name: string, type: string, description: string): Param {
  const [first = ''] =
    type
      .toLowerCase()
      .match(/[a-z]+/g)
      ?.filter((one) => one !== 'optional') ?? [];
  return {
    name,
    words: nameWords(name),
    path: 'description',
    type: TYPES[first] ?? '',
    description,
    says: saysOf(description),
    enum: [],
    default: undefined,
    required: !/optional|default/i.test(`${type} ${description.slice(0, TOLD_WITHIN)}`),
    depth: 0,
  };
}
