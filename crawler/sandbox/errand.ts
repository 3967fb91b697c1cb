/** Runs an installer of this machine (npm, pip, uv), within limits of time, of one file and of the folder it fills. */
import { spawn } from 'node:child_process';
import type { FailureCode } from '../../db/model.ts';
import { InspectFailed } from '../errors.ts';
import { folderBytes } from './cache.ts';
import { programPath } from './programs.ts';
import { MOST_BYTES } from './shelf.ts';

const OUTPUT_CAP = 64 * 1024;
const SECONDS = 300;
const FILE_BYTES = 512 * 1024 ** 2;
/** How often the folder is measured. */
const LOOK_MS = 3_000;

export interface Errand {
  /** Where it runs, and what it fills. */
  dir: string;
  signal?: AbortSignal | undefined;
  /** Default 300. */
  seconds?: number | undefined;
  /** What it says where it fails, and the code for that; `install-failed` for anything else. */
  codes: readonly (readonly [RegExp, FailureCode])[];
}

/**
 * Runs `command` (looked up on the PATH) to its end. Throws {@link InspectFailed} `timeout`, `archive-limits`, one of `codes` with the end
 * of what it said, `install-failed` also where it cannot be started; the signal's reason where that aborts.
 */
export async function runErrand(command: readonly string[], errand: Errand): Promise<void> {
  const { dir, seconds = SECONDS, codes } = errand;
  const name = command[0] ?? '';
  // The sandbox's user is another one: what is written must be readable to all, whatever our umask is.
  const shell = ['sh', '-c', 'umask 022; exec "$@"', 'sh', ...command];
  const setpriv = await programPath('setpriv');
  const prlimit = await programPath('prlimit');
  const guards = [
    ...(setpriv ? [setpriv, '--pdeathsig', 'KILL'] : []),
    ...(prlimit ? [prlimit, `--fsize=${FILE_BYTES}`, '--core=0', '--'] : []),
  ];
  const [file = name, ...args] = [...guards, ...shell];
  const timeout = AbortSignal.timeout(seconds * 1000);
  const full = new AbortController();
  const signal = AbortSignal.any([timeout, full.signal, ...(errand.signal ? [errand.signal] : [])]);
  const look = (bytes: number): void => (bytes > MOST_BYTES ? full.abort() : undefined);
  // What changes while it is measured is measured the next time, and once more at the end.
  const watch = setInterval(() => void folderBytes(dir).then(look, () => undefined), LOOK_MS);
  try {
    const child = spawn(file, args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'], signal, killSignal: 'SIGKILL' });
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-OUTPUT_CAP);
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('close', resolve);
      child.once('error', (error) => {
        // An abort is told by `close` as well, which comes when the process is really gone.
        if (!signal.aborted) reject(new InspectFailed('install-failed', `${name} cannot be started: ${error.message}`));
      });
    });
    errand.signal?.throwIfAborted();
    if (full.signal.aborted) throw new InspectFailed('archive-limits', `takes more than ${MOST_BYTES} bytes`);
    if (timeout.aborted) throw new InspectFailed('timeout', `${name} took more than ${seconds} s`);
    if (code === 0) return;
    const said = output.replaceAll(dir, '').trim();
    throw new InspectFailed(codes.find(([pattern]) => pattern.test(said))?.[1] ?? 'install-failed', said);
  } finally {
    clearInterval(watch);
  }
}
