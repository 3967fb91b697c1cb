import { among, hasLemma, phraseAt, set, verbs } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

/** Creating a run of these starts it. */
const RUNS = set('workflow pipeline job flow dag deployment actor task agent thread');
/** Work handed to these is done by a program. */
const ASSIGNING = set('assign delegate request');
const WORKERS = set('copilot codex devin');
/** "Assign a disk image acquisition task to specific endpoints": the program on them carries it out. */
const TASK = set('task');
const ENDPOINTS = set('endpoint device host machine');
/** A pipeline of a branch is a run of it; one that is defined has none yet. */
const PIPELINE = set('pipeline');
const REVISION = set('ref branch commit');
const JOBS = set(
  'workflow pipeline build job task agent actor dag automation scenario playbook flow crawl test deployment action training experiment simulation backfill scan trigger batch orchestration prompt plan suite recipe routine notebook',
);

/** What a server asks of its client in a demonstration is no job. */
const ASKED = set('request elicitation');

function setGoing(reading: Reading, saw: string, basis: 'E2' | 'E3' = 'E2'): Finding {
  return {
    rule: 'job-trigger',
    force: 'floor',
    saw,
    quote: quoteLead(reading),
    category: 'Execute',
    basis,
    facets: { exec: 'bounded' },
  };
}

function assignsTask({ leadVerb, lead }: Reading): boolean {
  return among(leadVerb, ASSIGNING) && lead !== undefined && phraseAt(lead.words, [TASK, ENDPOINTS]) >= 0;
}

function runsPipeline({ name, params }: Reading): boolean {
  return (
    name.verb?.lemma === 'create' &&
    among(name.head, PIPELINE) &&
    params.some(({ depth, words }) => depth === 0 && hasLemma(words, REVISION))
  );
}

const PUTTING = set('publish promote deploy commit sync push activate release');
const LIVE = set('live');
/** What goes live by being run. */
const RUN_LIVE = set('website site workflow app application staging action function');

/** "Publish the website so its latest changes go live." */
function putsLive({ name, leadVerb, lead }: Reading): boolean {
  if (!lead || !among(leadVerb, PUTTING) || hasLemma(name.bare, ASKED_OF)) return false;
  return hasLemma(lead.words, LIVE) !== undefined && hasLemma(lead.words, RUN_LIVE) !== undefined;
}

const BUILDING = set('build');
/** What is built by running its build. */
const BUILT = set('project plugin target app application site website function package workspace solution job');
const ASKED_OF = verbs('get search inspect wait');

/** `build_plugin`, `npmBuild`: the steps are the project's own. */
function builds({ name, leadObject, leadVerb }: Reading): boolean {
  const named = among(name.verb, BUILDING) || (among(name.bare.at(-1), BUILDING) && !hasLemma(name.bare, ASKED_OF));
  return named && (hasLemma(name.object, BUILT) !== undefined || (among(leadVerb, BUILDING) && hasLemma(leadObject, BUILT) !== undefined));
}

export const jobTrigger: Rule = {
  id: 'job-trigger',
  title: 'It sets a job going',
  text: 'Run, trigger, rerun or schedule a workflow, pipeline, build, test, task or agent, or hand a task to endpoints: a program that somebody else wrote does its work when the caller says so; so does what is published to a live site. What it does is bounded by the job, not by this tool.',
  rubric: ['E2', 'E3'],
  check(reading): readonly Finding[] {
    const verb = reading.mainVerb;
    if (hasLemma(reading.name.bare, ASSIGNING) && hasLemma(reading.name.bare, WORKERS))
      return [setGoing(reading, 'an agent is set to work')];
    if (assignsTask(reading)) return [setGoing(reading, 'what runs on the endpoints is given a task')];
    if (builds(reading)) return [setGoing(reading, 'a build is run, whose steps are the project’s own')];
    if (putsLive(reading)) return [setGoing(reading, 'what it publishes goes live and runs', 'E3')];
    if (runsPipeline(reading)) return [setGoing(reading, 'a pipeline of a branch is a run of it')];
    // "Trigger a search for all missing books": the verb of the name is what the job does.
    const triggered = reading.leadVerb?.lemma === 'trigger' && reading.leadVerbAt === 0 && !hasLemma(reading.leadObject, ASKED);
    const made = verb?.verb === 'create' && reading.name.object.some((word) => word.text === 'run');
    if (verb?.verb !== 'run' && verb?.verb !== 'start' && !made && !triggered) return NOTHING;
    const what = made
      ? hasLemma(reading.name.object, RUNS)
      : (hasLemma(reading.name.object, JOBS) ?? hasLemma(reading.leadObject, JOBS) ?? (triggered ? reading.leadObject[0] : undefined));
    if (!what) return NOTHING;
    return [
      {
        rule: 'job-trigger',
        force: triggered ? 'floor' : 'argument',
        saw: `it sets going what it names ("${what.lemma}")`,
        quote: quoteLead(reading),
        category: 'Execute',
        basis: 'E2',
        facets: { exec: 'bounded' },
      },
    ];
  },
};
