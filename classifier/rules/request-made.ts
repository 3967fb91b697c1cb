import { among, hasLemma, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const REQUESTING = set('request');
const READING = verbs('get search inspect compute');
/** What comes back as the answer. */
const ANSWERED = set('data information info detail list completion definition reference symbol hover url quote status input report');

export const requestMade: Rule = {
  id: 'request-made',
  title: 'Something is requested of others',
  text: 'Request a review, a leave, a reset, a verification: a request is on file afterwards, or somebody gets a message, and others act on it. Requests that are only another word for reading are not meant.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const { name, leadVerb } = reading;
    if (!among(name.verb, REQUESTING) || name.verbAt !== 0 || name.head === undefined) return NOTHING;
    if (hasLemma(name.object, ANSWERED) || (among(leadVerb, READING) && !among(leadVerb, REQUESTING))) return NOTHING;
    return [
      {
        rule: 'request-made',
        force: 'floor',
        saw: `a ${name.head.lemma} is requested of others`,
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'base',
      },
    ];
  },
};
