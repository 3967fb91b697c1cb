import { among, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const CHANGING = verbs(
  'create add update save upload download export import generate move copy link state toggle archive react restore invite grant login block replace reset merge publish remove clear revoke cancel',
);

export const changingVerb: Rule = {
  id: 'changing-verb',
  title: 'A changing verb',
  text: 'The name, or the sentence that says what the tool does, turns on a verb that changes stored or visible state in a fixed way: create, update, add, set, move, archive, follow. The arguments are data, not a program, so the worst an ordinary call does is that change.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb || !among(verb, CHANGING)) return NOTHING;
    return [
      {
        rule: 'changing-verb',
        force: 'argument',
        saw: `the verb is "${verb.lemma}", which changes state in a fixed way`,
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'base',
      },
    ];
  },
};
