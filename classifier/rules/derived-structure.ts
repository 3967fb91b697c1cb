import { among, inDomain, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const DERIVED = set('index indexes indice');

export const derivedStructure: Rule = {
  id: 'derived-structure',
  title: 'An index is dropped',
  text: 'A database index is a derived structure: the rows stay, and it can be built again at some cost. In a running database queries slow down until then.',
  rubric: ['W4'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if ((verb?.verb !== 'delete' && verb?.verb !== 'remove') || !among(reading.name.head, DERIVED)) return NOTHING;
    if (!inDomain(reading, 'database')) return NOTHING;
    return [
      {
        rule: 'derived-structure',
        force: 'exception',
        lifts: ['deleting-verb'],
        saw: 'an index is derived from rows that stay',
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'W4',
        holds: true,
      },
    ];
  },
};
