import { cue } from '../reading/cues.ts';
import { among, inDomain, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const TEST = set('paper demo testnet devnet virtual');
const VIRTUAL = set('virtual');
const MONEY = set('money fund trading trade portfolio cash balance account currency');

export const testMode: Rule = {
  id: 'test-mode',
  title: 'Money in test mode only',
  text: 'The definition says paper trading, testnet, demo or sandbox money. What moves has no value; the habit it teaches an agent has.',
  rubric: ['F2'],
  check(reading): readonly Finding[] {
    if (!reading.lead || (reading.leadCues & cue('test')) === 0 || !inDomain(reading, 'trading', 'crypto', 'market', 'payments'))
      return NOTHING;
    const { words } = reading.lead;
    const at = words.findIndex((word) => among(word, TEST));
    const what = words[at];
    if (!what || (among(what, VIRTUAL) && !among(words[at + 1], MONEY))) return NOTHING;
    return [
      {
        rule: 'test-mode',
        force: 'argument',
        saw: `it is for ${what.text} money only`,
        quote: quoteLead(reading),
        basis: 'F2',
        holds: true,
      },
    ];
  },
};
