import { among, hasLemma, inName, inObject, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const NAMED = set('browser playwright puppeteer selenium');
const LOOKING = verbs('get search inspect add export');
const CONTENT = set(
  'screenshot snapshot screen text html content page console network dom tab element accessibility tree log request source cookie storage',
);

/** Told of the page, and not what stands on it. */
const ASIDE = set('verify display enable select id count dimension tool screen route');
const STATES = /^(?:is|are)$/;

export const browserContent: Rule = {
  id: 'browser-content',
  title: 'A page in the browser is read',
  text: 'Screenshot, snapshot, text, console or network log of a browser: whatever page is open is read, a logged-in one too, and its words were written by strangers.',
  rubric: ['R2'],
  check(reading): readonly Finding[] {
    if (reading.server.domains[0] !== 'browser' && !inName(reading, NAMED)) return NOTHING;
    const verb = reading.mainVerb;
    if (verb !== undefined && !among(verb, LOOKING)) return NOTHING;
    const what = inObject(reading, CONTENT);
    if (!what || hasLemma(reading.name.bare, ASIDE) || reading.name.bare.some(({ text }) => STATES.test(text))) return NOTHING;
    return [
      {
        rule: 'browser-content',
        force: 'argument',
        saw: `it reads the page in the browser ("${what.lemma}")`,
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'R2',
        holds: true,
        facets: { sensitiveRead: 'private', untrustedIngest: true },
      },
    ];
  },
};
