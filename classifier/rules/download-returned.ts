import { hasLemma, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const TARGETS = set('path output destination dir directory folder file filename save target local');
const SOURCES = set('remote source id url');

export const downloadReturned: Rule = {
  id: 'download-returned',
  title: 'What is downloaded is returned',
  text: 'The verb is download, but no parameter says where to: the content comes back in the answer, so this reads.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb?.verb !== 'download' || !reading.hasSchema) return NOTHING;
    if (reading.params.some((param) => hasLemma(param.words, TARGETS) !== undefined && !hasLemma(param.words, SOURCES))) return NOTHING;
    return [
      {
        rule: 'download-returned',
        force: 'argument',
        saw: 'no parameter says where to, so the content comes back',
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'base',
      },
    ];
  },
};
