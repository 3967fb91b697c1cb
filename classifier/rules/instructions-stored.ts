import { among, hasLemma, inDomain, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const STORING = verbs('create add update save replace import');
const INSTRUCTIONS = set('prompt instruction rule persona skill guideline agent assistant');
/** Of firewalls, alerts and mail boxes as often: only such as are spoken of together with those who follow them are meant. */
const RULES = set('rule');
const FOLLOWERS = set('agent cursor prompt code coding coder assistant claude copilot windsurf cline llm ai project convention');
/** These have instructions, but may be written of without them. */
const ACTORS = set('agent assistant');
const TOLD_TO_ACTORS = set('prompt instruction system goal role persona rule tool model config description body');
/** A prompt that is kept by name, or a version of one; a tag on it steers nothing. */
const PROMPT = set('prompt');
const PARTS = set('prompt version section');
const MEMORIES = set('memory observation entity relation fact lesson preference knowledge');

export const instructionsStored: Rule = {
  id: 'instructions-stored',
  title: 'What the agent will obey is stored',
  text: 'The tool stores memories, prompts, rules or instructions that an agent reads later and follows. Who writes them now steers what happens then.',
  rubric: ['W5'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb || !among(verb, STORING)) return NOTHING;
    const stored = hasLemma(reading.name.object, INSTRUCTIONS);
    const untold =
      among(stored, ACTORS) && reading.params.length > 0 && !reading.params.some(({ words }) => hasLemma(words, TOLD_TO_ACTORS));
    const unfollowed = among(stored, RULES) && !hasLemma(reading.name.words, FOLLOWERS) && !hasLemma(reading.lead?.words ?? [], FOLLOWERS);
    const instruction = untold || unfollowed ? undefined : stored;
    const memory = instruction ? undefined : (hasLemma(reading.name.object, MEMORIES) ?? (inDomain(reading, 'memory') ? verb : undefined));
    if (!instruction && !memory) return NOTHING;
    const kept = among(instruction, PROMPT) && among(reading.name.head, PARTS);
    return [
      {
        rule: 'instructions-stored',
        force: instruction ? 'argument' : 'note',
        saw: instruction ? `it stores a ${instruction.lemma} that an agent will follow` : 'it stores what an agent will remember',
        quote: quoteLead(reading),
        category: instruction ? 'Write' : undefined,
        basis: instruction ? 'W5' : undefined,
        level: kept ? 'High' : undefined,
        holds: kept,
        facets: { persistsInstructions: true },
      },
    ];
  },
};
