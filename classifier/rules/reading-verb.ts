import { inDomain } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

export const readingVerb: Rule = {
  id: 'reading-verb',
  title: 'A reading verb',
  text: 'The name, or the sentence that says what the tool does, turns on a verb that only asks: get, list, search, check, describe. Such a tool returns information and leaves things as they are, unless another rule sees a parameter or a second verb that changes something.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    const opens = verb?.lemma === 'open' && inDomain(reading, 'memory', 'docs', 'reference');
    if (!verb || (verb.verb !== 'get' && verb.verb !== 'search' && verb.verb !== 'inspect' && !opens)) return NOTHING;
    return [
      {
        rule: 'reading-verb',
        force: 'argument',
        saw: `the verb is "${verb.lemma}", which asks and does not change`,
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'base',
      },
    ];
  },
};
