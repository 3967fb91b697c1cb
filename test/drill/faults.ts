/** The faults beside being killed, as a list: each says what is wrong after it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { SnapshotMeta } from '../../db/snapshot.ts';
import { modelEndpoint, registryEndpoint } from './endpoints.ts';
import { type Ended, type Plan, wholeNight } from './night.ts';
import { type Kind, mustSucceed, SECOND, type Stage } from './stage.ts';
import { differences, publishedOf, type State, stateOf } from './state.ts';
import { disturbed, halfPublished, type Moment, nextNight, twoAtOnce } from './trials.ts';

export interface Fault {
  name: string;
  kinds: readonly Kind[];
  /** Why it cannot be tried here. */
  impossible?: string | undefined;
  play(stage: Stage): Promise<string[]>;
}

const BOTH: readonly Kind[] = ['pglite', 'postgresql'];
const MB = 1_000_000;

const CLOCKS = [
  { name: 'a day ahead', to: '2026-03-03T02:00:00.000Z' },
  { name: 'a day back', to: '2026-03-01T02:00:00.000Z' },
  { name: 'a year ahead', to: '2027-03-02T02:00:00.000Z' },
  { name: 'a year back', to: '2025-03-02T02:00:00.000Z' },
];

export const FAULTS: readonly Fault[] = [
  { name: 'a second night in the middle of the first', kinds: BOTH, play: (stage) => inPlace(stage, (place) => twoAtOnce(stage, place)) },
  { name: 'two nights at the same moment', kinds: BOTH, play: (stage) => inPlace(stage, (place) => twoAtOnce(stage, place, true)) },
  ...(['crawl', 'classify', 'snapshot'] as const).map(
    (step): Fault => ({
      name: `PostgreSQL gone in the middle of ${step}`,
      kinds: ['postgresql'],
      play: (stage) => disturbed(stage, { step, share: 0.6 }, { happens: stage.postgres.crash, over: stage.postgres.resume }),
    }),
  ),
  {
    name: 'PostgreSQL restarted at once in the middle of classify',
    kinds: ['postgresql'],
    play: (stage) =>
      disturbed(
        stage,
        { step: 'classify', share: 0.6 },
        { happens: () => stage.postgres.crash().then(stage.postgres.resume), over: async () => undefined },
      ),
  },
  ...[0.3, 1.5, 4, 8].map(
    (room): Fault => ({
      name: `a disk with ${room} MB left`,
      kinds: BOTH,
      impossible: process.getuid?.() === 0 && process.platform === 'linux' ? undefined : 'a small disk can be mounted by root alone',
      play: (stage) => fullDisk(stage, room * MB),
    }),
  ),
  ...[0, 7, 60].map(
    (requests): Fault => ({ name: `a model that dies after ${requests} answers`, kinds: BOTH, play: (stage) => model(stage, requests) }),
  ),
  ...[0, 2].map(
    (requests): Fault => ({
      name: `a registry that dies after ${requests} pages`,
      kinds: BOTH,
      play: (stage) => registry(stage, requests),
    }),
  ),
  { name: 'the file of the only source gone', kinds: BOTH, play: goneFile },
  { name: 'the file of one source of two gone', kinds: BOTH, play: goneBesideAnother },
  ...[0.2, 0.6].map(
    (share): Fault => ({
      name: `the file of a source gone ${share * 100} % into crawl`,
      kinds: BOTH,
      play: (stage) => goneMeanwhile(stage, share),
    }),
  ),
  ...CLOCKS.flatMap(({ name, to }): Fault[] => [
    { name: `a clock that jumps ${name} in the middle of each step`, kinds: BOTH, play: (stage) => wrongClock(stage, `${SECOND},${to}`) },
    { name: `a clock that stands ${name} for a night`, kinds: BOTH, play: (stage) => wrongClock(stage, to) },
  ]),
];

async function inPlace(stage: Stage, play: (place: Awaited<ReturnType<Stage['fresh']>>) => Promise<string[]>): Promise<string[]> {
  const place = await stage.fresh();
  const problems = await play(place);
  await stage.drop(place);
  return problems;
}

/** A disk of its own for the data folder, too small for the night; it grows before the next. */
async function fullDisk(stage: Stage, room: number): Promise<string[]> {
  const disk = join(stage.folder, 'disk');
  mkdirSync(disk, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1g', 'drill', disk]);
  try {
    const place = await stage.fresh(disk);
    const used = Number(execFileSync('df', ['--output=used', '-B1', disk], { encoding: 'utf8' }).split('\n')[1]);
    execFileSync('mount', ['-o', `remount,size=${Math.ceil((used + room) / 4096) * 4096}`, disk]);
    const ended = await wholeNight(place, stage.plan);
    const problems = ended.exit === 0 ? [`the disk was not too small: the night ended with 0`] : halfPublished(stage, place);
    execFileSync('mount', ['-o', 'remount,size=1g', disk]);
    return [...problems, ...(await nextNight(stage, place))];
  } finally {
    execFileSync('umount', [disk]);
    await stage.drop({ dataDir: disk });
  }
}

/** Asked about every tool; dies after so many answers and is back the next night. */
async function model(stage: Stage, requests: number): Promise<string[]> {
  const endpoint = await modelEndpoint();
  const plan: Plan = {
    ...stage.plan,
    env: {
      OPENAI_API_KEY: 'key',
      OPENAI_BASE_URL: `${endpoint.url}/v1`,
      JUDGE_CONFIDENCE: '1',
      JUDGE_RETRIES: '0',
      JUDGE_BUDGET_TOKENS: '100000000',
      JUDGE_BUDGET_USD: '1000',
    },
  };
  try {
    const expected = await stage.outcomeOf(plan);
    if (endpoint.answered() === 0) return ['the model was never asked'];
    return await withoutEndpoint(stage, plan, expected, endpoint, requests);
  } finally {
    await endpoint.close();
  }
}

/** A second source that breaks off; what it said before stands, and the next night has it all. */
async function registry(stage: Stage, requests: number): Promise<string[]> {
  const endpoint = await registryEndpoint();
  const plan: Plan = { ...stage.plan, sources: `${stage.plan.sources},registry`, env: { REGISTRY_URL: endpoint.url } };
  try {
    return await withoutEndpoint(stage, plan, await stage.outcomeOf(plan), endpoint, requests);
  } finally {
    await endpoint.close();
  }
}

/** A night in which an endpoint dies after so many requests, and the next with it back. */
async function withoutEndpoint(
  stage: Stage,
  plan: Plan,
  expected: State,
  endpoint: { dieAfter(requests: number): void },
  requests: number,
): Promise<string[]> {
  return await inPlace(stage, async (place) => {
    endpoint.dieAfter(requests);
    mustSucceed(await wholeNight(place, plan));
    endpoint.dieAfter(Number.POSITIVE_INFINITY);
    return await nextNight(stage, place, plan, expected);
  });
}

async function goneFile(stage: Stage): Promise<string[]> {
  return inPlace(stage, async (place) => {
    const ended = await without(fileOf(stage), () => wholeNight(place, stage.plan));
    const problems = ended.exit === 0 ? ['a night without its only source ended with 0'] : stopped(ended);
    return [...problems, ...(await nextNight(stage, place))];
  });
}

/** What the other source lists is there and published all the same. */
async function goneBesideAnother(stage: Stage): Promise<string[]> {
  const endpoint = await registryEndpoint();
  const plan: Plan = { ...stage.plan, sources: `${stage.plan.sources},registry`, env: { REGISTRY_URL: endpoint.url } };
  try {
    const expected = await stage.outcomeOf(plan);
    return await inPlace(stage, async (place) => {
      const ended = await without(fileOf(stage), () => wholeNight(place, plan));
      const published = publishedOf(place).get('snapshot') ?? [];
      const listed = published.filter((line) => line.startsWith('servers/org.example.listed-')).length;
      const problems = [...stopped(ended), ...(listed === 80 ? [] : [`of the other source's 80 servers ${listed} were published`])];
      return [...problems, ...(await nextNight(stage, place, plan, expected))];
    });
  } finally {
    await endpoint.close();
  }
}

async function goneMeanwhile(stage: Stage, share: number): Promise<string[]> {
  const file = fileOf(stage);
  const [happens, over] = [async () => renameSync(file, gone(file)), async () => renameSync(gone(file), file)];
  return disturbed(stage, { step: 'crawl', share }, { happens, over, partly: true });
}

function fileOf(stage: Stage): string {
  return stage.plan.sources.slice('file:'.length);
}

function gone(file: string): string {
  return `${file}.gone`;
}

async function without<T>(file: string, happens: () => Promise<T>): Promise<T> {
  renameSync(file, gone(file));
  try {
    return await happens();
  } finally {
    renameSync(gone(file), file);
  }
}

/** One source that is away stops no night: what is known of it stands, and is published. */
function stopped(ended: Ended): string[] {
  return ended.report?.failed === undefined && ended.report !== undefined ? [] : [`the night stopped: ${ended.stderr.slice(-500)}`];
}

/** Its moments are wrong and stay wrong; everything else is as it should be after the next night, which is dated as ever. */
async function wrongClock(stage: Stage, clock: string): Promise<string[]> {
  return inPlace(stage, async (place) => {
    const ended = await wholeNight(place, { ...stage.plan, clock });
    const next = await wholeNight(place, stage.plan);
    const failed = [ended, next]
      .filter(({ exit }) => exit !== 0)
      .map(({ exit, stderr }) => `a night ended with ${exit}: ${stderr.slice(-500)}`);
    const { generatedAt } = JSON.parse(readFileSync(join(place.dataDir, 'snapshot/snapshot.json'), 'utf8')) as SnapshotMeta;
    const dated = generatedAt === SECOND ? [] : [`the next night is dated ${generatedAt}`];
    return [...failed, ...dated, ...differences(timeless(stage.after), timeless(await stateOf(place)))];
  });
}

/** Rows without their moments and what hangs on them; of files their names. */
function timeless(state: State): State {
  const rows = [...state].map(([name, lines]): [string, string[]] => {
    if (name === 'snapshot' || name === 'site') return [name, lines.map((line) => line.split(' ')[0] ?? '')];
    if (name === 'table publications') return [name, lines.map((line) => (JSON.parse(line) as { server_id: string }).server_id)];
    return [name, lines.map((line) => line.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)/g, 'moment')).sort()];
  });
  return new Map(rows);
}

/** For the reader of a list of trials. */
export function momentName({ step, share }: Moment): string {
  return `${step} at ${Math.round(share * 100)} %`;
}
