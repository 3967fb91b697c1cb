import { mainVerb } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

export const payingVerb: Rule = {
  id: 'paying-verb',
  title: 'A paying verb',
  text: 'Pay, buy, charge, refund, withdraw, swap, stake or sell stands in verb position: the call spends or commits money or crypto. Reading balances, prices and invoices is not meant; quotes and simulations are not either.',
  rubric: ['F1'],
  check(reading): readonly Finding[] {
    const verb = mainVerb(reading);
    if (verb?.verb !== 'pay' && verb?.verb !== 'trade' && verb?.verb !== 'refund') return NOTHING;
    return [
      {
        rule: 'paying-verb',
        force: 'argument',
        saw: `"${verb.lemma}" stands in verb position`,
        quote: quoteLead(reading),
        category: 'Financial',
        basis: 'F1',
      },
    ];
  },
};
