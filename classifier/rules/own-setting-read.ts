import { among, phraseAt, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = verbs('get');
const ALLOWED = set('allow allowed accessible');
/** Of these one is told and not what stands in it. */
const TELLING = set('get show print');
const CHOSEN = set('current work default download');
const PLACES = set('directory folder path');

export const ownSettingRead: Rule = {
  id: 'own-setting-read',
  title: 'A setting of its own is read',
  text: 'Which directories the server may use, in which one it works now: a name or a short list of names, and nothing that stands in them.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const { name, mainVerb } = reading;
    if (!among(mainVerb, READING) || !among(name.bare.at(-1), PLACES)) return NOTHING;
    const told = phraseAt(name.bare, [ALLOWED, PLACES]) >= 0 || (among(mainVerb, TELLING) && phraseAt(name.bare, [CHOSEN, PLACES]) >= 0);
    if (!told) return NOTHING;
    return [
      {
        rule: 'own-setting-read',
        force: 'argument',
        saw: 'only where the server itself works comes back',
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'base',
        level: 'Low',
        holds: true,
      },
    ];
  },
};
