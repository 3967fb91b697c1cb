/**
 * One night at a time on one data folder, one process at a time on the embedded database. A lock is a file naming who holds it; it outlives nobody: a holder that was
 * killed is seen to be dead, and on another host (a container that is gone) by its heartbeat.
 */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 60_000;
const DEAD_AFTER_MS = 5 * HEARTBEAT_MS;
/** Clocks of two hosts differ by less. A heartbeat from further ahead is of a clock that was set back since. */
const AHEAD_MS = 60 * HEARTBEAT_MS;

/** Another run holds the data folder; the message names it. Exit 2. */
export class NightBusy extends Error {}

export interface NightLock {
  /** Give it to child processes as NIGHT_TOKEN: they work under this lock. */
  token: string;
  release(): void;
}

interface Holder {
  token: string;
  command: string;
  pid: number;
  /** When the process of that pid was started, in the system's own units, against pids that are used again. */
  process: string | undefined;
  host: string;
  startedAt: string;
}

/** Takes the lock of a data folder or throws {@link NightBusy}. With the token of the holder it joins in and releases nothing. */
export function takeNightLock(dataDir: string, command: string, token: string | undefined, now: Date): NightLock {
  return takeLock(join(dataDir, 'night.lock'), command, token, now);
}

/**
 * Takes the lock of the embedded database, which one process alone may have open. Waits a while for one that is closing,
 * e.g. a step whose night was killed.
 */
export async function takeDatabaseLock(dataDir: string, patienceMs = 20_000): Promise<NightLock> {
  for (let waited = 0; ; waited += 100) {
    try {
      return takeLock(join(dataDir, 'db.lock'), 'the embedded database', undefined, new Date());
    } catch (error) {
      if (!(error instanceof NightBusy) || waited >= patienceMs) throw error;
      await sleep(100);
    }
  }
}

function takeLock(path: string, command: string, token: string | undefined, now: Date): NightLock {
  mkdirSync(dirname(path), { recursive: true });
  const self: Holder = {
    token: randomUUID(),
    command,
    pid: process.pid,
    process: processStart(process.pid),
    host: hostname(),
    startedAt: now.toISOString(),
  };
  // A second try follows a stale lock that was cleared away; more would mean that others keep taking it.
  for (let attempt = 0; attempt < 3; attempt++) {
    if (create(path, self)) return held(path, self);
    const holder = read(path);
    if (holder === undefined) continue;
    if (token !== undefined && holder.token === token) return { token, release: () => undefined };
    if (isAlive(path, holder, now)) throw busy(holder);
    clear(path, holder);
  }
  throw new NightBusy('another run is just starting: try again');
}

function busy(holder: Holder): NightBusy {
  const where = holder.host === hostname() ? '' : ` on ${holder.host}`;
  return new NightBusy(`${holder.command} is in use: process ${holder.pid}${where}, started ${holder.startedAt}`);
}

/** Whole and at once, or not at all: the file is linked into place with its content. */
function create(path: string, holder: Holder): boolean {
  const draft = `${path}.${holder.token}`;
  writeFileSync(draft, JSON.stringify(holder));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function held(path: string, self: Holder): NightLock {
  const heartbeat = setInterval(() => {
    const now = new Date();
    if (read(path)?.token === self.token) utimesSync(path, now, now);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    token: self.token,
    release() {
      clearInterval(heartbeat);
      if (read(path)?.token === self.token) rmSync(path, { force: true });
    },
  };
}

function read(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // A file that is no lock of ours, e.g. cut short by a full disk, names nobody who could be alive.
    if (error instanceof SyntaxError) return { token: '', command: '?', pid: 0, process: undefined, host: hostname(), startedAt: '' };
    throw error;
  }
}

function isAlive(path: string, holder: Holder, now: Date): boolean {
  if (holder.host !== hostname()) {
    const age = now.getTime() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    return age < DEAD_AFTER_MS && age > -AHEAD_MS;
  }
  if (holder.pid === 0) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives, as somebody else's.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return holder.process === undefined || holder.process === processStart(holder.pid);
}

/** Renamed before it is removed: of two that clear at once, the slower one must not remove the faster one's new lock. */
function clear(path: string, stale: Holder): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (read(aside)?.token !== stale.token) linkSync(aside, path);
  rmSync(aside);
}

/** Field 22 of /proc/<pid>/stat; undefined where there is no /proc. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
