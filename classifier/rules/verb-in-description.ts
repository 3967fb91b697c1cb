import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

export const verbInDescription: Rule = {
  id: 'verb-in-description',
  title: 'The verb of the description',
  text: 'The name has no verb, or one that is a noun as often; the first sentence has a plain one. It says what the tool does.',
  rubric: [],
  check(reading): readonly Finding[] {
    const { name, leadVerb } = reading;
    if (!leadVerb || leadVerb.ambiguous || (name.verb && !name.verb.ambiguous)) return NOTHING;
    return [{ rule: 'verb-in-description', force: 'note', saw: `the description turns on "${leadVerb.lemma}"`, quote: quoteLead(reading) }];
  },
};
