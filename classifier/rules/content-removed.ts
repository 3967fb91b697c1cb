import { cue } from '../reading/cues.ts';
import { among, hasLemma, inDomain, isSpelled, negated, phraseAt, set, texts, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const CONTENT = set(
  'directory folder volume document file image record page row entry note content source database table collection documentation message comment event task item product contact entity data graph memory log history slide sheet range cell key value column layer voice object node episode component post video photo entities observation rule server package credential account user repository worktree branch stash webhook broadcast environment backup snapshot key token',
);

/** What a build leaves behind is built again. */
const CLEANING = set('clean');
const BUILT = set('package build project target');

const EMPTYING = verbs('clear');
const TRASH = set('trash');
const RECYCLE = set('recycle');
const BIN = set('bin');

/** `empty_trash`, `clear_recycle_bin`. */
function emptiesTrash({ name }: Reading): boolean {
  return phraseAt(name.bare, [EMPTYING, TRASH]) >= 0 || phraseAt(name.bare, [EMPTYING, RECYCLE, BIN]) >= 0;
}

const REBUILDING = set('rebuild recreate reimage reinstall replace');
const MACHINES = set('instance vm server droplet linode machine disk');

function replacesMachine({ name }: Reading): boolean {
  return among(name.verb, REBUILDING) && among(name.head, MACHINES);
}

const CLOSING = set('close');
const ACCOUNT = set('account');

function closesAccount({ name }: Reading): boolean {
  return among(name.verb, CLOSING) && among(name.head, ACCOUNT);
}

const REVOKING = set('revoke');
/** Given anew, never back (rubric §5, revoke). */
const TOKENS = set('token key apikey certificate cert session');

const FINAL = texts('permanently irreversible irreversibly');
const DERIVED = set('cache index');

/** Said of what is removed, and not of what can be made again. */
function saysFinal({ cues, name, sentences }: Reading): boolean {
  if ((cues & cue('permanent')) === 0 || hasLemma(name.bare, DERIVED)) return false;
  return sentences.some(({ words }) => words.some((word, at) => isSpelled(word, FINAL) && !negated(words, at)));
}

function removed(reading: Reading, saw: string, force: Finding['force'], basis: 'D1' | 'D2'): Finding {
  return { rule: 'content-removed', force, saw, quote: quoteLead(reading), category: 'Destructive', basis };
}

export const contentRemoved: Rule = {
  id: 'content-removed',
  title: 'Content is removed',
  text: 'The verb is remove, clear or reset, and what it takes away is content: a document, a file, an image, a record, all that a slide or a sheet holds. That is deleting under a milder word, unless only a relation, a setting or something that can be made again is taken away. Emptying a trash ends what could have been restored; a revoked token, a closed account and a machine that is made anew do not come back either.',
  rubric: ['D1', 'D2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (emptiesTrash(reading)) return [removed(reading, 'what lies in the trash is gone for good', 'floor', 'D1')];
    if (replacesMachine(reading)) return [removed(reading, 'a machine is made anew, and what it held is gone', 'floor', 'D1')];
    if (closesAccount(reading)) return [removed(reading, 'an account is closed', 'floor', 'D1')];
    if (among(verb, REVOKING) && among(reading.name.head, TOKENS))
      return [removed(reading, 'a token that is revoked is not restored', 'floor', 'D2')];
    if (verb?.verb !== 'remove' && verb?.verb !== 'clear') return NOTHING;
    if (saysFinal(reading)) return [removed(reading, 'what is removed is said to be gone for good', 'floor', 'D2')];
    const what =
      reading.name.head && among(reading.name.head, CONTENT)
        ? reading.name.head
        : reading.name.object.length === 0
          ? hasLemma(reading.leadObject, CONTENT, 3)
          : undefined;
    if (among(verb, CLEANING) && hasLemma(reading.name.bare, BUILT)) return NOTHING;
    if (!what || reading.name.bare.some((word) => word.text === 'from') || inDomain(reading, 'thinking')) return NOTHING;
    const named = reading.name.verb?.verb === verb.verb && reading.name.head === what;
    return [removed(reading, `what is removed ("${what.lemma}") is content`, named ? 'floor' : 'argument', 'D2')];
  },
};
