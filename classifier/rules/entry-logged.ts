import { among, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const LOG = set('log');
const READING = verbs('get search inspect compute');

export const entryLogged: Rule = {
  id: 'entry-logged',
  title: 'An entry is logged',
  text: 'Log time, log a decision, log what was eaten: the name and the description both begin with the verb, so it is that, and not the log that is read. The entry stays.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const { bare } = reading.name;
    const said = reading.lead?.words[0];
    if (bare[0]?.text !== 'log' || bare.length < 2 || !among(said, LOG) || (reading.leadVerbAt < 2 && among(reading.leadVerb, READING)))
      return NOTHING;
    return [
      {
        rule: 'entry-logged',
        force: 'floor',
        saw: 'an entry is logged, and stays',
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'base',
      },
    ];
  },
};
