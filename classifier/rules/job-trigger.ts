import { hasLemma, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

/** Creating a run of these starts it. */
const RUNS = set('workflow pipeline job flow dag deployment actor task agent thread');
/** Work handed to these is done by a program. */
const ASSIGNING = set('assign delegate');
const WORKERS = set('copilot codex devin');
const JOBS = set(
  'workflow pipeline build job task agent actor dag automation scenario playbook flow crawl test deployment action training experiment simulation backfill scan trigger batch orchestration prompt plan suite recipe routine notebook',
);

export const jobTrigger: Rule = {
  id: 'job-trigger',
  title: 'It sets a job going',
  text: 'Run, trigger, rerun or schedule a workflow, pipeline, build, test, task or agent: a program that somebody else wrote does its work when the caller says so. What it does is bounded by the job, not by this tool.',
  rubric: ['E2'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    const assigned = hasLemma(reading.name.bare, ASSIGNING) !== undefined && hasLemma(reading.name.bare, WORKERS) !== undefined;
    if (assigned)
      return [
        {
          rule: 'job-trigger',
          force: 'floor',
          saw: 'an agent is set to work',
          quote: quoteLead(reading),
          category: 'Execute',
          basis: 'E2',
          facets: { exec: 'bounded' },
        },
      ];
    // "Trigger a search for all missing books": the verb of the name is what the job does.
    const triggered = reading.leadVerb?.lemma === 'trigger' && reading.leadVerbAt === 0;
    const made = verb?.verb === 'create' && reading.name.object.some((word) => word.text === 'run');
    if (verb?.verb !== 'run' && verb?.verb !== 'start' && !made && !triggered) return NOTHING;
    const what = made
      ? hasLemma(reading.name.object, RUNS)
      : (hasLemma(reading.name.object, JOBS) ?? hasLemma(reading.leadObject, JOBS) ?? (triggered ? reading.leadObject[0] : undefined));
    if (!what) return NOTHING;
    return [
      {
        rule: 'job-trigger',
        force: 'argument',
        saw: `it sets a ${what.lemma} going`,
        quote: quoteLead(reading),
        category: 'Execute',
        basis: 'E2',
        holds: triggered,
        facets: { exec: 'bounded' },
      },
    ];
  },
};
