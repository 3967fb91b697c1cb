/** Where drills are played: one night lived through, a second one known, and as many fresh copies of the morning between as are wanted. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeCatalogue } from '../bench/catalogue.ts';
import { createDatabase, type Postgres } from '../helpers/postgres.ts';
import { type Ended, type Place, type Plan, type StepId, wholeNight } from './night.ts';
import { publishedOf, type State, stateOf } from './state.ts';

export const KINDS = ['pglite', 'postgresql'] as const;
export type Kind = (typeof KINDS)[number];

export interface Stage {
  kind: Kind;
  postgres: Postgres;
  folder: string;
  /** Plan of the second night. */
  plan: Plan;
  /** Published before the second night, and all there is after it. */
  before: State;
  after: State;
  /** Of the second night, left alone. */
  seconds: Record<string, number>;
  /** A copy of what the first night left. `at`: another folder for its data, which exists. */
  fresh(at?: string): Promise<Place>;
  drop(place: Place): Promise<void>;
  /** What another plan for the second night leads to. */
  outcomeOf(plan: Plan): Promise<State>;
}

const FIRST = '2026-03-01T02:00:00.000Z';
export const SECOND = '2026-03-02T02:00:00.000Z';

/** `size` in servers; tools are three times as many. */
export async function prepareStage(kind: Kind, postgres: Postgres, folder: string, size: number): Promise<Stage> {
  mkdirSync(folder, { recursive: true });
  const files = [1, 2].map((night) => join(folder, `night-${night}.ndjson`));
  for (const [index, file] of files.entries())
    await writeCatalogue(file, { servers: size, tools: size * 3, night: index + 1, change: 0.25, seed: 5 });
  const drops = new Map<string, () => Promise<void>>();
  let number = 0;
  const made = async (from: Place | undefined, at?: string): Promise<Place> => {
    const dataDir = at ?? join(folder, `data-${number++}`);
    if (from) cpSync(from.dataDir, dataDir, { recursive: true, verbatimSymlinks: true });
    if (kind === 'pglite') return { dataDir };
    const { url, drop } = await createDatabase(postgres.url, from?.databaseUrl);
    drops.set(dataDir, drop);
    return { dataDir, databaseUrl: url };
  };
  const drop = async (place: Place) => {
    rmSync(place.dataDir, { recursive: true, force: true });
    await drops.get(place.dataDir)?.();
    drops.delete(place.dataDir);
  };
  const base = await made(undefined);
  // The same file, with other content the next night: a source is known by its path.
  const source = join(folder, 'catalogue.ndjson');
  const plan: Plan = { sources: `file:${source}`, clock: SECOND };
  cpSync(files[0] ?? '', source);
  mustSucceed(await wholeNight(base, { ...plan, clock: FIRST }));
  cpSync(files[1] ?? '', source);
  const before = publishedOf(base);
  const stage: Omit<Stage, 'after' | 'seconds'> = {
    kind,
    postgres,
    folder,
    plan,
    before,
    fresh: (at) => made(base, at),
    drop,
    async outcomeOf(other) {
      const place = await made(base);
      mustSucceed(await wholeNight(place, other));
      const state = await stateOf(place);
      await drop(place);
      return state;
    },
  };
  const known = await stage.fresh();
  const ended = mustSucceed(await wholeNight(known, plan));
  const after = await stateOf(known);
  await drop(known);
  return { ...stage, after, seconds: ended.report?.steps ?? {} };
}

/** A night that nothing disturbs and that fails would prove nothing. */
export function mustSucceed(ended: Ended): Ended {
  if (ended.exit !== 0 || ended.report === undefined || ended.report.failed !== undefined)
    throw new Error(`an undisturbed night ended with ${ended.exit}:\n${ended.stderr.slice(-4_000)}`);
  return ended;
}

export function secondsOf({ seconds }: Stage, step: StepId): number {
  return seconds[step] ?? 1;
}
