import { bits, hasLemma, inDomain, mainVerb, set, verbIs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { VerbClass } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = new Set<VerbClass>(['get', 'search', 'inspect', 'export', 'state', 'download']);
const PRIVATE = bits('message', 'plans', 'person', 'crm', 'money', 'health', 'file', 'row', 'log', 'task', 'code', 'screen');
const META = set('schema type metadata field property definition count stat status category template format setting list option version');

export const privateContent: Rule = {
  id: 'private-content',
  title: 'Private content is read',
  text: 'What comes back is what people put in: mail, messages, files, notes, records of customers, health, location or money, logs, rows of a database, a picture of a logged-in screen. Schemas, public data and documentation are not meant.',
  rubric: ['R2'],
  check(reading): readonly Finding[] {
    const verb = mainVerb(reading);
    if (verb !== undefined && !verbIs(verb, READING)) return NOTHING;
    const words = [...reading.name.object, ...(reading.name.object.length < 2 ? reading.leadObject : [])];
    const what = words.find((word) => (word.nouns & PRIVATE) !== 0);
    if (!what) return NOTHING;
    const about = hasLemma(reading.name.object, META);
    const open =
      reading.server.domains.length > 0 &&
      inDomain(reading, 'reference', 'market', 'websearch', 'compute') &&
      !inDomain(reading, 'mail', 'chat', 'crm', 'health', 'database', 'files', 'calendar', 'payments', 'docs');
    return [
      {
        rule: 'private-content',
        force: 'argument',
        saw: about || open ? `"${what.lemma}" may hold private content` : `"${what.lemma}" holds what people put in`,
        quote: quoteLead(reading),
        category: 'Read',
        basis: about || open ? undefined : 'R2',
        facets: about || open ? {} : { sensitiveRead: 'private' },
      },
    ];
  },
};
