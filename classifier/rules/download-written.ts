import { cue } from '../reading/cues.ts';
import { hasLemma, set } from '../reading/look.ts';
import { quoteParam } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const TARGETS = set('path output destination dir directory folder save target local');
const SOURCES = set('remote source id url');

export const downloadWritten: Rule = {
  id: 'download-written',
  title: 'A download is written to a path',
  text: 'What is fetched is written where the caller says on the host.',
  rubric: ['W5'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb?.verb !== 'download') return NOTHING;
    const param = reading.params.find(
      (one) => one.depth === 0 && hasLemma(one.words, TARGETS) !== undefined && !hasLemma(one.words, SOURCES),
    );
    if (!param || (reading.cues & cue('root')) !== 0) return NOTHING;
    return [
      {
        rule: 'download-written',
        force: 'argument',
        saw: `\`${param.name}\` says where on the host it is written`,
        quote: quoteParam(param),
        category: 'Write',
        basis: 'W5',
        facets: { hostFile: 'write' },
        param: param.name,
      },
    ];
  },
};
