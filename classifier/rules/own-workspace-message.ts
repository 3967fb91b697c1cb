import { among, hasLemma, inDomain, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const SENDING = verbs('send create add');
const MESSAGES = set('message comment reply notification reaction thread update');
const NOTES = set('note');

export const ownWorkspaceMessage: Rule = {
  id: 'own-workspace-message',
  title: 'A message inside the operator’s workspace',
  text: 'A message, comment or notification to people of the operator’s own workspace: Slack, Teams, a ticket. Others read it, but nobody outside.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!verb || !among(verb, SENDING) || !inDomain(reading, 'chat', 'tracker', 'docs', 'support', 'crm')) return NOTHING;
    // A note on a case is read by whoever handles it; one among notes is the operator's own.
    const what =
      hasLemma(reading.name.bare, MESSAGES) ?? (inDomain(reading, 'support', 'crm') ? hasLemma(reading.name.bare, NOTES) : undefined);
    if (!what) return NOTHING;
    return [
      {
        rule: 'own-workspace-message',
        force: 'argument',
        saw: `a ${what.lemma} to people of the operator’s own workspace`,
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'base',
        facets: { egress: 'tenant', reversibility: 'partly' },
      },
    ];
  },
};
