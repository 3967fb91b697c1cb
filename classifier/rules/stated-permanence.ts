import { cue } from '../reading/cues.ts';
import { among, isSpelled, negated, phraseAt, READING, set, texts } from '../reading/look.ts';
import { quoteSentence } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const PERMANENT = texts('permanently irreversible irreversibly destructive irrevocably unrecoverable');
const CANNOT = set('cannot not');
const UNDONE = set('undone reverse recover restore');

export const statedPermanence: Rule = {
  id: 'stated-permanence',
  title: 'It says that this is final',
  text: 'The definition says permanently, irreversible, cannot be undone. That is a statement of its author against the own interest, so it is believed.',
  rubric: ['D2'],
  check(reading): readonly Finding[] {
    if ((reading.cues & cue('permanent')) === 0) return NOTHING;
    const verb = reading.mainVerb;
    if (among(verb, READING)) return NOTHING;
    const sentence = reading.sentences.find(
      (one) =>
        one.words.some((word, at) => isSpelled(word, PERMANENT) && !negated(one.words, at)) || phraseAt(one.words, [CANNOT, UNDONE]) >= 0,
    );
    if (!sentence) return NOTHING;
    return [
      {
        rule: 'stated-permanence',
        force: 'note',
        saw: 'it says that this cannot be undone',
        quote: quoteSentence(reading, sentence),
        facets: { reversibility: 'irreversible' },
      },
    ];
  },
};
