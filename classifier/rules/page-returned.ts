import { among, hasLemma, set } from '../reading/look.ts';
import { quoteSentence } from '../reading/quote.ts';
import type { Sentence } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const RETURNING = set('return');
const PICTURE = set('snapshot screenshot');
const OF_A_PAGE = set('page accessibility aria');
const WITHIN = 10;

function returnsPage({ words }: Sentence): boolean {
  const at = words.findIndex((word) => among(word, RETURNING));
  if (at < 0) return false;
  const told = words.slice(at + 1, at + WITHIN);
  return hasLemma(told, PICTURE) !== undefined && hasLemma(told, OF_A_PAGE) !== undefined;
}

export const pageReturned: Rule = {
  id: 'page-returned',
  title: 'The page comes back with it',
  text: 'Whatever else the call does, its answer is said to hold a snapshot of the page: a logged-in one too, and its words were written by strangers.',
  rubric: ['R2'],
  check(reading): readonly Finding[] {
    const sentence = reading.sentences.find(returnsPage);
    if (!sentence) return NOTHING;
    return [
      {
        rule: 'page-returned',
        force: 'argument',
        saw: 'its answer holds a snapshot of the page',
        quote: quoteSentence(reading, sentence),
        facets: { sensitiveRead: 'private', untrustedIngest: true },
      },
    ];
  },
};
