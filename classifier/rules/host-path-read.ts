import { cue } from '../reading/cues.ts';
import { among, hasLemma, inDomain, PATHS, set, takesText, verbs } from '../reading/look.ts';
import { quoteParam } from '../reading/quote.ts';
import type { Param, Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = verbs('get search inspect compute import');
const FILES = set('file directory folder document text image');
const ROOTS = set('root relative workspace vault project within');
/** Where a thing lies at a service, what narrows a list, where something is put. */
const REMOTE = set('url id name type format repo repository key token prefix include hidden alternative page output save destination');
/** A path among pages that are published. */
const PUBLISHED = set('documentation');
const DOCUMENT = set('document');

function isPath(param: Param, reading: Reading): boolean {
  if (!takesText(param)) return false;
  if (!hasLemma(param.words, PATHS) || hasLemma(param.words, REMOTE)) return false;
  if (reading.server.domains[0] === 'database' && hasLemma(param.words, DOCUMENT)) return false;
  return !inDomain(reading, 'forge') && !hasLemma(reading.name.bare, PUBLISHED);
}

const LOCAL = set('local');
const ABSOLUTE = set('absolute');

/** One of several that are asked for at once, `queries: [{path}]`, where it is said to lie on the machine. */
function isNested({ depth, type, words, says }: Param, { name }: Reading): boolean {
  return (
    depth === 1 &&
    type === 'string' &&
    hasLemma(words, PATHS) !== undefined &&
    !hasLemma(words, REMOTE) &&
    (hasLemma(name.bare, LOCAL) !== undefined || hasLemma(says, ABSOLUTE, 4) !== undefined)
  );
}

export const hostPathRead: Rule = {
  id: 'host-path-read',
  title: 'A path on the host is read',
  text: 'A parameter takes a path of a file on the machine, and the tool returns what stands there. Where the definition names allowed directories or a root the reach is bounded; otherwise it is everything the process may read.',
  rubric: ['R5'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb !== undefined && !among(verb, READING)) return NOTHING;
    const param = reading.params.find((one) => isPath(one, reading)) ?? reading.params.find((one) => isNested(one, reading));
    if (!param) return NOTHING;
    const rooted = (reading.cues & cue('root')) !== 0 || hasLemma(param.says, ROOTS) !== undefined;
    const general = inDomain(reading, 'files', 'shell') || hasLemma(reading.name.object, FILES) !== undefined;
    return [
      {
        rule: 'host-path-read',
        force: 'argument',
        saw: `the parameter \`${param.name}\` names a path on the host${rooted ? ', under a stated root' : ''}`,
        quote: quoteParam(param),
        category: 'Read',
        basis: general ? 'R5' : undefined,
        holds: true,
        level: rooted && general && reading.server.domains[0] === 'files' ? 'Medium' : undefined,
        facets: { hostFile: 'read', ...(general ? { sensitiveRead: 'private' as const } : {}) },
        param: param.name,
      },
    ];
  },
};
