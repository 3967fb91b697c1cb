import { among, hasLemma, inDomain, inObject, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = verbs('get search inspect compute think wait run act start delete login grant');
const CLOUDS = new Set<string>(['cloud', 'kubernetes', 'ci', 'database', 'vector']);
const FIRM = set('dns nameserver vpc subnet loadbalancer nodebalancer cdn ingress cluster droplet vm firewall nodepool kubernete');
const LABELS = set('name title description tag label override plot chart graph diagram');
const CLOUD = set(
  'instance namespace migration domain zone server network bucket database schema table index pipeline config configuration branch deployment route gateway service container pod node volume disk environment variable function queue topic connector stream collection column keyspace warehouse endpoint tunnel project app host plugin trigger distribution fileshare storage backup snapshot secret index',
);

/** What is merged into a branch; texts and files are merged too. */
const BRANCHES = set('branch pull request pr mr commit change main master upstream');

const WRITING = verbs('create add update replace');
const NAMES = set('dns domain nameserver');
const RECORD = set('record');
/** Of one's own resolver, which answers in one's own network. */
const REWRITING = set('rewrite');

/** Whoever asks for the name reads what a record says. */
function isPublic({ name, mainVerb, lead }: Reading): boolean {
  if (hasLemma(lead?.words ?? [], REWRITING)) return false;
  return among(mainVerb, WRITING) && hasLemma(name.bare, NAMES) !== undefined && hasLemma(name.bare, RECORD) !== undefined;
}

export const infrastructureChange: Rule = {
  id: 'infrastructure-change',
  title: 'Infrastructure is changed',
  text: 'The tool changes what other systems stand on: DNS, a cluster, an instance, a network, a bucket, a database schema, a pipeline’s configuration, a protected branch. A DNS record is read by whoever asks for the name.',
  rubric: ['W4'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb || among(verb, READING)) return NOTHING;
    const { name } = reading;
    const named = name.object.length > 0 || reading.leadObject.length > 0;
    const merged = verb.verb === 'merge' && inDomain(reading, 'forge') && (!named || inObject(reading, BRANCHES)) ? verb : undefined;
    const first = reading.server.domains[0];
    const cloud = first !== undefined && CLOUDS.has(first);
    const what = among(name.head, LABELS) ? undefined : (hasLemma(name.object, FIRM) ?? (cloud ? hasLemma(name.object, CLOUD) : undefined));
    if (!merged && !what) return NOTHING;
    return [
      {
        rule: 'infrastructure-change',
        force: 'argument',
        saw: merged ? 'it merges into a branch that others build on' : `it changes infrastructure ("${what?.lemma}")`,
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'W4',
        holds: merged !== undefined || (what !== undefined && among(what, FIRM) && cloud),
        facets: isPublic(reading) ? { production: true, exfilSink: true, egress: 'public' } : { production: true },
      },
    ];
  },
};
