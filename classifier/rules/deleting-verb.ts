import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

export const deletingVerb: Rule = {
  id: 'deleting-verb',
  title: 'A deleting verb',
  text: 'Delete, drop, destroy, purge, wipe, truncate, erase, terminate or uninstall stands in verb position of the name or opens the description, in any of the languages we read. Removing information or ending a resource is the named purpose. It counts as destructive unless the thing removed is a mere relation or can be made again, or the definition states a trash.',
  rubric: ['D1', 'D2'],
  check(reading): readonly Finding[] {
    const { name, leadVerb } = reading;
    // "Remove" in a name may take a thing out of a list; where the description says delete, it is that.
    const told = name.verb?.verb === 'remove' && leadVerb?.verb === 'delete' ? leadVerb : reading.mainVerb;
    const verb = name.verb?.verb === 'delete' ? name.verb : told;
    if (verb?.verb !== 'delete') return NOTHING;
    return [
      {
        rule: 'deleting-verb',
        force: 'floor',
        saw: `"${verb.lemma}" stands in verb position`,
        quote: quoteLead(reading),
        category: 'Destructive',
        basis: 'D2',
      },
    ];
  },
};
