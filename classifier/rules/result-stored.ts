import { among, isSpelled, negated, texts, verbs } from '../reading/look.ts';
import { quoteSentence } from '../reading/quote.ts';
import type { Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = verbs('get search inspect compute think generate download export');
const STORES = texts('saves stores writes ingests persists');
const STORE = texts('save store write ingest persist');
const STORED = texts('saved stored written ingested persisted');
const JOINING = texts('and then');
const BEING = texts('is are be been gets automatically');
/** Where it goes. */
const INTO = texts('to into in as at on locally');
const WITHIN = 6;
/** What is told of where the data came from, in the first sentences. */
const SENTENCES = 3;

/** The place of a word that says that the result is stored, or -1. */
function storedAt(words: readonly Word[]): number {
  return words.findIndex(
    (word, at) =>
      (isSpelled(word, STORES) ||
        (isSpelled(word, STORE) && isSpelled(words[at - 1], JOINING)) ||
        (isSpelled(word, STORED) && isSpelled(words[at - 1], BEING))) &&
      !negated(words, at) &&
      words.slice(at + 1, at + 1 + WITHIN).some((next) => isSpelled(next, INTO)),
  );
}

export const resultStored: Rule = {
  id: 'result-stored',
  title: 'The result is stored',
  text: 'The verb asks or computes, but the description says that what comes of it is saved, written or ingested somewhere: a file, a collection, a knowledge base. That is a change that stays.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    if (!among(reading.mainVerb, READING)) return NOTHING;
    const sentence = reading.sentences.slice(0, SENTENCES).find(({ aside, words }) => !aside && storedAt(words) >= 0);
    if (!sentence) return NOTHING;
    return [
      {
        rule: 'result-stored',
        force: 'argument',
        saw: 'what comes of it is said to be stored',
        quote: quoteSentence(reading, sentence),
        category: 'Write',
        basis: 'base',
      },
    ];
  },
};
