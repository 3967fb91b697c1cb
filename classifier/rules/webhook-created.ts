import { among, hasLemma, phraseAt, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const MAKING = verbs('create add update toggle react send save');
const HOOKS = set('webhook webhooks hook monitor uptimecheck');
const UPTIME = set('uptime');
const CHECK = set('check');

const MONITOR = set('monitor');
const ENDING = set('unsubscribe');
/** What signs its calls. */
const SECRET = set('secret');

export const webhookCreated: Rule = {
  id: 'webhook-created',
  title: 'An address is called from now on',
  text: 'A webhook, monitor, uptime check or alert is set up that will call a URL whenever something happens. From then on data flows to that address without anybody asking.',
  rubric: ['W2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb || !among(verb, MAKING)) return NOTHING;
    const { bare } = reading.name;
    const what = hasLemma(bare, HOOKS) ?? (phraseAt(bare, [UPTIME, CHECK]) >= 0 ? hasLemma(bare, CHECK) : undefined);
    if (!what || (verb.verb === 'send' && among(what, MONITOR)) || hasLemma(bare, ENDING) || among(bare.at(-1), SECRET)) return NOTHING;
    return [
      {
        rule: 'webhook-created',
        force: 'argument',
        saw: `it sets up a ${what.lemma} that will call an address`,
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'W2',
        facets: { exfilSink: true, egress: 'public' },
      },
    ];
  },
};
