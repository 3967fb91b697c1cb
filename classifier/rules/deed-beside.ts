import { among, hasLemma, isPredicate, isSpelled, negated, READING, set, texts } from '../reading/look.ts';
import { quoteSentence } from '../reading/quote.ts';
import type { Reading, Sentence, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

/** What may stand before the verb of a further sentence: "It also deletes …". */
const OPENERS = texts(
  'also additionally then and it this tool will furthermore moreover automatically finally afterwards next secretly silently subsequently besides',
);
const JOINERS = texts('and then');
const DESTROYING = set('delete erase wipe purge destroy uninstall');
const WHOLE = set('all every everything entire database account');
const PAYING = set('remit purchase buy');
const MOVING = set('transfer withdraw send pay');
const MONEY = set('money fund usdc usdt eth btc sol token coin crypto cash payment balance');
const SENDING = set('send');
const LETTERS = set('email mail sms tweet');
const GRANTING = set('grant');
const RIGHTS = set('role permission access right admin privilege');
/** "pay-outs", `delete_count`: no deed, but a name. */
const PARTS = texts('in ins out outs count id by date time');
/** How far behind its verb a thing is looked for. */
const NEAR = 5;

/** What the deed at this place is, by its verb and by what it is done to. */
function deedAt(words: readonly Word[], at: number): Pick<Finding, 'category' | 'basis'> | undefined {
  const verb = words[at];
  // "Deletes", "and delete"; not "deleted notes", nor "before deleting".
  if (!verb?.verb || !isPredicate(verb) || negated(words, at)) return undefined;
  const after = words.slice(at + 1, at + 1 + NEAR);
  if (after.length === 0 || isSpelled(after[0], PARTS)) return undefined;
  if (among(verb, DESTROYING)) return { category: 'Destructive', basis: hasLemma(after, WHOLE) ? 'D1' : 'D2' };
  if (among(verb, PAYING) || (among(verb, MOVING) && hasLemma(after, MONEY))) return { category: 'Financial', basis: 'F1' };
  if (among(verb, SENDING) && hasLemma(after, LETTERS)) return { category: 'Write', basis: 'W2' };
  return among(verb, GRANTING) && hasLemma(after, RIGHTS) ? { category: 'Write', basis: 'W1' } : undefined;
}

/** The first deed that a sentence tells beside the looking: at its head where it is a further one, or behind "and". */
function deedIn({ words }: Sentence, further: boolean): (Pick<Finding, 'category' | 'basis'> & { verb: string }) | undefined {
  let head = 0;
  while (isSpelled(words[head], OPENERS)) head++;
  for (let at = further ? head : 1; at < words.length; at++) {
    if (!(further && at === head) && !isSpelled(words[at - 1], JOINERS)) continue;
    const deed = deedAt(words, at);
    if (deed) return { ...deed, verb: words[at]?.lemma ?? '' };
  }
  return undefined;
}

const STATEMENT = /\bGRANT\b/;

function told(reading: Reading): Finding | undefined {
  for (const sentence of reading.sentences) {
    // `GRANT ROLE … TO …`: a statement that somebody else is to run.
    if (sentence.aside || STATEMENT.test(reading.description.slice(sentence.start, sentence.end))) continue;
    const deed = deedIn(sentence, sentence !== reading.lead);
    if (!deed) continue;
    const { verb, category, basis } = deed;
    return {
      rule: 'deed-beside',
      force: 'floor',
      saw: `beside what it returns, it is said to "${verb}"`,
      quote: quoteSentence(reading, sentence),
      category,
      basis,
    };
  }
  return undefined;
}

export const deedBeside: Rule = {
  id: 'deed-beside',
  title: 'A deed beside the looking',
  text: 'The name and the beginning of the description only look something up, but the description says of a further deed of the same call that it deletes, pays, sends mail or grants rights: at the head of another sentence, or behind “and”. The worst that one ordinary call does decides.',
  rubric: ['D1', 'D2', 'F1', 'W1', 'W2'],
  check(reading): readonly Finding[] {
    const { name, mainVerb } = reading;
    if (!among(mainVerb, READING) || (name.verb !== undefined && !among(name.verb, READING))) return NOTHING;
    const found = told(reading);
    return found ? [found] : NOTHING;
  },
};
