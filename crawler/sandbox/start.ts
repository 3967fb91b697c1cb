/** Starts one process tree in a sandbox, holds it to its limits, and ends it whole. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { type Duplex, Transform } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { FailureCode } from '../../db/model.ts';
import { LEAVE_FD } from './confined.ts';
import { descendants, processTable } from './processes.ts';
import { killStrays, newRun, sendKill, sweepOrphans } from './strays.ts';
import type { Driver, Exit, Launch, Running } from './types.ts';
import { watch } from './watch.ts';

const TAIL_BYTES = 4_096;
/** How long the first process of a namespace may take to die before its parent is killed too. */
const GRACE_MS = 2_000;
/** What programs say when the memory limit stops them before the watch does. */
const OUT_OF_MEMORY = /heap out of memory|Array buffer allocation failed|bad_alloc|Cannot allocate memory|out of memory/i;

/** Starts `launch` by `driver`. Throws {@link DriverUnavailable} where this host lacks what it needs. */
export async function startWith(driver: Driver, launch: Launch): Promise<Running> {
  sweepOrphans();
  const wrapped = await driver.wrap(launch);
  const run = newRun();
  const child = spawn(wrapped.file, wrapped.args, {
    env: { ...wrapped.env, ...run.env },
    cwd: wrapped.cwd,
    detached: wrapped.loose ?? false,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  }) as ChildProcessWithoutNullStreams;
  giveLeave(child.stdio[LEAVE_FD] as Duplex);
  let killed: FailureCode | undefined;
  let ending = false;
  const tail = keepTail(child, launch.limits.stderr, () => end('killed-output'));
  const stdout = child.stdout.pipe(counted(launch.limits.stdout, () => end('killed-output')));
  // A server that dies while we write to it: its exit says so.
  child.stdin.on('error', () => undefined);

  const exited = new Promise<Exit>((resolve) => {
    child.once('error', (error) => resolve({ code: 127, signal: error.message }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  }).then(async (exit) => {
    ending = true;
    stopWatching();
    clearTimeout(deadline);
    launch.signal?.removeEventListener('abort', aborted);
    await killStrays(run);
    if (wrapped.scratch) await rm(wrapped.scratch, { recursive: true, force: true });
    const code = killed ?? (exit.code !== 0 && OUT_OF_MEMORY.test(tail()) ? 'killed-memory' : undefined);
    return { ...exit, ...(code && { killed: code }) };
  });

  function end(code?: FailureCode): void {
    if (ending) return;
    ending = true;
    killed = code;
    if (wrapped.loose) sendKill(-(child.pid ?? 0));
    else killTree(child);
  }
  function aborted(): void {
    end();
  }

  const stopWatching = child.pid === undefined ? () => undefined : watch(child.pid, launch.limits, end);
  const deadline = setTimeout(() => end('killed-time'), launch.limits.seconds * 1000);
  launch.signal?.addEventListener('abort', aborted, { once: true });
  if (launch.signal?.aborted) aborted();

  return {
    driver: driver.id,
    stdin: child.stdin,
    stdout,
    stderrTail: () =>
      stripVTControlCharacters(tail())
        .replaceAll(wrapped.chatter ?? /^$/g, '')
        .trim(),
    exited,
    kill: (code) => {
      end(code);
      return exited;
    },
  };
}

/** Answers the question of the walls, see `confinedCommand`. Who asks and then dies is told by the exit. */
function giveLeave(gate: Duplex): void {
  gate.on('error', () => undefined);
  gate.once('data', () => gate.end('\n'));
}

/**
 * Kills the first process of the namespace; with it the kernel kills all others before its parent (ours) can end, so that the
 * parent's end means that nothing is left.
 */
function killTree(child: ChildProcessWithoutNullStreams): void {
  const { pid } = child;
  if (pid === undefined) return;
  const roots = descendants(processTable(), pid).filter((process) => process.parent === pid);
  for (const root of roots) sendKill(root.pid);
  const late = setTimeout(() => child.kill('SIGKILL'), roots.length > 0 ? GRACE_MS : 0);
  child.once('exit', () => clearTimeout(late));
}

function counted(limit: number, over: () => void): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= limit) return done(null, chunk);
      over();
      done();
    },
  });
}

function keepTail(child: ChildProcessWithoutNullStreams, limit: number, over: () => void): () => string {
  let bytes = 0;
  let tail = Buffer.alloc(0);
  child.stderr.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
    if (bytes > limit) over();
  });
  return () => tail.toString('utf8');
}
