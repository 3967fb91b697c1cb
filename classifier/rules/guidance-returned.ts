import { among, hasLemma, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const GIVING = set('provide get return show give offer retrieve');
const GUIDANCE = set('instruction guidance guide step practice recommendation tip advice tutorial walkthrough');

/** Where a description begins by giving these, nothing else is done. */
const PLAIN = set('instruction guidance');
const SOON = 4;

const HELP = set('help guide guidance instruction');

export const guidanceReturned: Rule = {
  id: 'guidance-returned',
  title: 'Guidance comes back',
  text: 'The description says that the tool gives instructions, steps or advice. The verb of its name is then what the reader is helped with, and nothing that the tool does itself.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const { name, leadObject, leadVerbAt } = reading;
    const what = among(reading.leadVerb, GIVING) ? hasLemma(leadObject, GUIDANCE) : undefined;
    if (!what) return NOTHING;
    const plain = leadVerbAt === 0 && hasLemma(leadObject, PLAIN, SOON) !== undefined;
    return [
      {
        rule: 'guidance-returned',
        force: plain || among(name.bare.at(-1), HELP) ? 'exception' : 'argument',
        // Without an argument there is no call that could be passed on.
        lifts: plain && reading.params.length === 0 ? ['open-passthrough'] : undefined,
        saw: `what it gives back is ${what.text}`,
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'base',
        level: plain ? 'Low' : undefined,
      },
    ];
  },
};
