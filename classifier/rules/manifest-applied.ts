import type { Quote } from '../../db/model.ts';
import { among, hasLemma, inDomain, set } from '../reading/look.ts';
import { quoteLead, quoteParam } from '../reading/quote.ts';
import type { Param, Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const APPLYING = set('apply install deploy upgrade migrate');
const PROGRAMS = set('function code worker folder script image');
/** A migration that is taken back runs its other half. */
const TAKEN_BACK = set('revert rollback');
const MIGRATION = set('migration');
const APPLIED_SOFTLY = set('upgrade');
const PLAIN = set('manifest migration ddl yaml');
const MANIFESTS = set(
  'manifest chart helm migration ddl yaml kubernete k8s package plugin image terraform function script code worker folder container deployment',
);

const DEPLOYING = set('deploy');
/** What is deployed, where a parameter carries or freely names it (rubric §7b.29). */
const SUPPLIED = set('image tarball archive bundle dockerfile code script file folder zip compose');
/** Of these, programs that may call out. */
const CODE = set('code script file folder zip');

function suppliedTo({ params }: Reading): Param | undefined {
  return params.find((param) => param.depth === 0 && param.enum.length === 0 && hasLemma(param.words, SUPPLIED) !== undefined);
}

/** Whatever it contains runs; with `leaves` it may call out too. */
function applied(saw: string, quote: Quote | undefined, leaves: boolean, force: Finding['force'] = 'floor'): Finding {
  return {
    rule: 'manifest-applied',
    force,
    saw,
    quote,
    category: 'Execute',
    basis: 'E1',
    facets: { exec: 'arbitrary', ...(leaves ? { exfilSink: true } : {}) },
  };
}

function deployed(param: Param): Finding {
  const saw = `what \`${param.name}\` names is deployed, and then runs`;
  return { ...applied(saw, quoteParam(param), hasLemma(param.words, CODE) !== undefined), param: param.name };
}

/** Without a parameter to tell it, what the first sentence deploys. */
const CARRIED = set('archive directory folder zip tarball content code file image');
const CARRIED_WITHIN = 14;
/** Pages are shown and not run. */
const STATIC = set('static html');

function carriesCode({ params, lead }: Reading): boolean {
  if (params.length > 0 || lead === undefined || hasLemma(lead.words, STATIC, CARRIED_WITHIN)) return false;
  return hasLemma(lead.words, CARRIED, CARRIED_WITHIN) !== undefined;
}

const PUTTING = set('create apply');
const RESOURCE = set('resource manifest');
const KUBECTL = set('kubectl k8s kube');
/** What a resource of any kind is given as. */
const GIVEN = set('yaml manifest content json file stdin');

/** `k8s_create_resource` with its YAML: whatever it describes is there, and runs. */
function appliesAny(reading: Reading): boolean {
  const { name, params, lead } = reading;
  if (!inDomain(reading, 'kubernetes') || !among(name.verb, PUTTING)) return false;
  if (name.object.length > 0 && !name.object.every((word) => among(word, RESOURCE) || among(word, KUBECTL))) return false;
  return (
    params.some(({ depth, words }) => depth === 0 && hasLemma(words, GIVEN)) ||
    (lead !== undefined && hasLemma(lead.words, GIVEN) !== undefined)
  );
}

export const manifestApplied: Rule = {
  id: 'manifest-applied',
  title: 'Manifests, migrations or packages are applied',
  text: 'What the caller supplies is applied to a cluster, a database or a machine as a whole: a manifest, a chart, a migration, a package, an image. That is running whatever it contains.',
  rubric: ['E1', 'E3'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (appliesAny(reading)) return [applied('a manifest of any kind of resource is applied', quoteLead(reading), false)];
    if (among(verb, TAKEN_BACK) && hasLemma(reading.name.bare, MIGRATION))
      return [applied('a migration is taken back', quoteLead(reading), false)];
    if (!verb || !among(verb, APPLYING)) return NOTHING;
    const supplied = among(verb, DEPLOYING) ? suppliedTo(reading) : undefined;
    if (supplied) return [deployed(supplied)];
    if (among(verb, DEPLOYING) && carriesCode(reading))
      return [applied('what the caller hands over is deployed, and then runs', quoteLead(reading), true)];
    const what = hasLemma([...reading.name.object, ...reading.leadObject.slice(0, 4)], MANIFESTS);
    if (!what || (among(verb, APPLIED_SOFTLY) && !among(what, PLAIN))) return NOTHING;
    const saw = `a ${what.lemma} that the caller supplies is applied`;
    return [applied(saw, quoteLead(reading), among(what, PROGRAMS), among(what, PLAIN) ? 'floor' : 'argument')];
  },
};
