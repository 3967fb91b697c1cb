import { cue } from '../reading/cues.ts';
import { among, phraseAt, set } from '../reading/look.ts';
import { quoteSentence } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const NO = set('no without');
const NETWORK = set('network internet');
const SANDBOX = set('sandbox sandboxed isolate');

export const statedSandbox: Rule = {
  id: 'stated-sandbox',
  title: 'A sandbox without network or memory',
  text: 'The definition says that code runs in a sandbox that has no network and keeps nothing. Both must be said; a sandbox with network can still send out what it reads.',
  rubric: ['E↓'],
  check(reading): readonly Finding[] {
    if ((reading.cues & cue('sandbox')) === 0 || (reading.cues & cue('network')) === 0 || !reading.lead) return NOTHING;
    const sentence =
      phraseAt(reading.lead.words, [NO, NETWORK]) >= 0 && reading.lead.words.some((word) => among(word, SANDBOX))
        ? reading.lead
        : undefined;
    if (!sentence) return NOTHING;
    return [
      {
        rule: 'stated-sandbox',
        force: 'argument',
        saw: 'it states a sandbox without network',
        quote: quoteSentence(reading, sentence),
        basis: 'E↓',
      },
    ];
  },
};
