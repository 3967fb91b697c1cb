import { among, hasLemma, inDomain, isChiefly, phraseAt, READING, set } from '../reading/look.ts';
import { quoteLead, quoteParam } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { nameWords } from '../reading/words.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const ASSETS = set(
  'payment fund token eth sol bnb btc bitcoin nft asset money usdc usdt erc20 erc721 erc1155 currency credit coin cash card refund payout crypto lamport sat native balance domain transaction liquidity collateral gift donation charge capture lightning fee reward tip bounty mana bonus',
);
const HOLDERS = set('account wallet method profile customer group contract payee source');
const ASKED = set(
  'quote estimate price rate limit reminder receipt notification message invoice history info status eligibility detail list balance preview route simulation option options analyzer analysis recommendation gas address',
);
const MONEY_WORDS = set(
  'payment fund money payout refund cash usdc usdt erc20 erc721 erc1155 eth sol bnb btc token nft transaction native lightning crypto coin sat tip bounty mana',
);
const PAYING = set(
  'pay buy purchase charge payout withdraw donate refund stake unstake swap bridge repay borrow lend sell redeem airdrop trade deposit capture topup renew mint bet wager restake liquidate remit claim distribute',
);
const PLAIN_PAYING = set('remit pay buy purchase refund donate payout repay');
/** What money will move by in a later step. */
const LATER = set('link intent invoice invoiceitem checkout session mandate plan coupon promotion discount quotation note');
const BILLS = set('invoice bill');
/** What is withdrawn or claimed without money. */
const PAPERS = set('contract request application proposal consent');
const LIQUIDITY = set('liquidity collateral');
const PROVIDING = set('add remove provide supply withdraw');
/** Coins are given into the hands of others. */
const ENTRUSTING = set('delegate');
const APPROVAL = set('approval');
const FOR = set('for');
const ALL = set('all');
const TRANSFER = set('transfer');
const FUNDS = set('fund money');
const RIGHTS = set('ownership owner domain name role admin');
const SENDING = set('transfer send broadcast create submit sweep approve move award');

const WITHDRAWAL = set('withdrawal');
const ASKING_FOR = set('post create request submit make initiate');
const BOUNTY = set('bounty');
const GIVING = set('add award create place post');
const CONTRACT = set('contract');
const CALLING = set('execute write invoke send call');
const STATE = set('state write transaction');
const CHANGING = set('change changing operation write');
const BROADCASTING = set('broadcast submit');
const SIGNED = set('sign signed');
const ENTERED = set('credit debit');
const ACCOUNT = set('account');
const PLACING = set('place');
const ORDER = set('order');
const BOUGHT = set('purchase buy');
const WALLET = set('wallet');
const REGISTERING = set('register renew');
const DOMAIN = set('domain');
const REGISTRAR = set('price renew availability available payment purchase tld whois registrar nameserver usdc');
const WORKS_FREE = set('check status mode name');

/** Where the name says of itself that money goes, whatever class its verb is of. */
function plainlyMoved(reading: Reading): string | undefined {
  const { name, lead, server } = reading;
  const said = lead?.words ?? [];
  if (phraseAt(name.bare, [ASKING_FOR, WITHDRAWAL]) === 0) return 'a withdrawal is asked for';
  if (phraseAt(name.bare, [GIVING, BOUNTY]) === 0) return 'a bounty is given';
  if (phraseAt(said, [TRANSFER, FUNDS]) === 0) return 'funds are transferred';
  if (
    among(name.verb, REGISTERING) &&
    among(name.head, DOMAIN) &&
    (hasLemma(said, REGISTRAR) || server.siblings.some((one) => hasLemma(nameWords(one), REGISTRAR)))
  )
    return 'whoever registers a domain pays for it';
  if (phraseAt(name.bare, [PLACING, ORDER]) >= 0 && hasLemma(said, BOUGHT)) return 'an order is placed, and what it names is bought';
  if (server.domains[0] === 'payments' && phraseAt(name.bare, [ENTERED, ACCOUNT]) >= 0 && !among(name.verb, READING))
    return 'an account is credited or debited';
  if (!inDomain(reading, 'crypto')) return undefined;
  if (
    hasLemma(name.bare, CONTRACT) &&
    hasLemma(name.bare, CALLING) &&
    !hasLemma(name.bare.slice(-1), WORKS_FREE) &&
    (phraseAt(said, [STATE, CHANGING]) >= 0 || phraseAt(said, [CHANGING, STATE]) >= 0)
  )
    return 'a contract is called that changes the state of the chain';
  return phraseAt(name.bare, [BROADCASTING, SIGNED]) >= 0 ? 'what is signed is sent to the chain' : undefined;
}

export const moneyMoved: Rule = {
  id: 'money-moved',
  title: 'Money moves',
  text: 'A verb of payment meets an object of payment: charge a card, send funds, transfer tokens, buy, withdraw, refund, stake, donate; ask for a withdrawal, give a bounty, register a domain, call a contract that changes the chain. The call spends or commits money of the operator or of a third party. Transfers of files, issues or ownership are not meant.',
  rubric: ['F1'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    const { name } = reading;
    const plainly = plainlyMoved(reading);
    if (plainly)
      return [
        {
          rule: 'money-moved',
          force: 'floor',
          saw: plainly,
          quote: quoteLead(reading),
          category: 'Financial',
          basis: 'F1',
          holds: true,
          facets: { money: 'moves' },
        },
      ];
    if (among(verb, READING) || (name.verb && among(name.verb, READING) && !name.verb.ambiguous)) return NOTHING;
    const crypto = isChiefly(reading, 'crypto', 'trading', 'payments', 'market', 'commerce');
    const coins = inDomain(reading, 'crypto', 'trading');
    const amount =
      reading.paramOf.get('amount') ?? reading.paramOf.get('lamport') ?? reading.paramOf.get('satoshi') ?? reading.paramOf.get('usd');
    const what = hasLemma(name.bare, ASSETS) ?? hasLemma(reading.leadObject, ASSETS);
    const paying =
      hasLemma(
        // "Trades", "purchases" are things in a name, where verbs stand bare.
        name.bare.filter((word) => word.verb !== undefined && (word.text === word.lemma || word === verb)),
        PAYING,
      ) ?? (verb && among(verb, PAYING) ? verb : undefined);
    const entrusting = coins && (hasLemma(name.bare, ENTRUSTING) !== undefined || phraseAt(name.bare, [APPROVAL, FOR, ALL]) >= 0);
    const sending = hasLemma(name.bare, SENDING) ?? (verb && among(verb, SENDING) ? verb : undefined);
    if (verb?.verb === 'cancel' || (!paying && hasLemma(name.bare, LATER)) || (paying && hasLemma(name.object, PAPERS))) return NOTHING;
    if (paying?.lemma === 'claim' && paying !== verb && paying !== name.verb) return NOTHING;
    if (
      inDomain(reading, 'game') ||
      (among(name.head, ASKED) && !(among(name.verb, PLAIN_PAYING) && among(name.head, BILLS))) ||
      (name.head === undefined && hasLemma(name.bare.slice(-1), ASKED)) ||
      among(name.head, HOLDERS)
    )
      return NOTHING;
    const liquidity = coins && hasLemma(name.object, LIQUIDITY) !== undefined && verb !== undefined && among(verb, PROVIDING);
    // Of a chain its coin is transferred, whatever it is called.
    const coin = isChiefly(reading, 'crypto') && among(verb, TRANSFER) && !hasLemma(name.object, RIGHTS);
    const moved =
      liquidity ||
      entrusting ||
      coin ||
      (paying && (what || amount || crypto || among(paying, PLAIN_PAYING))) ||
      (sending &&
        ((what &&
          (what.lemma === 'token'
            ? coins || (reading.lead !== undefined && hasLemma(reading.lead.words, WALLET) !== undefined)
            : crypto || among(what, MONEY_WORDS))) ||
          (amount && crypto)));
    if (!moved) return NOTHING;
    return [
      {
        rule: 'money-moved',
        force: paying && among(paying, PLAIN_PAYING) && name.verb === paying ? 'floor' : 'argument',
        saw:
          entrusting && !paying && !sending
            ? 'coins are given into the hands of another'
            : `"${(paying ?? sending ?? verb)?.lemma}" moves money${what ? ` ("${what.lemma}")` : ''}`,
        quote: amount ? quoteParam(amount) : quoteLead(reading),
        category: 'Financial',
        basis: 'F1',
        holds: true,
        facets: { money: 'moves' },
        param: amount?.name,
      },
    ];
  },
};
