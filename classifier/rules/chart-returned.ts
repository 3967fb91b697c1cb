import { among, inDomain, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const CHARTS = set('chart plot histogram diagram graph heatmap treemap scatter mindmap map flowchart boxplot visualization');
const KEPT = set('path file id sheet spreadsheet board slide document dashboard session');

export const chartReturned: Rule = {
  id: 'chart-returned',
  title: 'A chart is drawn and returned',
  text: 'A chart, diagram or picture of data is drawn from what the caller gives and handed back. The verb may be create or generate, but nothing is kept.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb?.verb !== 'create' && verb?.verb !== 'generate' && verb?.verb !== 'compute') return NOTHING;
    const head = reading.name.head;
    if (!head || !among(head, CHARTS) || inDomain(reading, 'docs', 'design', 'monitoring', 'files')) return NOTHING;
    if (reading.params.some((param) => param.words.some((word) => among(word, KEPT)))) return NOTHING;
    return [
      {
        rule: 'chart-returned',
        force: 'argument',
        saw: `it draws a ${head.lemma} and returns it`,
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'base',
      },
    ];
  },
};
