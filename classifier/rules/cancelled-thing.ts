import { hasLemma, inDomain, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const MONEY = set('payment subscription invoice charge payout plan billing');
const ORDERS = set('order booking reservation contract appointment trade');
const PENDING = set(
  'schedule scheduled pending downtime request invitation invite draft reminder delete event meeting transfer queued message',
);
const ASSIGNED = set('assignment');
const JOBS = set(
  'job task run running build deployment workflow execute prediction pipeline crawl query operation command process generation training simulation batch plan scan test session',
);

export const cancelledThing: Rule = {
  id: 'cancelled-thing',
  title: 'Something is cancelled',
  text: 'Cancelling means different things by its object: something pending or scheduled can be made again (a change); a running job is stopped (execution); a booking or contract is gone (destruction); an order, payment or subscription is an obligation (money). The rule looks at the object, not at the verb.',
  rubric: ['base', 'E2', 'D2', 'F2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb?.verb !== 'cancel' && reading.name.verb?.verb !== 'cancel') return NOTHING;
    const words = [...reading.name.object, ...reading.leadObject];
    const seen = (category: Finding['category'], basis: Finding['basis'], what: string): readonly Finding[] => [
      {
        rule: 'cancelled-thing',
        force: category === 'Write' ? 'argument' : 'floor',
        saw: `what is cancelled is ${what}`,
        quote: quoteLead(reading),
        category,
        basis,
      },
    ];
    if (hasLemma(words, MONEY)) return seen('Financial', 'F2', 'a payment or a subscription');
    if (hasLemma(words, ORDERS))
      return inDomain(reading, 'trading', 'crypto', 'market')
        ? seen('Financial', 'F2', 'an order on a market')
        : seen('Destructive', 'D2', 'a booking or an order');
    if (hasLemma(words, PENDING)) return seen('Write', 'base', 'something pending that can be made again');
    if (hasLemma(words, JOBS) && !hasLemma(words, ASSIGNED)) return seen('Execute', 'E2', 'a running job');
    return NOTHING;
  },
};
