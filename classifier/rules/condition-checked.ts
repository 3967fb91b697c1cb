import { among, hasLemma, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading, Word } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const CHECKING = set('check verify determine validate test see confirm');
const ASKING = verbs('get search inspect compute wait think');
const ENTERING = verbs('login grant');
const BEING = set('respond work run');
/** Whether an attack succeeds is found out by attacking. */
const ATTACKS = set('vulnerable vulnerability injection xss exploit weak default');

/** "Check if a token is still valid": the words behind the question; undefined where the description opens with none. */
function questionOf({ lead, leadVerb, leadVerbAt }: Reading): readonly Word[] | undefined {
  if (!lead || !among(leadVerb, CHECKING)) return undefined;
  const next = lead.words[leadVerbAt + 1]?.text;
  return next === 'if' || next === 'whether' ? lead.words.slice(leadVerbAt + 2) : undefined;
}

/** A second verb that acts on the answer: "… and create it if needed". */
function acting(question: readonly Word[]): Word | undefined {
  return question.find(
    (word, at) => question[at - 1]?.text === 'and' && word.verb !== undefined && !among(word, ASKING) && !among(word, BEING),
  );
}

export const conditionChecked: Rule = {
  id: 'condition-checked',
  title: 'A condition is checked',
  text: 'The description opens with a question, check if or verify whether. Where it names nothing that follows from the answer, the tool tells how things stand, whatever else its name calls up; where it does ("and create it if needed"), that counts.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const question = questionOf(reading);
    if (!question || hasLemma(question, ATTACKS)) return NOTHING;
    const then = acting(question);
    return [
      {
        rule: 'condition-checked',
        force: then ? 'floor' : 'argument',
        saw: then ? `it checks, and then goes on to ${then.lemma}` : 'it answers whether something is so',
        quote: quoteLead(reading),
        category: then ? 'Write' : 'Read',
        basis: then && among(then, ENTERING) ? 'W1' : 'base',
      },
    ];
  },
};
