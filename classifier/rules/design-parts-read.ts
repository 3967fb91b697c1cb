import { among, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = verbs('get');
const PARTS = set('component style');

export const designPartsRead: Rule = {
  id: 'design-parts-read',
  title: 'The parts of a design are listed',
  text: 'Which styles and components a design or a library is made of: how things look and what they are called. What people wrote into the design, and pictures of it, are not meant.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const { name, mainVerb, server } = reading;
    if (server.domains[0] !== 'design' || !among(mainVerb, READING) || !among(name.head, PARTS)) return NOTHING;
    return [
      {
        rule: 'design-parts-read',
        force: 'argument',
        saw: 'parts of a design are named, and nothing that people wrote',
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'base',
        level: 'Low',
        holds: true,
      },
    ];
  },
};
