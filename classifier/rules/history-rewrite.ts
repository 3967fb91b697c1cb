import { hasLemma, inDomain, phraseAt, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const FORCE = set('force');
const PUSH = set('push');
const MIGRATE = set('migrate migration');
const RESET = set('reset');
const LOST = set('lost discard');
const SOFT = set('soft unstage unstages staged');

/** A plain reset takes changes out of the stage; a hard one, or one to a commit, discards them. */
function hard(reading: Reading): boolean {
  return (
    reading.paramOf.has('mode') ||
    reading.paramOf.has('hard') ||
    hasLemma([...reading.name.bare, ...(reading.lead?.words ?? [])], HARD) !== undefined
  );
}

const HARD = set('hard commit');

export const historyRewrite: Rule = {
  id: 'history-rewrite',
  title: 'History is rewritten',
  text: 'Force-push, hard reset, rewriting or purging history, resetting migrations: what was there before cannot be seen any more.',
  rubric: ['D1'],
  check(reading): readonly Finding[] {
    const words = reading.name.bare;
    const named =
      phraseAt(words, [FORCE, PUSH]) >= 0 ||
      phraseAt(words, [MIGRATE, RESET]) >= 0 ||
      (words.some((word) => word.lemma === 'reset') && inDomain(reading, 'git') && hard(reading));
    const lost =
      reading.lead !== undefined &&
      words.some((word) => word.verb === 'reset') &&
      reading.sentences.some((sentence) => phraseAt(sentence.words, [LOST]) >= 0);
    if ((!named && !lost) || hasLemma([...words, ...(reading.lead?.words ?? [])], SOFT)) return NOTHING;
    return [
      {
        rule: 'history-rewrite',
        force: 'floor',
        saw: 'it rewrites or discards history',
        quote: quoteLead(reading),
        category: 'Destructive',
        basis: 'D1',
        holds: true,
      },
    ];
  },
};
