import { actionsOf } from '../reading/actions.ts';
import { among, hasLemma, isSpelled, set, texts, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading, VerbClass } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const TELLING = verbs('get create add update delete remove toggle start run');

const CHOOSING = set('action operation command method mode');
const CRUD = /\bcrud\b/i;
/** What is set rather than made and deleted. */
const SET = set(
  'acl lock setting config configuration preference notification subscription tag store permission compliance access index state mode status role sharing incident webhook file',
);

/** Managed as a whole: "CRUD" is said, or nothing is told of what managing is, in words or by a parameter. */
function isManaged(reading: Reading): boolean {
  if (actionsOf(reading) || among(reading.name.head, SET)) return false;
  if (CRUD.test(reading.description)) return true;
  if (!reading.silent && reading.leadVerb?.lemma !== 'manage') return false;
  const told = reading.sentences.some(({ words }) => words.some(({ verb, ambiguous }) => verb && verb !== 'manage' && !ambiguous));
  return !told && !reading.params.some(({ words }) => hasLemma(words, CHOOSING));
}

const FIRST = verbs('create add update get');
const DELETING = verbs('delete');
const JOINERS = texts('and or');
const LISTED_WITHIN = 8;

/** "Create, update, or delete a question": the list of what it does stands first, and deleting is in it. */
function listsDeleting({ lead, leadVerb, leadVerbAt, name }: Reading): boolean {
  if (!lead || among(name.head, SET)) return false;
  // "Delete or set an entry", on a tool that is named for neither.
  if (among(leadVerb, DELETING) && isSpelled(lead.words[leadVerbAt + 1], JOINERS) && lead.words[leadVerbAt + 2]?.verb) return true;
  if (!among(leadVerb, FIRST)) return false;
  const end = Math.min(lead.words.length, leadVerbAt + LISTED_WITHIN);
  for (let at = leadVerbAt + 1; at < end; at++) {
    const word = lead.words[at];
    if (!among(word, DELETING) || word?.text !== word?.lemma) continue;
    // "Update/delete memories": without a word between.
    if (!isSpelled(lead.words[at - 1], JOINERS) && !(at === leadVerbAt + 1 && name.verb !== word)) continue;
    // What stands between is a list of verbs, and no thing of the first one.
    return lead.words.slice(leadVerbAt + 1, at).every((one) => one.verb !== undefined || isSpelled(one, JOINERS));
  }
  return false;
}

export const severalActionsTold: Rule = {
  id: 'several-actions-told',
  title: 'Several actions in one tool',
  text: 'The description lists actions of different kinds (create, update, delete, …) that the same tool performs. It is judged by the worst of them, deleting for certain where the first sentence lists it. Where it says no more than that a thing is managed, it is made, changed and deleted.',
  rubric: ['D2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (listsDeleting(reading))
      return [
        {
          rule: 'several-actions-told',
          force: 'floor',
          saw: 'deleting is among the actions that it lists',
          quote: quoteLead(reading),
          category: 'Destructive',
          basis: 'D2',
        },
      ];
    if (verb?.verb !== 'manage' && reading.name.verb !== undefined && !reading.name.verb.ambiguous) return NOTHING;
    const kinds = new Set<VerbClass>();
    for (const { aside, words } of reading.sentences)
      if (!aside) for (const word of words) if (word.verb && !word.ambiguous && among(word, TELLING)) kinds.add(word.verb);
    if (verb?.verb !== 'manage' && kinds.size < 3) return NOTHING;
    const deletes = kinds.has('delete') || kinds.has('remove');
    // Where nothing is told but that a thing is managed, deleting it is part of that (rubric §5).
    const whole = reading.name.verb?.lemma === 'manage' && isManaged(reading);
    return [
      {
        rule: 'several-actions-told',
        force: whole ? 'floor' : 'argument',
        saw: deletes
          ? 'it does several things, deleting among them'
          : whole
            ? 'to manage a thing is to make, change and delete it'
            : 'it does several things of different kinds',
        quote: quoteLead(reading),
        category: deletes || whole ? 'Destructive' : 'Write',
        basis: deletes || whole ? 'D2' : 'base',
      },
    ];
  },
};
