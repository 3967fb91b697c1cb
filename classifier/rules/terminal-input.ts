import { among, hasLemma, inDomain, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const KEYS = set('input key keys character control text command keystroke stdin');
const RELEASING = set('approve confirm');
const COMMAND = set('command');
const TERMINALS = set('terminal shell pty console session process tmux pane iterm');

/** `approve_command`: what confirms carries the label of what is confirmed (rubric §5). */
function releases(reading: Reading): boolean {
  const { verb, bare } = reading.name;
  return inDomain(reading, 'shell') && among(verb, RELEASING) && among(bare.at(-1), COMMAND);
}

export const terminalInput: Rule = {
  id: 'terminal-input',
  title: 'Keys or text go into a terminal',
  text: 'Text, keys or control characters are sent into a terminal or shell session: they are commands to whatever runs there. To approve a command of a shell is to run it.',
  rubric: ['E1', 'E2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (releases(reading))
      return [
        {
          rule: 'terminal-input',
          force: 'floor',
          saw: 'a command that waited for an answer runs',
          quote: quoteLead(reading),
          category: 'Execute',
          basis: 'E1',
          facets: { exec: 'arbitrary' },
        },
      ];
    if (!verb || !(verb.verb === 'send' || verb.verb === 'save' || verb.verb === 'act' || verb.verb === 'add')) return NOTHING;
    if (!inDomain(reading, 'shell', 'runtime')) return NOTHING;
    const keys = hasLemma(reading.name.bare, KEYS);
    const into = hasLemma([...reading.name.bare, ...(reading.lead?.words.slice(0, 12) ?? [])], TERMINALS);
    if (!into || (!keys && !reading.name.bare.some((word, at) => among(word, TERMINALS) && !(at === 0 && word.lemma === 'process'))))
      return NOTHING;
    const controls = reading.name.bare.some((word) => word.lemma === 'control' || word.lemma === 'character' || word.lemma === 'signal');
    return [
      {
        rule: 'terminal-input',
        force: 'floor',
        saw: `it types into a ${into.lemma}`,
        quote: quoteLead(reading),
        category: 'Execute',
        basis: controls ? 'E2' : 'E1',
        facets: { exec: controls ? 'bounded' : 'arbitrary' },
      },
    ];
  },
};
