import { type Finding, NOTHING, type Rule } from '../types.ts';

export const declaredDestructive: Rule = {
  id: 'declared-destructive',
  title: 'Its author declares it destructive',
  text: 'The annotations say that the tool is destructive or not read-only. Such a claim is believed where it raises a label and published where we disagree; a claim to be harmless lowers nothing.',
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
