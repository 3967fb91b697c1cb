import { cue } from '../reading/cues.ts';
import { among, hasLemma, negated, phraseAt, set, verbs } from '../reading/look.ts';
import { quoteLead, quoteParam, quoteSentence } from '../reading/quote.ts';
import type { Reading, Sentence, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const REMOVING = verbs('delete remove archive');
const PERMANENT = set('permanent permanently hard purge force shred');
const TRASH = set('trash recycle bin restore recover soft archive');
const STRONG = set('trash archive restorable recoverable');
const SOFT = set('soft');
const DELETION = set('delete deletion remove removal');
const RECYCLE = set('recycle');
const BIN = set('bin');
const ASKING = verbs('get search inspect compute');
const ABLE = set('can may able');
const BACK = set('restore recover undo undelete');

const TELLING = [
  [ABLE, BACK],
  [RECYCLE, BIN],
  [SOFT, DELETION],
];

/** "moves to trash", "soft delete", "archive", "can be restored". */
function telling(words: readonly Word[]): boolean {
  const at = words.findIndex((word) => among(word, STRONG) || STRONG.has(word.text));
  if (at >= 0 && !negated(words, at) && !among(words[at - 2], EMPTYING) && !among(words[at - 1], EMPTYING) && !isOther(words, at))
    return true;
  return TELLING.some((phrase) => phraseAt(words, phrase) >= 0);
}
const EMPTYING = set('empty purge from');
const DELETING = set('delete remove');
const OR = set('or');

/** "Remove/archive", "delete or trash": one of two ways, and the other leaves nothing. */
function isOther(words: readonly Word[], at: number): boolean {
  return among(words[at - 1], DELETING) || (among(words[at - 1], OR) && among(words[at - 2], DELETING));
}

function PERMANENTLY(words: readonly Word[]): boolean {
  return words.some((word) => word.text === 'permanently' || word.text === 'irreversible') && !words.some((word) => word.text === 'or');
}

/** "Deleted boards go to the trash and can be restored within 90 days": wherever it is said, both are. */
function restorable({ words, aside }: Sentence): boolean {
  const at = words.findIndex((word) => word.text === 'trash' || word.text === 'bin');
  const back = phraseAt(words, [ABLE, BACK]);
  return !aside && at >= 0 && back > at && !negated(words, at) && !negated(words, back + 1) && !PERMANENTLY(words);
}

const HOLDING = set('instance database cluster project server volume backup snapshot vm account');

/** A sibling that restores the same kind of thing. */
function restoring(reading: Reading): string | undefined {
  const object = reading.name.object.map((word) => word.lemma).join(' ');
  if (object === '' || reading.name.object.some((word) => among(word, HOLDING))) return undefined;
  if (reading.name.verb?.lemma === 'delete' && reading.server.byForm.has(`trash ${object}`)) return undefined;
  if (reading.lead && PERMANENTLY(reading.lead.words)) return undefined;
  for (const verb of ['restore', 'undelete', 'recover', 'untrash', 'reactivate']) {
    const sibling = reading.server.byForm.get(`${verb} ${object}`) ?? reading.server.byForm.get(`${object} ${verb}`);
    if (sibling !== undefined && sibling !== reading.tool.name) return sibling;
  }
  return undefined;
}

export const trashStated: Rule = {
  id: 'trash-stated',
  title: 'A trash or restore is stated',
  text: 'The definition says that what is deleted goes to a trash, is soft-deleted or archived, or the server has a tool that restores it. The deletion can be undone by the same actor, so it is a change. The statement counts in the first sentence, or where a parameter or a sibling tool bears it out.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!among(verb, REMOVING) && !among(reading.name.verb, REMOVING)) return NOTHING;
    // "Trash" and "archive" are names of products and places too.
    if (
      among(reading.leadVerb, ASKING) ||
      reading.name.bare.some((word) => among(word, ASKING) && !word.ambiguous) ||
      (!reading.name.verb && reading.leadVerbAt > 0)
    )
      return NOTHING;
    if (reading.name.words.some((word) => among(word, PERMANENT))) return NOTHING;
    const sentence = (reading.leadCues & cue('trash')) !== 0 && reading.lead ? reading.lead : undefined;
    const told = sentence && telling(sentence.words) && !PERMANENTLY(sentence.words) ? sentence : undefined;
    const flag = reading.params.find((param) => param.type === 'boolean' && hasLemma(param.words, PERMANENT) && param.default !== true);
    const flagged = flag && ((reading.cues & cue('trash')) !== 0 || hasLemma(flag.says, TRASH)) ? flag : undefined;
    const sibling = restoring(reading);
    const said = told ?? (flagged || sibling ? undefined : reading.sentences.find(restorable));
    if (!said && !flagged && !sibling) return NOTHING;
    return [
      {
        rule: 'trash-stated',
        force: 'exception',
        lifts: ['deleting-verb', 'container-object', 'content-removed'],
        saw: sibling ? `\`${sibling}\` on this server brings it back` : 'what is deleted can be brought back from a trash or archive',
        quote: said ? quoteSentence(reading, said) : flagged ? quoteParam(flagged) : quoteLead(reading),
        category: 'Write',
        basis: 'base',
        facets: { reversibility: 'reversible' },
        sibling,
      },
    ];
  },
};
