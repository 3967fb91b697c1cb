import { cue } from '../reading/cues.ts';
import { among, hasLemma, negated, phraseAt, READING, set } from '../reading/look.ts';
import { quoteName, quoteSentence } from '../reading/quote.ts';
import type { Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const OVERWRITING = set('overwrite overwritten overwriting');
const REPLACING = set('replace');
const WHOLE = set('entire all exist whole current contents content complete');

/** What is replaced is a mark or one part of a thing, and set back as easily. */
const PARTS = set('label tag assignee section reviewer field property');

function overwrites(words: readonly Word[]): boolean {
  const at = words.findIndex((word) => among(word, OVERWRITING) || OVERWRITING.has(word.text));
  if (at >= 0) return !negated(words, at);
  const replaced = phraseAt(words, [REPLACING, WHOLE]);
  return replaced >= 0 && !negated(words, replaced);
}

export const statedOverwrite: Rule = {
  id: 'stated-overwrite',
  title: 'Existing content is replaced',
  text: 'The definition itself says that what is there will be overwritten or replaced, and states no history to go back to. An update that changes named fields is not meant.',
  rubric: ['W6'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb || among(verb, READING) || hasLemma(reading.name.object, PARTS) || (reading.cues & cue('overwrite')) === 0) return NOTHING;
    const sentence = reading.sentences.find((one) => !one.aside && overwrites(one.words));
    const named = verb.verb === 'replace' && verb.lemma === 'overwrite';
    if (!sentence && !named) return NOTHING;
    return [
      {
        rule: 'stated-overwrite',
        force: 'argument',
        saw: 'it says that existing content is replaced',
        quote: sentence ? quoteSentence(reading, sentence) : quoteName(reading),
        basis: 'W6',
        holds: true,
      },
    ];
  },
};
