import { among, hasLemma, inDomain, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const ENDING = set('terminate kill stop end interrupt');
const PROCESSES = set('process pid job task session simulator shell command thread kernel program app query connection');
const MACHINES = set('instance vm machine cluster environment sandbox server database container pod');

export const processEnded: Rule = {
  id: 'process-ended',
  title: 'A process of others is ended',
  text: 'Kill or terminate acts on a process, job or session on the host: what runs there stops at once, but nothing stored is removed. Ending the own session is milder; ending a machine, an instance or a cluster is a destruction.',
  rubric: ['E2', 'W↓'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb || !among(verb, ENDING)) return NOTHING;
    // "Processing" is what is done, and no process.
    const words = [...reading.name.object, ...reading.leadObject].filter(({ text }) => !text.endsWith('ing'));
    const what = hasLemma(words, PROCESSES);
    if (!what || hasLemma(reading.name.object, MACHINES)) return NOTHING;
    // A session of a messenger is its connection to the world.
    const own = (what.lemma === 'session' && !inDomain(reading, 'chat')) || what.lemma === 'simulator';
    return [
      {
        rule: 'process-ended',
        force: 'exception',
        lifts: ['deleting-verb', 'container-object'],
        saw: `it ends a ${what.lemma}`,
        quote: quoteLead(reading),
        category: own ? 'Write' : 'Execute',
        basis: own ? 'W↓' : 'E2',
      },
    ];
  },
};
