/** What undoes a call, and how far one call reaches. */
import type { Verdict } from '../../db/model.ts';
import type { Finding } from '../types.ts';
import type { Facts } from './facts.ts';
import { code, codeList, upperFirst } from './phrase.ts';

type Judged = Pick<Verdict, 'category' | 'facets' | 'inverse'>;

/** How to take it back, and what stays. A read that returns no secret leaves nothing to say; its neighbour sentence says so. */
export function reversal(facts: Facts, verdict: Judged, findings: readonly Finding[]): string {
  const { category, facets, inverse } = verdict;
  if (category === 'Read') return kept(facts, facets.sensitiveRead);
  const calls = callsOut(verdict, findings);
  if (inverse)
    return `${code(inverse)} on this server takes it back${calls ? ', but not what has been reported by then' : remainder(facts, facets)}.`;
  const way = findings.find((finding) => finding.rule === 'trash-stated');
  if (way) return `${upperFirst(way.saw)}.`;
  if (facets.reversibility === 'reversible')
    return facts.adds ? `The same caller can take the ${facts.one} away again.` : `The same caller can set the ${facts.one} back again.`;
  if (category === 'Destructive') return `${none(facts)} restores a lost ${facts.one}, and no trash or history is stated.`;
  if (category === 'Financial')
    return facets.reversibility === 'n/a'
      ? ''
      : `${none(facts)} takes ${facts.mass ? `the ${facts.one}` : `a completed ${facts.one}`} back.`;
  if (category === 'Execute') return `Whether it can be undone depends on ${given(facts, findings)}.`;
  if (!calls && (facets.egress === 'recipient' || facets.egress === 'public'))
    return `Once out, the ${facts.one} is not called back by any tool listed here.`;
  if (facts.adds) return `${none(facts)} plainly removes the ${facts.one} again; that is left to ${facts.product.name} itself.`;
  return `${none(facts)} plainly sets the ${facts.one} back; that is left to ${facts.product.name} itself.`;
}

/** What stays although the call is taken back. */
function remainder(facts: Facts, { reversibility, egress }: Verdict['facets']): string {
  if (reversibility === 'irreversible') return ', but not what has come of it by then';
  if (reversibility === 'partly' || egress === 'recipient' || egress === 'public')
    return `, but not what others have already seen of the ${facts.one}`;
  return '';
}

function kept(facts: Facts, sensitive: Verdict['facets']['sensitiveRead']): string {
  if (sensitive !== 'secret') return '';
  return `Nothing is changed, yet the ${facts.one} enters the model’s context, from where other tools can pass it on.`;
}

function none(facts: Facts): string {
  const others = facts.siblings.filter((sibling) => sibling !== facts.name).length;
  if (others === 0) return `Listed alone on its server, ${code(facts.name)} has no inverse there: nothing`;
  return others === 1 ? 'The one other tool listed here is no inverse: nothing' : `None of the ${others} other tools`;
}

/** What decides the effect of something that is run. */
function given(facts: Facts, findings: readonly Finding[]): string {
  const program = findings.find((finding) => finding.category === 'Execute' && finding.param !== undefined)?.param;
  if (program) return `what ${code(program)} holds`;
  const names = facts.params.map((param) => param.name);
  return names.length > 0 ? `what ${codeList(names, 2)} ${names.length > 1 ? 'ask' : 'asks'} for` : `what the ${facts.one} does`;
}

/** One thing, some, or all; and who gets to see it. */
export function radius(facts: Facts, { category, facets }: Judged, findings: readonly Finding[]): string {
  const parts = [
    category === 'Read' ? answered(facts, facets.scope) : amount(facts, facets.scope, findings),
    category === 'Write' || category === 'Execute' ? audience(facts, facets.egress, callsOut({ category }, findings)) : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function amount(facts: Facts, scope: Verdict['facets']['scope'], findings: readonly Finding[]): string {
  const bulk = findings.find((finding) => finding.rule === 'bulk-reach');
  if (scope === 'bulk')
    return bulk?.param
      ? `${code(bulk.param)} decides how ${facts.mass ? 'much' : 'many'} ${facts.many} one call reaches.`
      : `One call may reach ${facts.mass ? 'much' : 'many'} ${facts.many}.`;
  if (scope === 'boundedList' && facts.choosers) return `It reaches the ${facts.many} listed in ${code(facts.choosers.name)}, no others.`;
  if (!facts.hasSchema) return `No input schema tells how ${facts.mass ? 'much' : 'many'} ${facts.many} one call reaches.`;
  if (facts.params.length === 0) return `${code(facts.name)} takes no arguments.`;
  const given = facts.chooser ?? facts.contents;
  if (given && !facts.mass) return `One call concerns the ${facts.one} given by ${code(given.name)}.`;
  return `${codeList(facts.params.map((param) => param.name))} ${facts.params.length > 1 ? 'decide' : 'decides'} what one call covers.`;
}

/** Which things come back. */
function answered(facts: Facts, scope: Verdict['facets']['scope']): string {
  if (!facts.hasSchema) return `No input schema bounds which ${facts.many} ${facts.mass ? 'comes' : 'come'} back.`;
  if (facts.params.length === 0) return `${code(facts.name)} takes no arguments.`;
  // A list has many, whatever is named: `list_notes` of the ticket with an `id`.
  if (scope === 'single' && facts.chooser && !facts.mass && facts.object !== facts.many)
    return `One call returns the ${facts.one} that ${code(facts.chooser.name)} names.`;
  return `${codeList(facts.params.map((param) => param.name))} ${facts.params.length > 1 ? 'decide' : 'decides'} which ${facts.many} ${facts.mass ? 'comes' : 'come'} back.`;
}

/** A webhook and its like: what is told is not in this call. */
export function callsOut({ category }: Pick<Verdict, 'category'>, findings: readonly Finding[]): boolean {
  return (
    category === 'Write' &&
    findings.some(({ rule }) => rule === 'webhook-created') &&
    !findings.some(({ rule }) => rule === 'outward-message')
  );
}

function audience(facts: Facts, egress: Verdict['facets']['egress'], calls: boolean): string {
  if (calls) return 'From then on what happens is reported to an address that the caller named.';
  const what = facts.text ? `What ${code(facts.text.name)} says` : `The ${facts.one}`;
  if (egress === 'public') return `${what} becomes public under the operator’s name.`;
  if (egress === 'recipient')
    return `${what} leaves the workspace${facts.recipient ? ` for whoever ${code(facts.recipient.name)} names` : ''}.`;
  if (egress === 'tenant') return `${what} is seen inside the own workspace.`;
  return '';
}
