import { among, hasLemma, inDomain, set, verbs } from '../reading/look.ts';
import { isMute } from '../reading/name.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const REMOVING = verbs('delete remove');
const CONTAINERS = set(
  'image helm release snapshot database postgre mysql mariadb mongo schema table collection bucket repository project workspace organization org tenant account user cluster namespace vm volume stack backup instance server environment site domain app application role policy vault registry graph keyspace warehouse machine store droplet secret key certificate team board space channel guild stream queue topic network vpc container_registry image_registry infrastructure gateway deployment service fleet pool disk datastore tenant realm firewall website subnet nodebalancer certificate credential apikey token campaign calendar feed notebook tasklist drive folder',
);

const EMPTY = set('empty');

/** Hold little, or can be set up again. */
const SMALL = set('domain deployment campaign');

export const containerObject: Rule = {
  id: 'container-object',
  title: 'A container or an identity is deleted',
  text: 'What is deleted holds other things or stands for somebody: a database, table, collection, bucket, repository, project, workspace, organization, account, user, calendar, folder, cluster, machine, volume, backup, key or policy. Everything in it goes with it.',
  rubric: ['D1'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!among(verb, REMOVING) && !among(reading.name.verb, REMOVING)) return NOTHING;
    const head = reading.name.head;
    const branch = head?.lemma === 'branch' && reading.server.domains[0] === 'database';
    const mute = verb?.verb === 'delete' && isMute(reading.name);
    const what =
      head && (among(head, CONTAINERS) || branch)
        ? head
        : reading.name.object.length === 0 || mute
          ? hasLemma(reading.leadObject, CONTAINERS, 4)
          : undefined;
    // What is empty holds nothing.
    if (!what || hasLemma(reading.leadObject, EMPTY, 2)) return NOTHING;
    if (what.lemma === 'instance' && inDomain(reading, 'health', 'files')) return NOTHING;
    if (what.lemma === 'image' && !inDomain(reading, 'cloud', 'kubernetes')) return NOTHING;
    if (what.lemma === 'release' && !inDomain(reading, 'kubernetes')) return NOTHING;
    const named = reading.name.verb?.verb === 'delete' && reading.name.head === what;
    const deleted = !among(what, SMALL) && (named || mute) && what.lemma !== 'network';
    return [
      {
        rule: 'container-object',
        force: deleted ? 'floor' : 'argument',
        saw: `whatever belongs to what is deleted ("${what.lemma}") is lost with it`,
        quote: quoteLead(reading),
        category: 'Destructive',
        basis: 'D1',
        holds: deleted,
      },
    ];
  },
};
