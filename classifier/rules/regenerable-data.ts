import { among, hasLemma, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const REMOVING = verbs('delete remove clear reset cancel');
const OF_IT = set(
  'all entry key multi by pattern expire data item value file for from history id set on resource local server state log browser many',
);
const DERIVED = set(
  'cache temp tmp temporary buffer breakpoint watchpoint selection session scratch thought thinking thoughts cookie highlight clipboard cart formatting background console overlay style suggestion tensor matrix cached',
);
const SCRATCH = set(
  'breakpoint watchpoint selection session scratch thought thinking thoughts clipboard buffer highlight console overlay tensor matrix cookie',
);

/** The whole server is a cache or keeps things in its own memory only. */
function stored(reading: Reading): Word | undefined {
  return reading.lead ? hasLemma(reading.lead.words, CACHES) : undefined;
}
const CACHES = set('cache');
const HOSTED = set('serverless cluster instance');

export const regenerableData: Rule = {
  id: 'regenerable-data',
  title: 'Only data that can be made again',
  text: 'What is cleared is a cache, a temporary file, a session, a breakpoint, a selection or the own scratch: it is made again at no loss. Clearing it is a change, not a destruction.',
  rubric: ['base', 'W↓'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!among(verb, REMOVING) && !among(reading.name.verb, REMOVING)) return NOTHING;
    const at = reading.name.bare.findIndex((word) => among(word, DERIVED));
    const rest =
      at >= 0 && reading.name.bare.slice(at + 1).every((word) => among(word, OF_IT) || among(word, DERIVED) || among(word, REMOVING));
    const what =
      (rest ? reading.name.bare[at] : undefined) ??
      (reading.name.object.length === 0 ? hasLemma(reading.leadObject, DERIVED) : undefined) ??
      stored(reading);
    // A cache that is a service of its own holds what others rely on.
    if (!what || hasLemma(reading.name.bare, HOSTED)) return NOTHING;
    const own = among(what, SCRATCH);
    return [
      {
        rule: 'regenerable-data',
        force: 'exception',
        lifts: ['deleting-verb', 'content-removed'],
        saw: `what is removed ("${what.lemma}") can be made again`,
        quote: quoteLead(reading),
        category: 'Write',
        basis: own ? 'W↓' : 'base',
      },
    ];
  },
};
