import { among, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const MAKING = verbs('create add update save send generate');
const SENT = set('publish deliver');

export const draftOnly: Rule = {
  id: 'draft-only',
  title: 'Only a draft',
  text: 'The definition says that a draft is made and nothing is sent. A person still stands between the draft and its reader.',
  rubric: ['W↓'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb || !among(verb, MAKING) || !reading.name.bare.some((word) => word.lemma === 'draft' || word.lemma === 'drafts'))
      return NOTHING;
    if (among(verb, SENT)) return NOTHING;
    return [
      {
        rule: 'draft-only',
        force: 'argument',
        saw: 'it makes a draft and sends nothing',
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'W↓',
        holds: true,
        facets: { exfilSink: false },
      },
    ];
  },
};
