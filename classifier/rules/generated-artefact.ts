import { hasLemma, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const MEDIA = set('image video audio speech voice music song picture photo sound tts podcast mesh avatar illustration logo pdf');
const TEXT = set(
  'chart plot diagram code text uuid hash password type summary report prompt template graph histogram name number token query regex outline plan idea snippet completion caption explanation',
);

export const generatedArtefact: Rule = {
  id: 'generated-artefact',
  title: 'Something is generated',
  text: 'A picture, sound, video or document is generated. By a remote service, or saved or given an address, it is an artefact that stays; text, code or a chart that is only returned is not.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb?.verb !== 'generate' && verb?.verb !== 'create' && verb?.verb !== 'compute') return NOTHING;
    const words = [...reading.name.bare, ...reading.leadObject];
    const media = hasLemma(words, MEDIA);
    const text = media ? undefined : hasLemma(words, TEXT);
    if (!media && !text) return NOTHING;
    return media
      ? [
          {
            rule: 'generated-artefact',
            force: 'argument',
            saw: `it produces ${media.lemma}`,
            quote: quoteLead(reading),
            category: 'Write',
            basis: 'base',
            facets: { costBearing: true },
          },
        ]
      : verb.verb === 'create'
        ? NOTHING
        : [
            {
              rule: 'generated-artefact',
              force: 'argument',
              saw: `it returns a ${text?.lemma} that it computed`,
              quote: quoteLead(reading),
              category: 'Read',
              basis: 'base',
            },
          ];
  },
};
