/** What the definition would have to say for another verdict. */
import { BASE_RISK } from '../../db/model.ts';
import type { Case } from '../types.ts';
import { type Facts, factsOf } from './facts.ts';
import { code } from './phrase.ts';
import { callsOut } from './reach.ts';

/** One sentence, for the verdict's own rule. */
export function changeOf(judged: Case): string {
  const facts = factsOf(judged);
  const { category, basis, risk, facets } = judged.verdict;
  if (basis[0] === 'W5' && facets.persistsInstructions === true)
    return `It would be Medium if the ${facts.one} were only shown to people, and no agent followed what stands in it.`;
  const byRule = RULES[basis[0] ?? 'base'];
  if (byRule) return byRule(facts, judged);
  const own = BASE_RISK[category];
  if (risk !== own) return `It would be ${own} if the definition left no doubt that it is ${category}.`;
  if (category === 'Read')
    return `It would be Medium if ${facts.many} held what people wrote, and Write if the call stored anything ${facts.where}.`;
  if (category === 'Write')
    return `It would be High if one call reached ${facts.mass ? 'much' : 'many'} ${facts.many}, or if what the caller writes left the own workspace; Destructive if it removed the ${facts.one} for good.`;
  if (category === 'Destructive') return `A stated trash or restore for ${facts.many} would make it Write, Medium.`;
  if (category === 'Execute')
    return `It would be Write if ${inputOf(facts, judged)} held data in a fixed shape only, and Critical if anything could be run.`;
  return `It would be Write if no money or obligation followed from the ${facts.one}.`;
}

const RULES: Readonly<Record<string, (facts: Facts, judged: Case) => string>> = {
  R1: ({ many }) => `It would be Medium if it returned ${many} masked, or only told that they exist.`,
  R2: ({ many }) => `It would be Low if ${many} were public, and High if secrets were among what it returns.`,
  R3: (facts, judged) => `It would be Low if ${inputOf(facts, judged)} were limited to the hosts of ${facts.product.name}.`,
  R4: (facts, judged) =>
    `It would be Low with a fixed set of queries, and Execute, Critical if ${inputOf(facts, judged)} could also change rows.`,
  R5: (facts, judged) => `It would be ${otherThanRooted(facts, judged)}, and Low if only one kind of file could be named.`,
  W1: ({ one, where }) => `It would be Medium if the ${one} granted and guarded nothing ${where}.`,
  W2: ({ one }, { verdict, findings }) =>
    callsOut(verdict, findings)
      ? 'It would be Medium if only addresses of the own workspace could be named.'
      : `It would be Medium if the ${one} reached people of the own workspace only, and Low if it stayed a draft.`,
  W3: ({ one }) => `It would be Medium if each call named one ${one} or a bounded list.`,
  W4: ({ one }) => `It would be Medium if the ${one} were a copy that nothing in production relies on.`,
  W5: (facts, judged) => `It would be ${otherThanRooted(facts, judged)}.`,
  W6: ({ one }) => `It would be Medium if the earlier ${one} were kept as a version.`,
  'W↓': ({ one, where }) => `It would be Medium if the ${one} were shared with others or kept ${where}.`,
  E1: (facts, judged) =>
    `It would be High if ${inputOf(facts, judged)} chose among fixed commands, and Medium in a stated sandbox without network.`,
  E2: (facts, judged) => `It would be Medium in a stated sandbox, and Critical if ${inputOf(facts, judged)} could carry any program.`,
  E3: ({ one }) => `It would be Medium if the ${one} were a local test without effect on what is running.`,
  'E↓': (facts, judged) => `It would be High without that bound, and Critical if ${inputOf(facts, judged)} could carry any program.`,
  D1: ({ one, many }) =>
    `It would be High if one leaf rather than a whole ${one} were lost, and Write, Medium with a stated restore for ${many}.`,
  D2: ({ many, one }, { verdict }) =>
    `A stated trash or restore for ${many} would make it Write, Medium; losing ${verdict.facets.scope === 'boundedList' ? `all ${many}` : `more than one ${one}`} at once, Critical.`,
  F1: ({ one }) => `It would be High if the ${one} needed a further confirmation or were for test money only.`,
  F2: ({ one }) => `It would be Critical if the ${one} moved money by itself.`,
};

/** What a root makes of a path on the host, told from where it stands now. */
function otherThanRooted(facts: Facts, judged: Case): string {
  const input = inputOf(facts, judged);
  if (judged.verdict.risk === 'Medium') return `High if no root bounded ${input}`;
  const shell = judged.reading.server.domains[0] === 'shell' ? ' and no shell beside it' : '';
  return `Medium with a stated root for ${input}${shell}`;
}

/** The parameter that a finding behind the verdict's rule is about, else the first that must be given. */
function inputOf({ params }: Facts, { findings, verdict }: Case): string {
  const seen = findings.find(({ basis, param }) => param !== undefined && basis === verdict.basis[0])?.param;
  const name = seen ?? (params.find((param) => param.required) ?? params[0])?.name;
  return name === undefined ? 'its input' : code(name);
}
