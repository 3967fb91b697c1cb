import { among, inDomain, isChiefly, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const ACTING = set(
  'jump walk move attack mine dig fly look press place equip sneak turn follow goto craft navigate journey travel position',
);

export const simulatedActor: Rule = {
  id: 'simulated-actor',
  title: 'A figure in a game or simulation moves',
  text: 'Moving a robot arm on a screen, an avatar or the character of a game: an actuation without consequence outside the game.',
  rubric: ['E↓'],
  check(reading): readonly Finding[] {
    if (!isChiefly(reading, 'game') || inDomain(reading, 'tracker')) return NOTHING;
    const verb = reading.mainVerb;
    const word = reading.name.bare.find((one) => among(one, ACTING));
    if (!word && verb?.verb !== 'act') return NOTHING;
    if (verb?.verb === 'get' || verb?.verb === 'search' || verb?.verb === 'inspect') return NOTHING;
    return [
      {
        rule: 'simulated-actor',
        force: 'argument',
        saw: 'it moves a figure in a game or simulation',
        quote: quoteLead(reading),
        category: 'Execute',
        basis: 'E↓',
        holds: true,
        facets: { exec: 'bounded' },
      },
    ];
  },
};
