import { inDomain, mainVerb, set, verbIs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { VerbClass } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = new Set<VerbClass>(['get', 'search', 'inspect', 'download', 'compute']);
const WRITTEN = set(
  'page website webpage web url news tweet post comment article feed rss video transcript subtitle search timeline blog review forum message email mail inbox thread issue discussion content document note html result conversation ticket reply description body file pull pr block',
);
const WEB = set('website webpage web news tweet post article feed rss transcript subtitle blog review forum comment email inbox html');

export const strangerContent: Rule = {
  id: 'stranger-content',
  title: 'Strangers wrote what comes back',
  text: 'What the tool returns was written by people the operator does not know: web pages, search results, posts, comments, mail, issues. Words in it may be aimed at the model.',
  rubric: [],
  check(reading): readonly Finding[] {
    const verb = mainVerb(reading);
    if (verb !== undefined && !verbIs(verb, READING)) return NOTHING;
    const words = [...reading.name.object, ...reading.leadObject];
    const what = words.find((word) => WRITTEN.has(word.lemma));
    const web =
      inDomain(reading, 'websearch', 'social', 'browser') ||
      (inDomain(reading, 'mail', 'chat', 'forge', 'tracker', 'docs', 'support', 'crm') && what);
    if (!web && !(what && WEB.has(what.lemma))) return NOTHING;
    return [
      {
        rule: 'stranger-content',
        force: 'note',
        saw: `strangers may have written what comes back${what ? ` ("${what.lemma}")` : ''}`,
        quote: quoteLead(reading),
        facets: { untrustedIngest: true, openWorld: true },
      },
    ];
  },
};
