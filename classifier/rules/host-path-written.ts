import { cue } from '../reading/cues.ts';
import { among, hasLemma, inDomain, set, verbs } from '../reading/look.ts';
import { quoteParam } from '../reading/quote.ts';
import type { Param } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const WRITING = verbs('save download export upload create add update copy move replace import');
const CLONING = set('clone');
const REMOVING = verbs('delete remove clear');
const READING = verbs('get search inspect think wait');
const WRITES = set('write save download export append');
const PATHS = set('path file filename filepath dir directory folder destination');
const OUT = set('output out save destination dest target download export local');
const GENERAL = set('file directory folder content text');
/** No path at all, or which paths of a site or an archive are meant and not where something goes. */
const NOT_PATH = set('url id type format name repository select include exclude filter pattern glob');
/** "Webhook endpoint URL or email address": a `destination` that is no place on this machine. */
const ELSEWHERE = set('url webhook email');
const SAID_FIRST = 6;

function isOutput(param: Param): boolean {
  return (
    param.depth === 0 &&
    param.enum.length === 0 &&
    // Two words: a `destination` alone may be a place on a map.
    param.words.some((place) => among(place, PATHS) && param.words.some((out) => among(out, OUT) && out.lemma !== place.lemma)) &&
    !hasLemma(param.words, NOT_PATH)
  );
}

function isPath(param: Param): boolean {
  return (
    param.depth === 0 &&
    param.enum.length === 0 &&
    param.type !== 'object' &&
    hasLemma(param.words, PATHS) !== undefined &&
    !hasLemma(param.words, NOT_PATH) &&
    !hasLemma(param.says, ELSEWHERE, SAID_FIRST)
  );
}

export const hostPathWritten: Rule = {
  id: 'host-path-written',
  title: 'A path on the host is written',
  text: 'A parameter names where on the machine something is written. What stands there may be replaced, and a file in the right place is run later. A stated root bounds it.',
  rubric: ['W5'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb) return NOTHING;
    const output = reading.params.find((param) => isOutput(param));
    const writes = among(verb, WRITING) || hasLemma(reading.name.bare, WRITES) !== undefined;
    const plain = writes ? reading.params.find((param) => isPath(param)) : undefined;
    const param = output ?? plain;
    // On a forge paths are those of a repository, but where it is brought to the host.
    if (!param || (inDomain(reading, 'forge') && !(output && among(verb, CLONING))) || among(verb, REMOVING)) return NOTHING;
    if (output && !writes && among(verb, READING) && !output.required) return NOTHING;
    const shell = reading.server.domains[0] === 'shell';
    const rooted = (reading.cues & cue('root')) !== 0;
    const general = output !== undefined || hasLemma(reading.name.object, GENERAL) !== undefined || inDomain(reading, 'files', 'shell');
    return [
      {
        rule: 'host-path-written',
        // Where the answer goes to a named place on the host, something is written there whatever the verb says.
        force: output && !among(verb, READING) ? 'floor' : 'argument',
        saw: `\`${param.name}\` names where on the host it writes${shell ? ', and beside a shell no root bounds it' : rooted ? ', under a stated root' : ''}`,
        quote: quoteParam(param),
        category: 'Write',
        basis: shell || (general && !rooted) ? 'W5' : 'base',
        level: shell ? 'High' : undefined,
        holds: shell,
        facets: { hostFile: 'write' },
        param: param.name,
      },
    ];
  },
};
