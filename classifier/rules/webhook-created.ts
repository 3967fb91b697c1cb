import { among, hasLemma, phraseAt, set, verbs } from '../reading/look.ts';
import { quoteLead, quoteParam } from '../reading/quote.ts';
import type { Param } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const MAKING = verbs('create add update toggle react send save');
const HOOKS = set('webhook webhooks hook monitor uptimecheck');
const UPTIME = set('uptime');
const CHECK = set('check');

const MONITOR = set('monitor');
const ENDING = set('unsubscribe');
/** What signs its calls. */
const SECRET = set('secret');
/** These are run, not called. */
const COMMIT = set('commit git');
const WEBHOOK = set('webhook');
const ADDRESS = set('url uri endpoint');
const SAID_FIRST = 4;

/** Takes the address that will be called: `webhook_url`, or one that is described as "Webhook endpoint URL …". */
function isCalled({ depth, words, says }: Param): boolean {
  if (depth > 0) return false;
  if (among(words.at(-1), ADDRESS) && hasLemma(words, WEBHOOK)) return true;
  return hasLemma(says, WEBHOOK, 2) !== undefined && hasLemma(says, ADDRESS, SAID_FIRST) !== undefined;
}

/** What is found, whichever way it is told. */
const CALLED = {
  rule: 'webhook-created',
  force: 'argument',
  category: 'Write',
  basis: 'W2',
  facets: { exfilSink: true, egress: 'recipient' },
} as const satisfies Partial<Finding>;

export const webhookCreated: Rule = {
  id: 'webhook-created',
  title: 'An address is called from now on',
  text: 'A webhook, monitor, uptime check or alert is set up that will call a URL whenever something happens, or a parameter takes such a URL. From then on data flows to that address without anybody asking.',
  rubric: ['W2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb || !among(verb, MAKING)) return NOTHING;
    const { bare } = reading.name;
    if (hasLemma(bare, ENDING) || hasLemma(bare, COMMIT) || among(bare.at(-1), SECRET)) return NOTHING;
    const what = hasLemma(bare, HOOKS) ?? (phraseAt(bare, [UPTIME, CHECK]) >= 0 ? hasLemma(bare, CHECK) : undefined);
    if (what && !(verb.verb === 'send' && among(what, MONITOR)))
      return [{ ...CALLED, saw: `it sets up a ${what.lemma} that will call an address`, quote: quoteLead(reading) }];
    const param = reading.params.find((one) => isCalled(one));
    if (!param) return NOTHING;
    const saw = `the address in \`${param.name}\` will be called from then on`;
    return [{ ...CALLED, saw, quote: quoteParam(param), holds: true, param: param.name }];
  },
};
