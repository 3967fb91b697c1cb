import { hasLemma, mainVerb, set, verbIs } from '../reading/look.ts';
import { quoteParam } from '../reading/quote.ts';
import type { Param, VerbClass } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = new Set<VerbClass>(['get', 'search', 'inspect', 'compute', 'download', 'export', 'import', 'add']);
const SENDING_OUT = new Set<VerbClass>(['upload', 'import', 'send', 'login', 'generate']);
const ADDRESS = set('url urls uri website webpage host hostname site');
const LOCAL = set(
  'image photo avatar video audio logo picture cover thumbnail callback redirect repo repository github base webhook icon media post tweet profile note linkedin reddit youtube channel file endpoint instance database server id name filter type region public swagger_file avatar server',
);

/** A string parameter named for an address and not for one kind of thing on one site. */
function isAddress(param: Param): boolean {
  if (param.depth > 0 || param.enum.length > 0 || (param.type !== 'string' && param.type !== 'array' && param.type !== '')) return false;
  const word = hasLemma(param.words, ADDRESS);
  return word !== undefined && !hasLemma(param.words, LOCAL);
}

export const freeAddress: Rule = {
  id: 'free-address',
  title: 'The caller chooses the address',
  text: 'A parameter takes a URL, host or endpoint that may point anywhere. The request can reach inside a network, can carry data out in the address itself, and what comes back was written by a stranger.',
  rubric: ['R3'],
  check(reading): readonly Finding[] {
    const param = reading.params.find((one) => isAddress(one));
    if (!param) return NOTHING;
    const verb = mainVerb(reading);
    const reads = verb === undefined || verbIs(verb, READING);
    return [
      {
        rule: 'free-address',
        force: 'argument',
        saw: `the parameter \`${param.name}\` may name any address`,
        quote: quoteParam(param),
        category: reads ? 'Read' : undefined,
        basis: reads ? 'R3' : undefined,
        holds: true,
        facets: reads ? { untrustedIngest: true, exfilSink: true, openWorld: true } : verbIs(verb, SENDING_OUT) ? { exfilSink: true } : {},
        param: param.name,
      },
    ];
  },
};
