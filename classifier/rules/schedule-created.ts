import { among, hasLemma, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const MAKING = verbs('create add update toggle run');
const CRONS = set('cron cronjob scheduledtask scheduledtasks crontab');
const SCHEDULES = set('schedule scheduled recurring');
const RUNS = set('task job workflow agent run command script pipeline query backup build');
const HARMLESS = set('message tweet post email meeting event appointment downtime maintenance report list');

const STORING = verbs('create add update');
const AUTOMATION = set('automation');
const WORKFLOW = set('workflow');
/** What is only begun does nothing yet. */
const BEGUN = set('empty draft blank');

/** An automation waits for its trigger and then runs by itself; so does a workflow where running them is all that the server is for. */
function isAutomation({ name, mainVerb, lead, server }: Reading): boolean {
  if (!among(mainVerb, STORING) || name.verb !== mainVerb || hasLemma(lead?.words ?? [], BEGUN)) return false;
  return among(name.head, AUTOMATION) || (among(name.head, WORKFLOW) && server.domains[0] === 'workflow');
}

function scheduledAs(reading: Reading, saw: string, force: Finding['force']): Finding {
  return { rule: 'schedule-created', force, saw, quote: quoteLead(reading), category: 'Execute', basis: 'E2', facets: { exec: 'bounded' } };
}

export const scheduleCreated: Rule = {
  id: 'schedule-created',
  title: 'A run is scheduled',
  text: 'A schedule, cron trigger, recurring task or automation is set up that will run code, a workflow or an agent later, without anybody asking again. Scheduling a message or a meeting is judged by the message or the meeting.',
  rubric: ['E2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (isAutomation(reading)) return [scheduledAs(reading, `the ${reading.name.head?.lemma} it makes or changes runs by itself`, 'floor')];
    if (!among(verb, MAKING)) return NOTHING;
    const words = reading.name.bare;
    const cron = hasLemma(words, CRONS);
    const scheduled = cron ?? (hasLemma(words, SCHEDULES) && hasLemma(words, RUNS) ? hasLemma(words, SCHEDULES) : undefined);
    if (!scheduled || hasLemma(words, HARMLESS)) return NOTHING;
    return [scheduledAs(reading, `a run is set up for later ("${scheduled.lemma}")`, 'argument')];
  },
};
