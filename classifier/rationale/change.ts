/** What the definition would have to say for another verdict. */
import { BASE_RISK, type Category } from '../../db/model.ts';
import type { Case } from '../types.ts';
import { type Facts, factsOf, isConnection, silences } from './facts.ts';
import { code } from './phrase.ts';
import { callsOut, programIn } from './reach.ts';

/** One sentence, for the verdict's own rule. */
export function changeOf(judged: Case): string {
  const facts = factsOf(judged);
  const { category, basis, risk, facets } = judged.verdict;
  if (basis[0] === 'W5' && facets.persistsInstructions === true)
    return `It would be Medium if the ${facts.one} were only shown to people, and read by no agent.`;
  const byRule = RULES[basis[0] ?? 'base'];
  if (byRule) return byRule(facts, judged);
  const own = BASE_RISK[category];
  if (risk !== own) return plainer(judged.verdict);
  if (category === 'Read') {
    const storing = `Write if the call stored anything ${facts.where}`;
    if (facts.open === 'names' && facts.lists)
      return `It would be Medium if it also returned what belongs to the ${facts.many}, and ${storing}.`;
    if (facts.open === 'public') return `It would be ${storing}, and Medium if it fetched from any address that the caller names.`;
    return facts.made || facts.works
      ? `It would be Write, Medium if the ${facts.made ? facts.one : 'result'} were kept ${facts.where}, and Medium if it drew on stored data that is private.`
      : `It would be Medium if the ${facts.many} it returns were private, and ${storing}.`;
  }
  if (facts.uses)
    return `It would be Low if only the agent’s own session were switched, and High if other rights came with the ${facts.one}.`;
  if (category === 'Write') return `It would be High ${further(facts, facets.scope)}${otherwise(facts)}.`;
  if (category === 'Destructive') return `A stated trash or restore for ${facts.many} would make it Write, Medium.`;
  if (category === 'Execute')
    return `It would be Write if ${inputOf(facts, judged)} held data in a fixed shape only, and Critical if ${programOf(judged)} could carry any program.`;
  return `It would be Write if no money or obligation followed from the ${facts.one}.`;
}

/** What the definition would have to say for one reading or the other. */
function plainer({ category, runnerUp }: Case['verdict']): string {
  const other =
    runnerUp.category === category ? '' : `, and ${runnerUp.category}, ${runnerUp.risk} if it said ${SAYING[runnerUp.category]}`;
  return `It would be ${BASE_RISK[category]} if the definition said plainly ${SAYING[category]}${other}.`;
}

const SAYING: Readonly<Record<Category, string>> = {
  Read: 'that it only tells something',
  Write: 'that it only changes what is stored',
  Execute: 'that it sets something going',
  Destructive: 'that something is lost by it',
  Financial: 'that money moves or is owed by it',
};

const RULES: Readonly<Record<string, (facts: Facts, judged: Case) => string>> = {
  R1: ({ many }) => `It would be Medium if it returned ${many} masked, or only told that they exist.`,
  R2: ({ many }) => `It would be Low if ${many} were public, and High if secrets were among what it returns.`,
  R3: (facts, judged) => `It would be Low if ${inputOf(facts, judged)} were limited to listed hosts.`,
  R4: (facts, judged) =>
    `It would be Low with a fixed set of queries, and Execute, Critical if ${inputOf(facts, judged)} could also change rows.`,
  R5: (facts, judged) => `It would be ${otherThanRooted(facts, judged)}.`,
  W1: (facts, judged) =>
    isConnection(facts)
      ? `It would be Medium if nothing called later acted ${facts.where} with its rights.`
      : silences(judged.verdict)
        ? 'It would be Medium if nothing that warns people were silenced.'
        : `It would be Medium if nobody’s access ${facts.where} depended on the ${facts.one}.`,
  W2: ({ one }, { verdict, findings }) =>
    callsOut(verdict, findings)
      ? 'It would be Medium if only addresses inside the operator’s own workspace could be named.'
      : `It would be Medium if the ${one} reached only people of the operator’s own workspace, and Low if it stayed a draft.`,
  W3: ({ one }) => `It would be Medium if each call named one ${one} or a bounded list.`,
  W4: ({ one }) => `It would be Medium if nothing in production relied on the ${one}.`,
  W5: (facts, judged) => `It would be ${otherThanRooted(facts, judged)}.`,
  W6: ({ one }) => `It would be Medium if the earlier ${one} were kept as a version.`,
  'W↓': ({ one }) => `It would be Medium if others than the agent relied on the ${one}.`,
  E1: (facts, judged) =>
    querying(judged) ??
    passing(judged) ??
    `It would be High if ${inputOf(facts, judged)} chose among fixed commands, and Medium in a stated sandbox without network.`,
  E2: (facts, judged) =>
    querying(judged) ??
    (facts.ends ? 'It would be Medium if only harmless jobs could be ended by it.' : undefined) ??
    `It would be Medium in a stated sandbox, and Critical if ${programOf(judged)} could carry any program.`,
  E3: ({ one }) => `It would be Medium if the ${one} were a local test without effect on what is running.`,
  'E↓': (_facts, judged) => `It would be High without that bound, and Critical if ${programOf(judged)} could carry any program.`,
  D1: ({ one, many }) =>
    `It would be High if one item of the ${one} rather than the whole were lost, and Write, Medium with a stated restore for ${many}.`,
  D2: ({ many }) =>
    `A stated trash or restore for ${many} would make it Write, Medium; losing all ${many} at once, or all that match a filter, Critical.`,
  F1: () => 'It would be High if a further step had to confirm it, or if only test money were meant.',
  F2: (_facts, { findings }) =>
    findings.some(({ rule }) => rule === 'test-mode')
      ? 'It would be Critical with money that is worth something.'
      : 'It would be Critical if the call itself moved the money.',
};

/** A database statement is bounded by what the database lets through. */
function querying({ findings }: Case): string | undefined {
  return findings.some(({ rule }) => rule === 'sql-statement')
    ? 'It would be Read, Medium if only reading were let through, and the definition said so.'
    : undefined;
}

/** A call that is passed on is bounded by the operations that are let through. */
function passing({ findings }: Case): string | undefined {
  return findings.some(({ rule }) => rule === 'open-passthrough' || rule === 'request-made')
    ? 'It would be High if it were limited to named operations, and Read, Medium if only reading ones were let through.'
    : undefined;
}

/** What a root makes of a path on the host, told from where it stands now. */
function otherThanRooted(facts: Facts, judged: Case): string {
  const input = inputOf(facts, judged);
  if (judged.verdict.risk === 'Medium') return `High if ${input} could name any file of the host`;
  const shell = judged.reading.server.domains[0] === 'shell' ? ' and no shell beside it' : '';
  return `Medium with a stated root for ${input}${shell}`;
}

/** What else would change the verdict on a change: a message that stays a draft, a thing that goes. */
function otherwise({ adds, hands, keeps, takes, drafts, one }: Facts): string {
  if (takes) return '; Destructive if what it takes away could not be had again';
  if (hands) return drafts ? '; Low if it stayed a draft' : '';
  return adds || keeps ? '' : `; Destructive if it removed the ${one} for good`;
}

/** What would make a change a wider one: more things at once, where it is not already so, or words that leave, where the caller writes any. */
function further({ many, mass, text, adds, drafts }: Facts, scope: Case['verdict']['facets']['scope']): string {
  if (drafts) return 'if it reached people outside the operator’s own workspace';
  const made = `one call could make any ${mass ? 'amount' : 'number'} of ${many}`;
  const wide = adds ? made : mass ? `its reach over ${many} had no bound` : `one call reached many ${many}`;
  const wider = scope === 'bulk' ? '' : `if ${wide}`;
  const leaving = text ? `if what ${code(text.name)} says left the operator’s own workspace` : '';
  if (wider !== '' && leaving !== '') return `${wider}, or ${leaving}`;
  return wider || leaving || `if others than the operator’s own people saw the ${many}`;
}

/** The parameter that was seen to take what is run; where none was, none is named. */
function programOf({ findings }: Case): string {
  const seen = programIn(findings);
  return seen === undefined ? 'its input' : code(seen);
}

/** The parameter that a finding behind the verdict's rule is about, else the first that must be given. */
function inputOf({ params }: Facts, { findings, verdict }: Case): string {
  const seen = findings.find(({ basis, param }) => param !== undefined && basis === verdict.basis[0])?.param;
  const name = seen ?? (params.find((param) => param.required) ?? params[0])?.name;
  return name === undefined ? 'its input' : code(name);
}
