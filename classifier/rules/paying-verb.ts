import { among, hasLemma, inDomain, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const ASKED = set('quote estimate price rate limit reminder receipt history info status eligibility detail list balance preview fee');

/** What is withdrawn without money. */
const PAPERS = set('contract request application proposal consent');

export const payingVerb: Rule = {
  id: 'paying-verb',
  title: 'A paying verb',
  text: 'Pay, buy, charge, refund, withdraw, swap, stake or sell stands in verb position: the call spends or commits money or crypto. Reading balances, prices and invoices is not meant; quotes and simulations are not either.',
  rubric: ['F1'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb?.verb !== 'pay' && verb?.verb !== 'trade' && verb?.verb !== 'refund') return NOTHING;
    if (hasLemma(reading.name.object, PAPERS)) return NOTHING;
    if (inDomain(reading, 'game') || among(reading.name.bare.at(-1), ASKED)) return NOTHING;
    const money =
      inDomain(reading, 'payments', 'crypto', 'trading', 'market', 'commerce') ||
      reading.paramOf.has('amount') ||
      reading.paramOf.has('price') ||
      reading.paramOf.has('quantity');
    if (!money) return NOTHING;
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
