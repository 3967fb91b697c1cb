import { among, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { VerbClass } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const TELLING = verbs('get create add update delete remove toggle start run');

export const severalActionsTold: Rule = {
  id: 'several-actions-told',
  title: 'Several actions in one tool',
  text: 'The description lists actions of different kinds (create, update, delete, …) that the same tool performs. It is judged by the worst of them.',
  rubric: [],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb?.verb !== 'manage' && reading.name.verb !== undefined && !reading.name.verb.ambiguous) return NOTHING;
    const kinds = new Set<VerbClass>();
    for (const { aside, words } of reading.sentences)
      if (!aside) for (const word of words) if (word.verb && !word.ambiguous && among(word, TELLING)) kinds.add(word.verb);
    if (verb?.verb !== 'manage' && kinds.size < 3) return NOTHING;
    const deletes = kinds.has('delete') || kinds.has('remove');
    return [
      {
        rule: 'several-actions-told',
        force: 'argument',
        saw: deletes ? 'it does several things, deleting among them' : 'it does several things of different kinds',
        quote: quoteLead(reading),
        category: deletes ? 'Destructive' : 'Write',
        basis: deletes ? 'D2' : 'base',
      },
    ];
  },
};
