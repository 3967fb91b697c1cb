/** Reads a package in a process of its own, and again with the packages that hold the rest of its program. */
import { InspectFailed, RequestFailed } from '../errors.ts';
import { runApart } from '../sandbox/apart.ts';
import { fetchNpmRange } from './fetch-npm.ts';
import type { Packed, ReadingTask } from './packed.ts';
import type { PackageReading } from './read-package.ts';

const HEAP_MIB = 900;
const MOST_SECONDS = 30;
/** On a busy machine a reading is killed after so many times the seconds it should take. */
const PATIENCE = 2;
/** The least share of the time for a round after the first. */
const LEAST_SHARE = 0.3;
/** Rounds of fetching what the program imports, and packages in all. */
const MAX_ROUNDS = 3;
const MAX_PACKAGES = 12;
const MAX_A_ROUND = 6;
const MAX_BYTES = 48 * 1024 ** 2;

export interface ReadOptions {
  /** What it should take at most, on a machine that does nothing else. */
  seconds: number;
  signal: AbortSignal;
  /** Registry for packages that the program imports; without it none are fetched. */
  npm: string | undefined;
}

/** Throws {@link InspectFailed} `bad-archive`, `archive-limits`, `parse-failed`, `killed-time`, `killed-memory`. */
export async function readApart(main: Packed, options: ReadOptions): Promise<PackageReading> {
  const task: ReadingTask = { main, seconds: 0, dependencies: [] };
  const seconds = Math.min(options.seconds, MOST_SECONDS);
  const whole = seconds * PATIENCE;
  const deadline = Date.now() + whole * 1_000;
  const read = (): Promise<PackageReading> => {
    const left = (deadline - Date.now()) / 1_000;
    task.seconds = seconds * Math.max(LEAST_SHARE, left / whole);
    return runApart<PackageReading>(new URL('./apart.ts', import.meta.url), task, {
      seconds: Math.max(1, left),
      heap: HEAP_MIB,
      signal: options.signal,
    });
  };
  let reading = await read();
  for (let round = 0; round < MAX_ROUNDS && options.npm && reading.wants.length > 0; round += 1) {
    const before = task.dependencies.length;
    await fetchWanted(task, reading, options.npm, options.signal);
    if (task.dependencies.length === before) break;
    const next = await readOrKeep(read, reading);
    // What was found alone is not lost for a larger program that is too much to follow.
    reading = next.tools.length >= reading.tools.length ? next : { ...reading, wants: next.wants };
  }
  return reading;
}

async function readOrKeep(read: () => Promise<PackageReading>, before: PackageReading): Promise<PackageReading> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof InspectFailed) || before.tools.length === 0) throw error;
    return { ...before, wants: [], defects: [...before.defects, `with its dependencies: ${error.code}: ${error.detail}`] };
  }
}

/** A dependency that cannot be had is done without: what is missing then shows in what is found. */
async function fetchWanted(task: ReadingTask, reading: PackageReading, base: string, signal: AbortSignal): Promise<void> {
  let bytes = task.dependencies.reduce((sum, { packed }) => sum + ('bytes' in packed ? packed.bytes.length : 0), 0);
  for (const { name, range } of reading.wants.slice(0, MAX_A_ROUND)) {
    if (task.dependencies.length >= MAX_PACKAGES || bytes > MAX_BYTES) return;
    try {
      const fetched = await fetchNpmRange(name, range, { base, signal });
      bytes += fetched.bytes.length;
      task.dependencies.push({ name, packed: { format: 'tgz', bytes: fetched.bytes } });
    } catch (error) {
      if (!(error instanceof InspectFailed || error instanceof RequestFailed)) throw error;
      reading.defects.push(`${name}@${range}: ${error.code}`);
    }
  }
}
