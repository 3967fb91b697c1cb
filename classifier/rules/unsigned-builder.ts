import { cue } from '../reading/cues.ts';
import { among, inDomain, inName, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const SENT = set('send broadcast submit execute');
const BUILDING = set('build prepare encode construct');
const BUILT = set('transaction message calldata payload call');

export const unsignedBuilder: Rule = {
  id: 'unsigned-builder',
  title: 'It only builds a transaction',
  text: 'The tool prepares, encodes or estimates a transaction and hands it back unsigned. Nothing moves until somebody signs and sends it.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if ((reading.cues & cue('unsigned')) === 0 || !reading.lead || reading.lead.words.some((word) => among(word, SENT))) return NOTHING;
    const builds =
      reading.lead.words.some((word) => word.text === 'unsigned') ||
      (verb && among(verb, BUILDING) && inDomain(reading, 'crypto') && inName(reading, BUILT));
    if (!builds) return NOTHING;
    return [
      {
        rule: 'unsigned-builder',
        force: 'exception',
        lifts: ['money-moved', 'market-order'],
        saw: 'it returns an unsigned transaction',
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'base',
      },
    ];
  },
};
