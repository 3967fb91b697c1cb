import { type Finding, NOTHING, type Rule } from '../types.ts';

export const declaredDestructive: Rule = {
  id: 'declared-destructive',
  title: 'Its author declares it destructive',
  text: 'The annotations say that the tool is destructive or not read-only. The claim is named beside our own findings, and published where we disagree with it. It moves no label: who may add such a claim may take it away again.',
  rubric: [],
  check(reading): readonly Finding[] {
    const { hints } = reading;
    if (hints.destructive !== true && hints.readOnly !== false) return NOTHING;
    return [
      {
        rule: 'declared-destructive',
        force: 'note',
        saw: hints.destructive === true ? 'its annotations declare it destructive' : 'its annotations declare that it changes something',
        quote: { field: 'annotations', quote: hints.destructive === true ? 'destructiveHint' : 'readOnlyHint' },
      },
    ];
  },
};
