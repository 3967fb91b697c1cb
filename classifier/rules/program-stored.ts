import { among, hasLemma, inDomain, set, verbs } from '../reading/look.ts';
import { quoteLead, quoteParam } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const STORING = verbs('create add update upload save replace');
const RENAMING = set('rename');
const PROGRAMS = set('code script expression javascript python source command');
/** A command that is put on a list is not stored to run. */
const LISTING = set('block allow unblock blacklist whitelist allowlist denylist');
const EXPRESSIONS = set('expression');
const NUMBERS = set('country currency language zip postal name id path url type status error');
const CODE = set('code script source javascript python');
/** What a shell is told may go anywhere. */
const COMMAND = set('command');
/** Stored code of these runs without anybody asking again. */
const LIVING = set('tool function script lambda worker');
const STORED = set(
  'tool function script expression macro worker lambda automation job task hook action node step code command trigger procedure view',
);

/** What is nothing but code, wherever it is kept, and what is code in a database or a warehouse. */
const NOTHING_ELSE = set('script apex macro procedure');
const OF_A_DATABASE = set('function procedure transformation trigger');
const SQL = set('sql');

function isProgram(reading: Reading): boolean {
  const { name } = reading;
  if (reading.params.length > 0 || inDomain(reading, 'media', 'learning', 'design', 'thinking')) return false;
  return (
    among(name.head, NOTHING_ELSE) ||
    (among(name.head, OF_A_DATABASE) && (reading.server.domains[0] === 'database' || hasLemma(name.bare, SQL) !== undefined))
  );
}

export const programStored: Rule = {
  id: 'program-stored',
  title: 'A program is stored to run later',
  text: 'A script, function, tool or expression is stored that the system will run later. Code of a general-purpose language can do anything when its time comes; a formula in an application’s own expression language is bounded by that application.',
  rubric: ['E1', 'E2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    // Renamed it is the same program.
    if (!among(verb, STORING) || among(verb, RENAMING) || hasLemma(reading.name.bare, LISTING)) return NOTHING;
    const param = reading.params.find(
      (one) =>
        one.depth === 0 &&
        one.type === 'string' &&
        one.enum.length === 0 &&
        hasLemma(one.words, PROGRAMS) !== undefined &&
        !hasLemma(one.words, NUMBERS),
    );
    const what = hasLemma(reading.name.bare, STORED);
    if (!param && isProgram(reading))
      return [
        {
          rule: 'program-stored',
          force: 'floor',
          saw: `a ${reading.name.head?.lemma} is a program, and runs later`,
          quote: quoteLead(reading),
          category: 'Execute',
          basis: 'E1',
          facets: { exec: 'arbitrary' },
        },
      ];
    if (!param || !what) return NOTHING;
    const own = hasLemma(param.words, EXPRESSIONS) !== undefined;
    return [
      {
        rule: 'program-stored',
        force: !own && among(what, LIVING) && hasLemma(param.words, CODE) ? 'floor' : 'argument',
        saw: `\`${param.name}\` holds a program that will run later`,
        quote: quoteParam(param),
        category: 'Execute',
        basis: own ? 'E2' : 'E1',
        facets: { exec: own ? 'bounded' : 'arbitrary', ...(hasLemma(param.words, COMMAND) ? { exfilSink: true } : {}) },
        param: param.name,
      },
    ];
  },
};
