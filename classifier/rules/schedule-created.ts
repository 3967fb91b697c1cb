import { among, hasLemma, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const MAKING = verbs('create add update toggle run');
const CRONS = set('cron cronjob scheduledtask scheduledtasks crontab');
const SCHEDULES = set('schedule scheduled recurring');
const RUNS = set('task job workflow agent run command script pipeline query backup build');
const HARMLESS = set('message tweet post email meeting event appointment downtime maintenance report list');

export const scheduleCreated: Rule = {
  id: 'schedule-created',
  title: 'A run is scheduled',
  text: 'A schedule, cron trigger or recurring task is set up that will run code, a workflow or an agent later, without anybody asking again. Scheduling a message or a meeting is judged by the message or the meeting.',
  rubric: ['E2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (!among(verb, MAKING)) return NOTHING;
    const words = reading.name.bare;
    const cron = hasLemma(words, CRONS);
    const scheduled = cron ?? (hasLemma(words, SCHEDULES) && hasLemma(words, RUNS) ? hasLemma(words, SCHEDULES) : undefined);
    if (!scheduled || hasLemma(words, HARMLESS)) return NOTHING;
    return [
      {
        rule: 'schedule-created',
        force: 'argument',
        saw: `a run is set up for later ("${scheduled.lemma}")`,
        quote: quoteLead(reading),
        category: 'Execute',
        basis: 'E2',
        facets: { exec: 'bounded' },
      },
    ];
  },
};
