/**
 * A step of the night as a process of its own: its memory is given back, and the embedded database is opened by one
 * process at a time. With crawler/sandbox/ this folder is the only one that starts processes; these are our own programs.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stepEnvironment } from '../config.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Step {
  id: 'migrate' | 'crawl' | 'classify' | 'snapshot' | 'site' | 'serve';
  /** Our program, from the top, and its arguments. */
  program: string;
  args: string[];
}

export interface StepResult {
  exit: number;
  /** The JSON report it printed last; undefined when it ended before. */
  report: { [key: string]: unknown } | undefined;
  seconds: number;
}

/**
 * What Node is told, as in package.json: see db/client.ts. What is read of a tool is garbage once it is judged; with this much room, in
 * MB, for what is young, little of it is kept by mistake: less memory on the whole, and less collecting.
 */
const FLAGS = ['--liftoff-only'];
const JUDGING = ['--min-semi-space-size=32', '--max-semi-space-size=32'];

/** Runs a step with `--json`; its progress goes to our stderr. When we end, however, it notices and stops. */
export function runStep(step: Step, token: string, signal: AbortSignal): Promise<StepResult> {
  const started = performance.now();
  const child = fork(`${root}${step.program}`, [...step.args, '--json'], {
    cwd: process.cwd(),
    env: stepEnvironment(token),
    execArgv: step.id === 'classify' ? [...FLAGS, ...JUDGING] : FLAGS,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let last = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    // Only the last line matters, and that one whole.
    last = (last + text).replace(/^[\s\S]*\n(?=[^\n]+\n?$)/, '');
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, killed) => {
      signal.removeEventListener('abort', stop);
      const seconds = Math.round(performance.now() - started) / 1000;
      resolve({ exit: code ?? (killed === null ? 1 : 128), report: parse(last), seconds });
    });
  });
}

/** Serves the site on the terminal until the signal; resolves with the exit code. */
export function serveSite(args: readonly string[], signal: AbortSignal): Promise<number> {
  const child = fork(`${root}site/main.ts`, ['serve', ...args], { cwd: process.cwd(), execArgv: [], stdio: 'inherit' });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 0));
  });
}

function parse(line: string): StepResult['report'] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as { [key: string]: unknown }) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
