/** What undoes a call, and how far one call reaches. */
import type { Category, Verdict } from '../../db/model.ts';
import { among, set } from '../reading/look.ts';
import type { Finding } from '../types.ts';
import { type Facts, rewritesHistory } from './facts.ts';
import { isWritten } from './given.ts';
import { code, codeList, NO_THING, upperFirst } from './phrase.ts';

type Judged = Pick<Verdict, 'category' | 'basis' | 'facets' | 'inverse'>;

/** How to take it back, and what stays. A read that returns no secret leaves nothing to say; its neighbour sentence says so. */
export function reversal(facts: Facts, verdict: Judged, findings: readonly Finding[]): string {
  const { category, facets, inverse } = verdict;
  if (category === 'Read') return kept(facts, facets.sensitiveRead);
  const calls = callsOut(verdict, findings);
  if (inverse)
    return `${code(inverse)} on this server ${backBy(inverse, category, facets.reversibility)}${calls ? ', but not what has been reported by then' : remainder(facts, verdict)}.`;
  const way = findings.find((finding) => finding.rule === 'trash-stated');
  if (way && !facts.adds) return `${upperFirst(way.saw)}.`;
  const permanent = findings.some(({ rule }) => rule === 'stated-permanence');
  if (facts.nearInverse && facets.reversibility !== 'reversible' && !calls && !permanent) return near(facts.nearInverse, category);
  if (category === 'Execute') return undone(facts, facets.reversibility, findings);
  if (facts.uses) return `The same call for the earlier ${facts.one} takes it back.`;
  if (facts.toggles && category === 'Write') return 'The same call takes it back.';
  if (facets.reversibility === 'reversible' && facts.sets)
    return `${upperFirst(facts.mass ? facts.one : `the ${facts.one}`)} can be set back by the same call with the earlier values, where they are known.`;
  if (facets.reversibility === 'reversible')
    return `By its kind the ${facts.ties ? `${facts.ties} to the ${facts.one}` : facts.one} can be ${undoing(facts)}, though no tool listed here plainly does it.`;
  if (category === 'Destructive' && permanent) return `The definition itself says that ${lost(facts)} does not come back.`;
  if (category === 'Destructive' && rewritesHistory(findings)) return `${none(facts)} plainly brings back what was there before.`;
  if (category === 'Destructive') return `${none(facts)} restores ${lost(facts)}, and no trash or history is stated.`;
  if (category === 'Financial') return `${none(facts)} plainly reverses what is paid or owed by it.`;
  if (!calls && (facets.egress === 'recipient' || facets.egress === 'public'))
    return `Once out, the ${facts.one} is not called back by any tool listed here.`;
  if (facts.keeps) return `${none(facts)} plainly removes what comes of the ${facts.one}, and no other way is stated.`;
  if (facts.ties) return `${none(facts)} plainly ends the ${facts.ties} to the ${facts.one}, and no other way is stated.`;
  const back = facts.takes
    ? `brings the ${facts.one} back`
    : facts.adds
      ? `removes the ${facts.one} again`
      : facts.hands
        ? `takes the ${facts.one} back`
        : `sets the ${facts.one} back`;
  return `${none(facts)} plainly ${back}, and no other way is stated.`;
}

/** A sibling that may help, and is not said to. */
function near(sibling: string, category: Category): string {
  const can = category === 'Financial' ? 'giving back what is paid by it' : 'undoing it';
  return `${code(sibling)} on this server comes nearest to ${can}, and is not said to.`;
}

/** What the inverse does: what was destroyed is only made anew, and what was run or paid is not unmade. */
function backBy(inverse: string, category: Category, reversibility: Verdict['facets']['reversibility']): string {
  if (category === 'Destructive')
    return RESTORING.test(inverse) ? 'may bring it back' : 'can enter it anew, but does not bring back what it held';
  if (category === 'Execute') return 'goes the other way; what is done in between stays';
  if (category === 'Financial' && CALLING_OFF.test(inverse)) return 'can call it off as long as it is not carried out';
  if (category === 'Financial' && reversibility !== 'reversible') return 'goes the other way, at the terms of that moment';
  return 'takes it back';
}

const RESTORING = /restore|recover|undelete|reactivate/i;
const CALLING_OFF = /cancel|withdraw/i;

function lost({ one, mass }: Facts): string {
  return mass ? `lost ${one}` : `a lost ${one}`;
}

/** How something that can be taken back is: "removed again". */
function undoing({ adds, hands, ties }: Facts): string {
  if (ties) return 'undone';
  if (adds) return 'removed again';
  return hands ? 'taken back' : 'set back';
}

/** What is left of something that was run. */
function undone(facts: Facts, reversibility: Verdict['facets']['reversibility'], findings: readonly Finding[]): string {
  const program = reversibility === 'reversible' ? undefined : programIn(findings);
  if (!program) {
    if (facts.ends) return 'What is ended has to be started anew, and what it had under way may be lost.';
    if (facts.acts) return 'How much of it can be undone is up to what is acted on: the page, the app or the device.';
    if (!facts.runs || facts.one === NO_THING.one)
      return reversibility === 'reversible'
        ? 'By its kind it can be stopped or set back.'
        : `${none(facts)} plainly undoes it, and no other way is stated.`;
  }
  const runs = facts.object === facts.many && !facts.mass ? `the ${facts.many} do` : `the ${facts.one} does`;
  const what = program ? `${code(program)} does` : runs;
  if (reversibility === 'reversible') return `What ${what} can be stopped or set back.`;
  if (reversibility === 'irreversible') return `${none(facts)} undoes what ${what}.`;
  return `How much of it can be undone depends on what ${what}.`;
}

/** What stays although the call is taken back. */
function remainder(facts: Facts, { category, facets: { reversibility, egress } }: Judged): string {
  if (category !== 'Write') return '';
  if (reversibility === 'irreversible') return ', but not what has come of it by then';
  if (egress === 'recipient' || egress === 'public' || (reversibility === 'partly' && egress === 'tenant'))
    return `, but not what others have already seen of the ${facts.one}`;
  return reversibility === 'partly' ? ', but not what has followed from it by then' : '';
}

function kept(facts: Facts, sensitive: Verdict['facets']['sensitiveRead']): string {
  if (sensitive !== 'secret') return '';
  return `Nothing is changed, yet the ${facts.one} enters the model’s context, from where other tools can pass it on.`;
}

function none(facts: Facts): string {
  const others = facts.siblings.filter((sibling) => sibling !== facts.name).length;
  if (others === 0) return `Listed alone on its server, ${code(facts.name)} has no inverse there: nothing`;
  if (others === 1) return 'The one other tool listed here is no inverse: nothing';
  return others === 2 ? 'Neither of the 2 other tools' : `None of the ${others} other tools`;
}

/** The parameter that was seen to take what is run. */
export function programIn(findings: readonly Finding[]): string | undefined {
  return findings.find(({ category, param }) => category === 'Execute' && param !== undefined)?.param;
}

/** One thing, some, or all; and who gets to see it. */
export function radius(facts: Facts, { category, facets, basis }: Judged, findings: readonly Finding[]): string {
  const parts = [
    category === 'Read' ? answered(facts, facets.scope, basis.includes('R4')) : amount(facts, category, facets.scope, findings),
    category === 'Write' || category === 'Execute' ? audience(facts, facets.egress, callsOut({ category }, findings)) : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** What a new thing is called by; a `url` is what it is made from. */
const NAMES = set('name title slug key username handle symbol id');

function amount(facts: Facts, category: Category, scope: Verdict['facets']['scope'], findings: readonly Finding[]): string {
  const bulk = findings.find((finding) => finding.rule === 'bulk-reach');
  if (scope === 'bulk')
    return bulk?.param
      ? `${code(bulk.param)} decides how ${facts.mass ? 'much' : 'many'} ${facts.many} one call reaches.`
      : `One call may reach ${facts.mass ? 'much' : 'many'} ${facts.many}.`;
  if (scope === 'boundedList' && facts.choosers) return `It reaches the ${facts.many} listed in ${code(facts.choosers.name)}, no others.`;
  if (facts.params.length === 0) return noArguments(facts);
  if (facts.chooser && !facts.mass && !facts.adds) return `One call concerns the ${facts.one} given by ${code(facts.chooser.name)}.`;
  if (facts.chooser && facts.adds && among(facts.chooser.words.at(-1), NAMES))
    return `${code(facts.chooser.name)} names the new ${facts.one}.`;
  if (facts.contents && category === 'Write')
    return isWritten(facts.contents)
      ? `${code(facts.contents.name)} says what goes into the ${facts.one}.`
      : `One call concerns the ${facts.one} given by ${code(facts.contents.name)}.`;
  return `What one call does is ${facts.deciding.length < facts.params.length ? 'chiefly ' : ''}given by ${codeList(facts.deciding.map((param) => param.name))}.`;
}

function noArguments(facts: Facts): string {
  return facts.hasSchema ? `${code(facts.name)} takes no arguments.` : `No input schema declares what ${code(facts.name)} takes.`;
}

/** "the icons are", where many are spoken of, else "the icon is". */
function named({ object, one, many, mass }: Facts): string {
  return object === many && !mass ? `the ${many} are` : `the ${one} is`;
}

/** Which things come back. */
function answered(facts: Facts, scope: Verdict['facets']['scope'], queries: boolean): string {
  if (facts.params.length === 0) return noArguments(facts);
  const names = codeList(facts.deciding.map((param) => param.name));
  const several = facts.deciding.length > 1;
  if (queries) return `What comes back is whatever the caller asks by ${names}.`;
  if (facts.made) return `${names} ${several ? 'are' : 'is'} what ${named(facts)} made from.`;
  if (facts.works) return `${names} ${several ? 'are' : 'is'} what it works on.`;
  // A list has many, whatever is named: `list_notes` of the ticket with an `id`.
  if (scope === 'single' && facts.chooser && !facts.mass && facts.object !== facts.many)
    return `One call returns the ${facts.one} that ${code(facts.chooser.name)} names.`;
  return `${names} ${several ? 'decide' : 'decides'} which ${facts.many} ${facts.mass ? 'comes' : 'come'} back.`;
}

/** A webhook and its like: what is told is not in this call. */
export function callsOut({ category }: Pick<Verdict, 'category'>, findings: readonly Finding[]): boolean {
  return (
    category === 'Write' &&
    findings.some(({ rule }) => rule === 'webhook-created') &&
    !findings.some(({ rule }) => rule === 'outward-message')
  );
}

/** Where a repository may be private. */
const FORGES = new Set(['GitHub', 'GitLab', 'Bitbucket', 'Gitea']);

function audience(facts: Facts, egress: Verdict['facets']['egress'], calls: boolean): string {
  if (calls) return 'From then on what happens is reported to an address that the caller named.';
  const what = facts.text ? `What ${code(facts.text.name)} says` : `The ${facts.one}`;
  if (egress === 'public' && FORGES.has(facts.product.name))
    return `${what} is read by all who see the repository, under the operator’s name.`;
  if (egress === 'public') return `${what} becomes public under the operator’s name.`;
  if (egress === 'recipient')
    return `${what} leaves the workspace${facts.recipient ? ` for whoever ${code(facts.recipient.name)} names` : ''}.`;
  if (egress === 'tenant') return `${what} is seen by people of the operator’s own workspace.`;
  return '';
}
