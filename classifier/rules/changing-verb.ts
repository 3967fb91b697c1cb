import { among, hasLemma, isSpelled, set, texts, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const CHANGING = verbs(
  'create add update save upload download export import generate move copy link state toggle archive react restore invite grant login block replace reset merge publish remove clear revoke cancel',
);
const SAVING = set('save');
/** What is saved of these commits somebody. */
const COMMITTING = set('order booking payment');
/** How a sheet looks is part of the sheet. */
const ARRANGING = set('format merge unmerge hide unhide freeze resize autoresize');
const MANY = texts('batch bulk');
const SHEET = set('cell range sheet column row worksheet');

/** Where the name alone leaves no doubt that something stays changed. */
function isPlain({ name }: Reading): boolean {
  if (name.verbAt !== 0 && !(name.verbAt === 1 && isSpelled(name.bare[0], MANY))) return false;
  return (
    (among(name.verb, SAVING) && !hasLemma(name.object, COMMITTING)) ||
    (among(name.verb, ARRANGING) && hasLemma(name.object, SHEET) !== undefined)
  );
}

export const changingVerb: Rule = {
  id: 'changing-verb',
  title: 'A changing verb',
  text: 'The name, or the sentence that says what the tool does, turns on a verb that changes stored or visible state in a fixed way: create, update, add, set, move, archive, follow. The arguments are data, not a program, so the worst an ordinary call does is that change.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    const plain = isPlain(reading) ? reading.name.verb : undefined;
    const changing = plain ?? (among(verb, CHANGING) ? verb : undefined);
    if (!changing) return NOTHING;
    return [
      {
        rule: 'changing-verb',
        force: plain ? 'floor' : 'argument',
        saw: `the verb is "${changing.lemma}", which changes state in a fixed way`,
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'base',
      },
    ];
  },
};
