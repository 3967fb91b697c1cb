import { among, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const MAKING = verbs('create add update save send generate');
const SENT = set('publish deliver send');
const WRITTEN = verbs('create save');
/** A flag of something that is published elsewhere, or a thing of its own. */
const FLAG = set('state status prompt item');

export const draftOnly: Rule = {
  id: 'draft-only',
  title: 'Only a draft',
  text: 'The definition says that a draft is made and nothing is sent. A person still stands between the draft and its reader.',
  rubric: ['W↓'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb || !among(verb, MAKING) || !reading.name.bare.some((word) => word.lemma === 'draft' || word.lemma === 'drafts'))
      return NOTHING;
    // `send_draft` sends one; `send_message_draft` that "creates a draft" does not.
    if ((among(verb, SENT) && !among(reading.leadVerb, WRITTEN)) || among(reading.name.head, FLAG)) return NOTHING;
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
