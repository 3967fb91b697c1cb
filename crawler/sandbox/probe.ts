/** Whether a program really starts in a sandbox. */
import { once } from 'node:events';
import { startWith } from './start.ts';
import { DEFAULT_LIMITS, type Driver, DriverUnavailable, type Launch } from './types.ts';

/** What it prints where it does. */
const WORD = 'sandbox works';

/** Starts a command that prints `sandbox works`. Gives nothing where it did, else why not. */
export async function probe(driver: Driver, launch: Omit<Launch, 'limits'>): Promise<string | undefined> {
  try {
    const running = await startWith(driver, { ...launch, limits: { ...DEFAULT_LIMITS, seconds: 10 } });
    running.stdin.end();
    const chunks: Buffer[] = [];
    running.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    const [exit] = await Promise.all([running.exited, once(running.stdout, 'end')]);
    const works = exit.code === 0 && Buffer.concat(chunks).toString().includes(WORD);
    return works ? undefined : `exit ${exit.code ?? exit.signal}: ${running.stderrTail()}`;
  } catch (error) {
    if (!(error instanceof DriverUnavailable)) throw error;
    return error.message;
  }
}
