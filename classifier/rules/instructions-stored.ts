import { among, hasLemma, inDomain, mainVerb, set, verbIs, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const STORING = verbs('create add update save replace import');
const INSTRUCTIONS = set('prompt instruction rule persona skill guideline agent assistant');
/** These have instructions, but may be written of without them. */
const ACTORS = set('agent assistant');
const TOLD_TO_ACTORS = set('prompt instruction system goal role persona rule tool model config description body');
const MEMORIES = set('memory observation entity relation fact lesson preference knowledge');

export const instructionsStored: Rule = {
  id: 'instructions-stored',
  title: 'What the agent will obey is stored',
  text: 'The tool stores memories, prompts, rules or instructions that an agent reads later and follows. Who writes them now steers what happens then.',
  rubric: ['W5'],
  check(reading): readonly Finding[] {
    const verb = mainVerb(reading);
    if (!verb || !verbIs(verb, STORING)) return NOTHING;
    const stored = hasLemma(reading.name.object, INSTRUCTIONS);
    const untold =
      among(stored, ACTORS) && reading.params.length > 0 && !reading.params.some(({ words }) => hasLemma(words, TOLD_TO_ACTORS));
    const instruction = untold ? undefined : stored;
    const memory = instruction ? undefined : (hasLemma(reading.name.object, MEMORIES) ?? (inDomain(reading, 'memory') ? verb : undefined));
    if (!instruction && !memory) return NOTHING;
    return [
      {
        rule: 'instructions-stored',
        force: instruction ? 'argument' : 'note',
        saw: instruction ? `it stores a ${instruction.lemma} that an agent will follow` : 'it stores what an agent will remember',
        quote: quoteLead(reading),
        category: instruction ? 'Write' : undefined,
        basis: instruction ? 'W5' : undefined,
        facets: { persistsInstructions: true },
      },
    ];
  },
};
