/**
 * Runs code of ours in a process of its own: what it reads is a stranger's, and may make it too slow, too large or crash its parsers.
 * It gets no environment, one message in and gives one message back.
 */
import { fork } from 'node:child_process';
import type { FailureCode } from '../../db/model.ts';
import { InspectFailed } from '../errors.ts';

export interface ApartLimits {
  seconds: number;
  /** Of the JavaScript heap, in MiB. */
  heap: number;
  signal: AbortSignal;
}

/** What the other side sends: a result, or an expected failure. */
export type Answer<T> = { result: T } | { failed: { code: FailureCode; detail: string } };

/** Stack for readers that recurse; within the 8 MiB that Linux gives the first thread. */
const STACK_KIB = 5_000;

/**
 * Starts `module`, sends it `input` and gives its answer. Throws {@link InspectFailed} with the code of its answer, or `killed-time`,
 * `killed-memory`, `parse-failed` where it died; the signal's reason where that aborts.
 */
export async function runApart<T>(module: URL, input: unknown, limits: ApartLimits): Promise<T> {
  limits.signal.throwIfAborted();
  const child = fork(module, {
    env: {},
    execArgv: [`--max-old-space-size=${limits.heap}`, `--stack-size=${STACK_KIB}`, '--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-2_000);
  });
  let overdue = false;
  const kill = (): void => void child.kill('SIGKILL');
  const timer = setTimeout(() => {
    overdue = true;
    kill();
  }, limits.seconds * 1_000);
  limits.signal.addEventListener('abort', kill, { once: true });
  try {
    const answer = await new Promise<Answer<T>>((resolve, reject) => {
      child.once('message', (message) => resolve(message as Answer<T>));
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(new InspectFailed(...deathOf(code, signal, tail, overdue, limits.seconds))));
      child.send(input as object, (error) => {
        if (error) reject(error);
      });
    });
    if ('failed' in answer) throw new InspectFailed(answer.failed.code, answer.failed.detail);
    return answer.result;
  } catch (error) {
    limits.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    limits.signal.removeEventListener('abort', kill);
    kill();
  }
}

function deathOf(code: number | null, signal: string | null, tail: string, overdue: boolean, seconds: number): [FailureCode, string] {
  if (overdue) return ['killed-time', `not read within ${seconds} s`];
  if (/heap out of memory|Reached heap limit/.test(tail)) return ['killed-memory', 'too large to read'];
  return ['parse-failed', `the reader ended with ${signal ?? code}: ${tail.split('\n').find((line) => line.includes('Error')) ?? ''}`];
}
