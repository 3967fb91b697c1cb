/** A night as its operator starts it, on a data folder of its own, with a clock that stands still. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { processesWith } from '../../crawler/sandbox/processes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const clock = new URL('clock.ts', import.meta.url).href;
/** Carried by every process of a night: by it orphans are found. */
const MARK = 'DRILL_PLACE';
const PATIENCE_MS = 60_000;

export const STEPS = ['migrate', 'crawl', 'classify', 'snapshot', 'site'] as const;
export type StepId = (typeof STEPS)[number];

export interface Place {
  /** Unique: also marks its processes. */
  dataDir: string;
  databaseUrl?: string | undefined;
}

export interface Plan {
  /** What NIGHT_SOURCES says. */
  sources: string;
  /** See clock.ts. */
  clock: string;
  env?: Record<string, string> | undefined;
}

export interface Ended {
  exit: number | null;
  report: { steps: Record<string, number>; failed?: string; [key: string]: unknown } | undefined;
  stderr: string;
}

export interface RunningNight {
  pid: number;
  /** Resolves when the step begins, or the night ends before it. */
  began(step: StepId): Promise<void>;
  ended: Promise<Ended>;
}

export function startNight(place: Place, { sources, clock: moments, env = {} }: Plan): RunningNight {
  const child = spawn(process.execPath, ['crawler/main.ts', 'nightly', '--json'], {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_OPTIONS: `--import=${clock}`,
      DRILL_CLOCK: moments,
      [MARK]: place.dataDir,
      DATA_DIR: place.dataDir,
      ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
      NIGHT_SOURCES: sources,
      // Listed once without it, a server is gone: the number of listings must not decide.
      VANISH_AFTER: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, which can be killed as one.
    detached: true,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = once(child, 'close').then(([exit]): Ended => {
    const line = stdout.trim().split('\n').at(-1) ?? '';
    return { exit: exit as number | null, report: line.startsWith('{') ? (JSON.parse(line) as Ended['report']) : undefined, stderr };
  });
  return { pid: child.pid ?? 0, began: (step) => began(child, () => stderr, step), ended };
}

/** A night left alone. */
export async function wholeNight(place: Place, plan: Plan): Promise<Ended> {
  return await startNight(place, plan).ended;
}

async function began(child: ChildProcess, said: () => string, step: StepId): Promise<void> {
  while (!said().includes(`${step} …`) && child.exitCode === null && child.signalCode === null) await sleep(5);
}

/** Who of a night is killed: all of it at once (the power fails), its runner alone, or the step that is at work. */
export const VICTIMS = ['whole', 'runner', 'step'] as const;
export type Victim = (typeof VICTIMS)[number];

export function kill(night: RunningNight, place: Place, victim: Victim): void {
  const steps = processesOf(place).filter((pid) => pid !== night.pid);
  const targets = { whole: [night.pid, ...steps], runner: [night.pid], step: steps }[victim];
  for (const pid of targets) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function processesOf(place: Place): number[] {
  return processesWith(MARK)
    .filter(({ value }) => value === place.dataDir)
    .map(({ pid }) => pid);
}

/** Waits for processes that end by themselves; returns those that do not. */
export async function orphansOf(place: Place): Promise<number[]> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    if (processesOf(place).length === 0) return [];
    await sleep(50);
  }
  return processesOf(place);
}
