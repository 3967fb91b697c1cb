import { among, hasLemma, inDomain, isSpelled, phraseAt, set, texts, verbs } from '../reading/look.ts';
import { quoteLead, quoteParam } from '../reading/quote.ts';
import type { Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const NEVER = verbs('get search inspect compute think wait generate');
const REMOVING = verbs('delete remove clear archive');
const DELETING = verbs('delete clear');
const BULK = set('bulk batch mass multi multiple many all every everything');
const ALL = set('all every everything entire');
const FILTERS = set('filter where query criteria pattern condition selector all recursive');

/** "Delete tasks based on provided filters", "documents that match the filter". */
const CHOSEN_BY = set('filter criteria expression');
const MATCHED = texts('match matching matches based specified provided given using with filter search');
const SAID_EARLY = 20;

/** "Accepts optional type filters", where no schema says it. */
const ACCEPTING = set('accept take optional support');
const LIMIT = set('limit');
const FEW = 4;

/** Things that are made of a filter. */
const FILTERING = set('view filter segment rule search query alert dashboard');
const OWN_VIEW = set('notification read unread todo');
/** "Multiple choice", "reply all": what a thing is called. */
const CALLED = [
  [set('multi multiple'), set('choice turn rule synth factor modal agent language mode signature reaction')],
  [set('reply catch'), set('all')],
];
const STAGING = set('stage unstage staged');

function matchedBy({ lead, leadVerbAt, name, hasSchema, sentences }: Reading): boolean {
  if (
    !hasSchema &&
    sentences
      .slice(0, FEW)
      .some(({ words, aside }) => !aside && (phraseAt(words, [ACCEPTING, CHOSEN_BY]) >= 0 || phraseAt(words, [ACCEPTING, LIMIT]) >= 0))
  )
    return true;
  if (!lead || leadVerbAt < 0 || hasLemma(name.object, FILTERS)) return false;
  return lead.words
    .slice(0, SAID_EARLY)
    .some((word, at, words) => at > leadVerbAt + 1 && among(word, CHOSEN_BY) && isSpelled(words[at - 1], MATCHED));
}

/** "Create multiple calendar events in bulk" */
function saysBulk({ lead, leadVerbAt }: Reading): boolean {
  const words = lead?.words ?? [];
  const at = words.findIndex((word, i) => i > leadVerbAt && word.text === 'bulk' && words[i - 1]?.text === 'in');
  return leadVerbAt >= 0 && at > 0 && at < SAID_EARLY;
}

/** "Deletes all notes"; not "Manage branches: list all branches". */
function saysAll({ lead, leadVerbAt }: Reading): Word | undefined {
  if (!lead || leadVerbAt < 0) return undefined;
  return lead.words
    .slice(leadVerbAt, leadVerbAt + ALL_WITHIN)
    .find((word, at, words) => at > 0 && ALL.has(word.text) && !among(words[at - 1], NEVER));
}

const ALL_WITHIN = 4;

export const bulkReach: Rule = {
  id: 'bulk-reach',
  title: 'It reaches many at once',
  text: 'The call acts on everything that matches a filter, on all, recursively, or says of itself that it is bulk, batch or mass. One mistake is made many times. A list of ids that the caller writes out is bounded and not meant, nor is a plural name alone.',
  rubric: ['W3', 'D1'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    // What is read is the caller's own view.
    if (verb?.lemma === 'mark' && hasLemma(reading.name.bare, OWN_VIEW)) return NOTHING;
    // What is staged for the next commit is the caller's own, and staged again as easily.
    if (inDomain(reading, 'git') && hasLemma(reading.lead?.words ?? [], STAGING)) return NOTHING;
    if (!verb || among(verb, NEVER) || CALLED.some((called) => phraseAt(reading.name.bare, called) >= 0)) return NOTHING;
    const named = hasLemma(reading.name.bare, BULK);
    const filter =
      among(verb, REMOVING) || (verb.verb === 'update' && !hasLemma(reading.name.object, FILTERING))
        ? reading.params.find(
            (param) =>
              param.depth === 0 &&
              hasLemma(param.words, FILTERS) !== undefined &&
              param.words.length <= 2 &&
              // Conditions that are listed are part of what is written.
              !(verb.verb === 'update' && param.type === 'array'),
          )
        : undefined;
    const all = saysAll(reading);
    const matched = among(verb, DELETING) && matchedBy(reading);
    const bulk = saysBulk(reading);
    if (!named && !filter && !all && !matched && !bulk) return NOTHING;
    const destroys = among(verb, REMOVING);
    return [
      {
        rule: 'bulk-reach',
        force: 'argument',
        saw: named
          ? `it calls itself "${named.text}"`
          : filter
            ? `\`${filter.name}\` decides what it reaches`
            : all
              ? `it acts on ${all.text}`
              : matched
                ? 'it acts on whatever matches'
                : 'it says that it works in bulk',
        quote: filter ? quoteParam(filter) : quoteLead(reading),
        basis: destroys ? 'D1' : 'W3',
        holds: named !== undefined,
        facets: { scope: 'bulk' },
        param: filter?.name,
      },
    ];
  },
};
