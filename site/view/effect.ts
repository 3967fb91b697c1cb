/** What a tool does, in sentences that follow from its verdict; each is printed only where its facet is known. */
import type { Facets, JudgedTool } from '../../db/model.ts';

/** The sentences after the tool's name; `product` is what the server's tools act on. */
export function effectOf(tool: JudgedTool, product: string): string[] {
  const { category, facets, confidence, inverse } = tool.verdict;
  const lead = LEADS[category](product);
  return [
    confidence < 0.6 ? `${lead} That is the best reading of a definition that says little.` : lead,
    ...(category === 'Read' ? [] : undo(facets.reversibility, inverse)),
    ...SENTENCES.filter(([facet, value]) => facets[facet] === value).map(([, , sentence]) => sentence),
  ];
}

const LEADS: Record<JudgedTool['verdict']['category'], (product: string) => string> = {
  Read: (product) => `returns information from ${product} and changes nothing there.`,
  Write: (product) => `changes something in ${product}: the kind of change is fixed, the caller supplies the data.`,
  Execute: (product) => `makes ${product} run what the caller supplies or names.`,
  Destructive: (product) => `removes or ends something in ${product}.`,
  Financial: (product) => `spends, moves or commits money through ${product}.`,
};

function undo(reversibility: Facets['reversibility'], inverse: string | undefined): string[] {
  if (reversibility === 'reversible')
    return [inverse ? `It can be undone with ${inverse} on the same server.` : 'Its effect can be undone.'];
  if (reversibility === 'partly') return ['Its effect can be undone only in part.'];
  if (reversibility === 'irreversible') return ['No way back is documented.'];
  return reversibility === 'depends' ? ['Whether it can be undone depends on the arguments.'] : [];
}

const SENTENCES: [keyof Facets, unknown, string][] = [
  ['sensitiveRead', 'secret', 'What comes back can include secrets, such as keys or tokens.'],
  ['sensitiveRead', 'private', 'What comes back can be private: messages, files, records or logs.'],
  ['untrustedIngest', true, 'The result can carry words of strangers, which the model will read.'],
  ['egress', 'recipient', 'What it sends reaches the people it names.'],
  ['egress', 'public', 'What it publishes can be seen by anyone.'],
  ['exfilSink', true, 'Free values chosen by the caller can leave through it.'],
  ['exec', 'arbitrary', 'The definition sets no bounds to the code or command.'],
  ['exec', 'bounded', 'It starts something that is already defined elsewhere.'],
  ['hostFile', 'read', 'It reads files of the machine that it runs on.'],
  ['hostFile', 'write', 'It writes files of the machine that it runs on.'],
  ['privilegeChange', true, 'It changes who may do or see what.'],
  ['scope', 'bulk', 'One call can reach many objects.'],
  ['production', true, 'It acts on running systems.'],
  ['persistsInstructions', true, 'What it stores can be read again by agents later.'],
  ['identityActing', true, 'Others see it as done by the owner of the account.'],
  ['costBearing', true, 'A call itself costs metered money.'],
  ['hasDryRun', true, 'It offers a dry run.'],
  ['hasConfirmParam', true, 'It wants a confirmation flag, which an agent can set by itself.'],
];

const UNKNOWN: [keyof Facets, string][] = [
  ['untrustedIngest', 'whether strangers’ words come back'],
  ['exfilSink', 'whether free text can leave through it'],
  ['privilegeChange', 'whether it changes rights'],
  ['production', 'whether it acts on running systems'],
];

/** What the definition leaves open, as clauses; unknown is never the mild answer. */
export function unknownOf(facets: Facets): string[] {
  return UNKNOWN.filter(([facet]) => facets[facet] === null).map(([, clause]) => clause);
}
