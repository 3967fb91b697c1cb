import { hasLemma, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const TESTED = set('connection connectivity auth authentication credential api connect availability');

export const connectionTested: Rule = {
  id: 'connection-tested',
  title: 'A connection is tested',
  text: 'The verb is test, but what is tested is a connection, an address or a credential: the tool reports whether it works.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb?.lemma !== 'test' && verb?.lemma !== 'ping') return NOTHING;
    const what = hasLemma([...reading.name.object, ...reading.leadObject.slice(0, 4)], TESTED);
    if (!what) return NOTHING;
    return [
      {
        rule: 'connection-tested',
        force: 'exception',
        lifts: [],
        saw: `it tests a ${what.lemma}`,
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'base',
      },
    ];
  },
};
