import { among, hasLemma, inDomain, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const READING = verbs('get search inspect');
const SILENCING = set('mute downtime silence');
/** Who or what is muted for oneself alone. */
const TALKING = set('thread channel conversation user chat member group keyword notification');

export const monitoringMuted: Rule = {
  id: 'monitoring-muted',
  title: 'A watch is silenced',
  text: 'Muting a host, scheduling a downtime or silencing an alert switches off what would warn people. It is a small change with a large consequence.',
  rubric: ['W1'],
  check(reading): readonly Finding[] {
    const words = reading.name.bare;
    const silences = hasLemma(words, SILENCING);
    if (!silences || hasLemma(words, TALKING) || inDomain(reading, 'chat', 'social')) return NOTHING;
    if (
      !inDomain(reading, 'monitoring', 'support', 'security', 'cloud') ||
      among(reading.mainVerb, READING) ||
      words.some((word) => word.lemma === 'cancel' || word.lemma === 'unmute')
    )
      return NOTHING;
    return [
      {
        rule: 'monitoring-muted',
        force: 'argument',
        saw: `"${silences.lemma}" switches off a warning`,
        quote: quoteLead(reading),
        category: 'Write',
        basis: 'W1',
        holds: true,
        facets: { privilegeChange: false },
      },
    ];
  },
};
