import { type Finding, NOTHING, type Rule } from '../types.ts';

export const uninformativeDescription: Rule = {
  id: 'uninformative-description',
  title: 'No description to go by',
  text: 'The description is empty, repeats the name, or is text left over from a catalogue page. The verdict then rests on the name, the parameters and the other tools of the server, and its confidence is lower. The category is not raised for that.',
  rubric: [],
  check(reading): readonly Finding[] {
    if (!reading.silent) return NOTHING;
    return [
      {
        rule: 'uninformative-description',
        force: 'note',
        saw: 'the description is empty or only repeats the name',
        quote: { field: 'name', quote: reading.tool.name },
      },
    ];
  },
};
