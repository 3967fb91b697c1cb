import { among, hasLemma, inDomain, isSpelled, negated, phraseAt, set, texts, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = verbs('get search inspect compute think wait export download');
const BESIDE = set(
  'setting creative image thread notification status snippet template plan product reminder webhook video lead video note',
);
const OBLIGATIONS = set(
  'invoice subscription invoiceitem paymentlink quotation estimate creditnote checkout payment mandate dispute refund bill',
);
const BOOKED = set('order transaction subscription quote bill payout transfer');
/** What more of is paid for. */
const SEATS = set('seat');
const PLANS = set('tier plan price billing upgrade');
const HOLDERS = set('account wallet method profile customer contact recipient instrument provider');
const PAYMENT = set('payment credit');
const LINK = set('link');
const LINKS = set('link intent note method request page');
const CREDIT = set('credit');
const INTENT = set('intent');
const CONFIRMING = set('confirm capture');
const NOTE = set('note');
const CATALOGUE = set('coupon promotion product price discount tax code');
const REVERSED = set('reverse');
const ADS = set('campaign ad adset budget bid adgroup');
const MAILED = set('email newsletter');
const SPENT = set('budget bid');
/** A cart that is checked out, a dispute that is accepted: the money goes with the call. */
const SETTLING = set('checkout process');
const CHECKOUT = set('checkout cart');
const CART = set('cart');
const ACCEPTING = set('accept');
const DISPUTE = set('dispute');
const MOVING = set('reverse debit post');
const BALANCE = set('transaction account balance');
const UPGRADING = set('upgrade');
const BOOKING = set('book');
/** Whoever books these owes their price. */
const TRAVEL = set('flight hotel room ticket trip ride taxi train bus cruise tour accommodation');

const SWITCHING = verbs('toggle update');
const AUTO = set('auto autorenew autorenewal');
const RENEWAL = set('renewal renew autorenew autorenewal');
const MARGIN = set('margin leverage');
/** What a transaction would cost the network is no offer. */
const ESTIMATE = set('estimate');
const GAS = set('gas fee');
const IDS = set('id');

/** What will be owed at the next renewal, what may be lost on a position: set here, felt later. */
function setForLater(reading: Reading): string | undefined {
  const { name } = reading;
  if (!among(name.verb, SWITCHING)) return undefined;
  if (hasLemma(name.object, AUTO) && hasLemma(name.object, RENEWAL)) return 'renewal';
  return inDomain(reading, 'trading') ? hasLemma(name.object, MARGIN)?.lemma : undefined;
}

const BILLING = set('bill charge');
const AT_ONCE = texts('immediately immediate');

/** "Paddle bills for a subscription immediately by default" */
function billsAtOnce({ sentences }: Reading): boolean {
  return sentences.some(
    ({ words, aside }) =>
      !aside && hasLemma(words, BILLING) !== undefined && words.some((word, at) => isSpelled(word, AT_ONCE) && !negated(words, at)),
  );
}

export const obligationMade: Rule = {
  id: 'obligation-made',
  title: 'An obligation to pay',
  text: 'An invoice, payment link, subscription, quote, credit note, advertising budget, travel booking or checkout is created, changed, sent or ended: money will move by a later step or person. Who checks out a cart, accepts a dispute, or has a subscription billed at once, moves it with the call. Automatic renewal and the margin of a position are set here and felt later.',
  rubric: ['F2', 'F1'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    const words = reading.name.bare;
    // `set_preferred_budget_id` says which is meant.
    if (phraseAt(words, [ESTIMATE, GAS]) >= 0 || among(reading.name.head, IDS)) return NOTHING;
    const later = setForLater(reading);
    if (later)
      return [
        {
          rule: 'obligation-made',
          force: 'floor',
          saw: `it sets what will be owed later ("${later}")`,
          quote: quoteLead(reading),
          category: 'Financial',
          basis: 'F2',
          holds: true,
          facets: { money: 'obligation' },
        },
      ];
    // To reverse a text is computing; to reverse a transaction moves its money back.
    const moves = reading.server.domains[0] === 'payments' && phraseAt(words, [MOVING, BALANCE]) >= 0;
    const linked = phraseAt(words, [PAYMENT, LINK]) >= 0;
    if ((among(verb, READING) && !moves) || verb === undefined || verb.verb === 'delete' || (verb.verb === 'generate' && !linked))
      return NOTHING;
    // Branches are checked out too.
    const cart = phraseAt(words, [SETTLING, CART]) >= 0;
    const credited = phraseAt(words, [CREDIT, NOTE]) >= 0;
    if ((hasLemma(words, BESIDE) && !credited) || (inDomain(reading, 'git', 'forge') && !cart) || among(reading.name.head, HOLDERS))
      return NOTHING;
    if (hasLemma(words.slice(-2), CATALOGUE)) return NOTHING;
    const booked = reading.server.domains[0] === 'payments' || hasLemma(words, REVERSED) ? hasLemma(words, BOOKED) : undefined;
    const travel = among(reading.name.verb, BOOKING) ? hasLemma(reading.name.object, TRAVEL) : undefined;
    const what = travel ?? hasLemma(words, OBLIGATIONS) ?? (phraseAt(words, [PAYMENT, LINKS]) >= 0 ? hasLemma(words, PAYMENT) : undefined);
    // Campaigns are sent by mail as often as they are paid for.
    const advertising =
      what || booked || !inDomain(reading, 'ads') || inDomain(reading, 'mail', 'crm', 'chat') || hasLemma(words, MAILED)
        ? undefined
        : hasLemma(words, ADS);
    if (!what && !advertising && !booked) return NOTHING;
    if (
      what?.lemma === 'subscription' &&
      !inDomain(reading, 'payments', 'commerce') &&
      !reading.paramOf.has('price') &&
      !reading.paramOf.has('plan') &&
      !reading.params.some((param) => hasLemma(param.words, SEATS)) &&
      !(reading.lead && hasLemma(reading.lead.words, PLANS))
    )
      return NOTHING;
    // A payment intent that may be confirmed, an invoice that advances by itself: the call alone may charge.
    const charges =
      (hasLemma(words, INTENT) && reading.params.some((param) => hasLemma(param.words, CONFIRMING))) || reading.paramOf.has('advance');
    // What an advertisement may cost is set by the call.
    const spends = advertising !== undefined && reading.params.some((param) => hasLemma(param.words, SPENT));
    const settles =
      (among(verb, SETTLING) && hasLemma(words, CHECKOUT) !== undefined) ||
      cart ||
      moves ||
      (among(verb, ACCEPTING) && what !== undefined && among(what, DISPUTE));
    const subscribes =
      what?.lemma === 'subscription' && (verb.verb === 'create' || hasLemma(words, UPGRADING) !== undefined || billsAtOnce(reading));
    return [
      {
        rule: 'obligation-made',
        force: credited || spends || moves || linked ? 'floor' : 'argument',
        saw: `somebody owes or will owe money by it ("${(what ?? booked ?? advertising)?.lemma}")`,
        quote: quoteLead(reading),
        category: 'Financial',
        basis: subscribes || charges || settles ? 'F1' : 'F2',
        holds: true,
        facets: { money: 'obligation' },
      },
    ];
  },
};
