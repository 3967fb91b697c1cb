import { among, inDomain, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const RUNNING = verbs('run start deploy act');
/** What is put to work so runs with all it brings: never a bounded look. */
const BRINGING = set('install deploy');
/** A debugger lets the program go on, or takes hold of it. */
const DEBUGGING = set('continue attach resume');

export const runningVerb: Rule = {
  id: 'running-verb',
  title: 'A running verb',
  text: 'Run, execute, invoke, trigger, start, stop, deploy, click, type or navigate: what happens is decided by a program, job or control that the caller names. How far it reaches depends on what is run.',
  rubric: ['E2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    const debugged = among(verb, DEBUGGING) && inDomain(reading, 'reverse');
    if (!verb || !(debugged || among(verb, RUNNING))) return NOTHING;
    return [
      {
        rule: 'running-verb',
        force: 'argument',
        saw: `the verb is "${verb.lemma}", which sets something going`,
        quote: quoteLead(reading),
        category: 'Execute',
        basis: 'E2',
        holds: debugged || among(verb, BRINGING),
      },
    ];
  },
};
