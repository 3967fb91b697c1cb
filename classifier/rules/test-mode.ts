import { cue } from '../reading/cues.ts';
import { inDomain, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const TEST = set('paper demo testnet devnet simulated virtual');

export const testMode: Rule = {
  id: 'test-mode',
  title: 'Money in test mode only',
  text: 'The definition says paper trading, testnet, demo or sandbox money. What moves has no value; the habit it teaches an agent has.',
  rubric: ['F2'],
  check(reading): readonly Finding[] {
    if (!reading.lead || (reading.leadCues & cue('test')) === 0 || !inDomain(reading, 'trading', 'crypto', 'market', 'payments'))
      return NOTHING;
    const what = reading.lead.words.find((word) => TEST.has(word.text));
    if (!what) return NOTHING;
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
