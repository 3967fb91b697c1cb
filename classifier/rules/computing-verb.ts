import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

export const computingVerb: Rule = {
  id: 'computing-verb',
  title: 'A computing verb',
  text: 'The verb works something out from what the caller gives it and returns the result: calculate, convert, encode, validate, estimate, think, wait. Nothing outside the call is read or changed, so this is the mildest kind of tool.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb?.verb !== 'compute' && verb?.verb !== 'think' && verb?.verb !== 'wait') return NOTHING;
    return [
      {
        rule: 'computing-verb',
        force: 'argument',
        saw: `the verb is "${verb.lemma}", which works on its input and returns the result`,
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'base',
      },
    ];
  },
};
