import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

export const sendingVerb: Rule = {
  id: 'sending-verb',
  title: 'A sending verb',
  text: 'The verb hands something to other people: send, post, reply, notify. That is a change that cannot be taken back once somebody has read it. Whether the recipients are outside the operator’s own workspace is another rule.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb?.verb !== 'send') return NOTHING;
    return [
      {
        rule: 'sending-verb',
        force: 'argument',
        saw: `the verb is "${verb.lemma}", which hands something to others`,
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'base',
      },
    ];
  },
};
