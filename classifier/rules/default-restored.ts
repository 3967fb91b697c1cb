import { phraseAt, set } from '../reading/look.ts';
import { quoteSentence } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const FALLING = set('fall back revert reset return restore');
const TO = set('to back');
const DEFAULT = set('default defaults');

export const defaultRestored: Rule = {
  id: 'default-restored',
  title: 'It falls back to a default',
  text: 'The definition says that after the removal a default applies again. What is taken away is a customization, and it can be set again.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb?.verb !== 'delete' && verb?.verb !== 'remove' && verb?.verb !== 'reset' && verb?.verb !== 'clear') return NOTHING;
    const sentence = reading.sentences.slice(0, 3).find((one) => !one.aside && phraseAt(one.words, [FALLING, TO, DEFAULT]) >= 0);
    if (!sentence) return NOTHING;
    return [
      {
        rule: 'default-restored',
        force: 'exception',
        lifts: ['deleting-verb', 'content-removed'],
        saw: 'a default applies again afterwards',
        quote: quoteSentence(reading, sentence),
        category: 'Write',
        basis: 'base',
      },
    ];
  },
};
