import { among, hasLemma, inDomain, phraseAt, set } from '../reading/look.ts';
import { quoteLead, quoteParam } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const RUNTIMES = set('pty terminal shell container');
const WORKLOADS = set('deployment pod job');
/** What a shell is told may go anywhere. */
const COMMAND = set('command');
const BESIDE = set('registry network volume group app blob storage repository image');

const FROM = set('from');
const SERVICES = set('service app application project');
const DEPLOYING = set('deploy');
const SUPPLIED = set('repo repository image docker dockerfile compose github git');
const SUPPLIED_WITHIN = 14;

/** `service_create_from_repo`: what the repository or the image holds is built and started. */
function fromSource(reading: Reading): boolean {
  if (!inDomain(reading, 'cloud', 'kubernetes')) return false;
  const { bare } = reading.name;
  const told = among(reading.leadVerb, DEPLOYING) && hasLemma(reading.lead?.words ?? [], SUPPLIED, SUPPLIED_WITHIN) !== undefined;
  return told || (hasLemma(bare, SERVICES) !== undefined && phraseAt(bare, [FROM, SUPPLIED]) >= 0);
}

export const runtimeCreated: Rule = {
  id: 'runtime-created',
  title: 'Something that runs is created',
  text: 'Creating a container, a terminal, a deployment or a service from what the caller names starts it as well: the image, the repository or the shell decides what happens.',
  rubric: ['E1', 'E2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (verb?.verb !== 'create') return NOTHING;
    if (fromSource(reading))
      return [
        {
          rule: 'runtime-created',
          force: 'floor',
          saw: 'what the repository or image holds is built and started',
          quote: quoteLead(reading),
          category: 'Execute',
          basis: 'E1',
          facets: { exec: 'arbitrary' },
        },
      ];
    const what =
      hasLemma(reading.name.object, RUNTIMES) ?? (inDomain(reading, 'kubernetes') ? hasLemma(reading.name.object, WORKLOADS) : undefined);
    if (!what || hasLemma(reading.name.object, BESIDE)) return NOTHING;
    const image = reading.paramOf.get('image') ?? reading.paramOf.get('command');
    return [
      {
        rule: 'runtime-created',
        force: image && image.depth === 0 ? 'floor' : 'argument',
        saw: `creating a ${what.lemma} starts it`,
        quote: image ? quoteParam(image) : quoteLead(reading),
        category: 'Execute',
        basis: image ? 'E1' : 'E2',
        ...(image && hasLemma(image.words, COMMAND) ? { facets: { exec: 'arbitrary', exfilSink: true } } : {}),
        param: image?.name,
      },
    ];
  },
};
