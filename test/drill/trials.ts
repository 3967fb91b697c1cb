/** What happens to a night: killed at a moment, a second one beside it, its database gone. Each returns what is wrong afterwards. */
import { setTimeout as sleep } from 'node:timers/promises';
import { kill, orphansOf, type Place, type Plan, type RunningNight, type StepId, startNight, type Victim, wholeNight } from './night.ts';
import { type Stage, secondsOf } from './stage.ts';
import { differences, publishedOf, type State, same, stateOf } from './state.ts';

/** A moment of a night: so far into a step, as a share of what it takes undisturbed. */
export interface Moment {
  step: StepId;
  share: number;
}

async function reach(night: RunningNight, stage: Stage, { step, share }: Moment): Promise<void> {
  await night.began(step);
  await Promise.race([sleep(secondsOf(stage, step) * share * 1_000), night.ended]);
}

/** Killed then; what is published is old or new, and the next night ends as one that nothing disturbed. */
export async function killed(
  stage: Stage,
  moment: Moment,
  victim: Victim,
  next: (stage: Stage, place: Place) => Promise<string[]> = nextNight,
): Promise<string[]> {
  const place = await stage.fresh();
  const night = startNight(place, stage.plan);
  await reach(night, stage, moment);
  kill(night, place, victim);
  await night.ended;
  const problems = [...halfPublished(stage, place), ...(await next(stage, place))];
  await stage.drop(place);
  return problems;
}

/**
 * Something happens at a moment and is over when the night has ended. `partly`: that night is published without what was away, so
 * neither as the old nor as the new.
 */
export async function disturbed(
  stage: Stage,
  moment: Moment,
  { happens, over, partly = false }: { happens: () => Promise<void>; over: () => Promise<void>; partly?: boolean },
): Promise<string[]> {
  const place = await stage.fresh();
  const night = startNight(place, stage.plan);
  await reach(night, stage, moment);
  await happens();
  await night.ended;
  const half = partly ? [] : halfPublished(stage, place);
  await over();
  const problems = [...half, ...(await nextNight(stage, place))];
  await stage.drop(place);
  return problems;
}

/** Two at once: one does the work, the other refuses and names it. `together`: neither has a start. */
export async function twoAtOnce(stage: Stage, place: Place, together = false): Promise<string[]> {
  const first = startNight(place, stage.plan);
  if (!together) await first.began('crawl');
  const second = startNight(place, stage.plan);
  const ended = await Promise.all([first.ended, second.ended]);
  const [done, refused] = ended[0].exit === 2 ? [ended[1], ended[0]] : [ended[0], ended[1]];
  const other = refused === ended[1] ? first : second;
  const problems = await wrongWith(place, stage.after);
  if (done.exit !== 0) problems.push(`the one that worked ended with ${done.exit}: ${done.stderr.slice(-500)}`);
  if (refused.exit !== 2 || refused.stderr.trim().split('\n').length !== 1 || !refused.stderr.includes(`process ${other.pid}`))
    problems.push(`the other did not refuse by naming process ${other.pid}: exit ${refused.exit}: ${refused.stderr.slice(-500)}`);
  return problems;
}

/** Lives through another night and compares. */
export async function nextNight(stage: Stage, place: Place, plan: Plan = stage.plan, expected: State = stage.after): Promise<string[]> {
  const ended = await wholeNight(place, plan);
  const problems = await wrongWith(place, expected);
  if (ended.exit !== 0 || ended.report?.failed !== undefined)
    problems.unshift(`the next night ended with ${ended.exit}: ${ended.stderr.slice(-1_500)}`);
  return problems;
}

async function wrongWith(place: Place, expected: State): Promise<string[]> {
  const orphans = await orphansOf(place);
  return [...(orphans.length === 0 ? [] : [`orphans: ${orphans.join(', ')}`]), ...differences(expected, await stateOf(place))];
}

/** Snapshot and site: each the old one or the new one, whole. */
export function halfPublished({ before, after }: Stage, place: Place): string[] {
  const found = publishedOf(place);
  return [...found.keys()].flatMap((name) => {
    const only = (state: State): State => new Map([[name, state.get(name) ?? []]]);
    if (same(only(found), only(before)) || same(only(found), only(after))) return [];
    return [`${name} is neither old nor new:`, ...differences(only(after), only(found))];
  });
}
