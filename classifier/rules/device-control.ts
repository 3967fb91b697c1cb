import { among, inDomain, inName, inObject, READING, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const GUARDS = set('lock door alarm vehicle car garage valve camera pump');
const DEVICES = set(
  'light switch thermostat speaker tv plug bulb lamp heater blind curtain fan entity device climate volume playback scene brightness vacuum',
);

export const deviceControl: Rule = {
  id: 'device-control',
  title: 'A device is switched',
  text: 'A light, a speaker, a thermostat is set or switched: a change of state. Locks, doors, alarms, cameras, vehicles, medical and industrial devices touch safety and count as authority. A machine that moves in a room is actuation.',
  rubric: ['base', 'W1', 'E2'],
  check(reading): readonly Finding[] {
    if (!inDomain(reading, 'devices') && !inName(reading, GUARDS)) return NOTHING;
    const verb = reading.mainVerb;
    if (!verb || among(verb, READING)) return NOTHING;
    const guard = inObject(reading, GUARDS);
    const plain = guard ?? inObject(reading, DEVICES);
    if (!plain) return NOTHING;
    return [
      {
        rule: 'device-control',
        force: 'argument',
        saw: `it sets a device ("${plain.lemma}")`,
        quote: quoteLead(reading),
        category: 'Write',
        basis: guard ? 'W1' : 'base',
      },
    ];
  },
};
