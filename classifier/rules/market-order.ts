import { among, hasLemma, inDomain, inObject, isChiefly, phraseAt, READING, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const ACTING = verbs('create add update trade state cancel replace send pay run delete remove toggle');
const ORDERS = set('order position trade leverage margin swap bet sip');
const TRADES = set('leverage margin swap order');
const KINDS = set('market limit stop');
const ORDER = set('order');
const ASKED = set('quote estimate fee price rate limit history info status mode preview');
const MOVES = set('place create submit close modify cancel open replace set buy sell execute amend');
/** `spot_batch_amend`, `grid_stop_order`: what was placed is changed or ended. */
const ENDING = set('amend cancel stop');
const SAID_EARLY = 12;
const OPEN = set('open');
const AN = /^[aeiou]/;

/** "Place a limit order", whatever the name says. */
function limitOrder(reading: Reading): Word | undefined {
  const words = isChiefly(reading, 'trading') ? (reading.lead?.words ?? []) : [];
  return phraseAt(words, [KINDS, ORDER], SAID_EARLY) >= 0 ? hasLemma(words, ORDER, SAID_EARLY) : undefined;
}

export const marketOrder: Rule = {
  id: 'market-order',
  title: 'An order or position on a market',
  text: 'Placing, changing, closing or copying an order or a position commits money by this call alone. Cancelling an open order is an obligation ended; paper and test trading stated as such stays below.',
  rubric: ['F1', 'F2'],
  check(reading): readonly Finding[] {
    if (!inDomain(reading, 'trading', 'crypto', 'market', 'payments') && !inObject(reading, TRADES)) return NOTHING;
    const verb = reading.mainVerb;
    const name = reading.name;
    const said = among(verb, ENDING) && isChiefly(reading, 'trading') ? reading.lead?.words : undefined;
    const what =
      hasLemma(name.object, ORDERS) ??
      hasLemma(name.bare, ORDERS) ??
      (name.object.length === 0 ? hasLemma(reading.leadObject, ORDERS) : said && hasLemma(said, ORDER, SAID_EARLY)) ??
      limitOrder(reading);
    // "Open orders" are those that are not filled yet.
    if (what && among(name.bare[name.bare.indexOf(what) - 1], OPEN) && what.text !== what.lemma) return NOTHING;
    const acts = among(verb, ACTING) || among(verb, ENDING) || name.bare.some((word) => among(word, MOVES) && word !== what);
    const typed = phraseAt(name.bare, [KINDS, ORDER]) >= 0;
    const trades =
      (typed || (reading.server.domains[0] !== 'commerce' && isChiefly(reading, 'trading', 'crypto'))) &&
      !hasLemma(name.bare.slice(-1), ASKED);
    if (!what || !acts || !trades || among(verb, READING)) return NOTHING;
    return [
      {
        rule: 'market-order',
        force: 'floor',
        saw: `it acts on ${AN.test(what.lemma) ? 'an' : 'a'} ${what.lemma} on a market`,
        quote: quoteLead(reading),
        category: 'Financial',
        basis: verb?.verb === 'cancel' || what.lemma === 'leverage' || what.lemma === 'margin' ? 'F2' : 'F1',
        holds: true,
        facets: { money: 'moves' },
      },
    ];
  },
};
