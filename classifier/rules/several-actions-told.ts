import { mainVerb } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { VerbClass } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const TELLING = new Set<VerbClass>(['get', 'create', 'add', 'update', 'delete', 'remove', 'toggle', 'start', 'run']);

export const severalActionsTold: Rule = {
  id: 'several-actions-told',
  title: 'Several actions in one tool',
  text: 'The description lists actions of different kinds (create, update, delete, …) that the same tool performs. It is judged by the worst of them.',
  rubric: [],
  check(reading): readonly Finding[] {
    const verb = mainVerb(reading);
    if (verb?.verb !== 'manage' && reading.name.verb !== undefined && !reading.name.verb.ambiguous) return NOTHING;
    const words = reading.sentences.filter((sentence) => !sentence.aside).flatMap((sentence) => sentence.words);
    const kinds = new Set(words.flatMap((word) => (word.verb && !word.ambiguous && TELLING.has(word.verb) ? [word.verb] : [])));
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
