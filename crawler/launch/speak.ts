/** Starts a program in a sandbox in every way that makes sense, until it lists its tools. */
import type { FailureCode, ServerPackage } from '../../db/model.ts';
import { InspectFailed } from '../errors.ts';
import { type Listing, listTools } from '../mcp.ts';
import { createPipe, type Pipe } from '../pipe.ts';
import { startInSandbox } from '../sandbox/index.ts';
import type { Driver, Exit, Launch } from '../sandbox/types.ts';
import { firstStart, furtherStarts, type Start } from './arguments.ts';
import { complaintCode, otherStarts, rejectsGuess } from './complaint.ts';

const MOST_STARTS = 9;
/** Nine of ten servers answer within a second. */
const IMPATIENT_SECONDS = 10;
/** Less than this is not worth a start. */
const LEAST_SECONDS = 2;
const DETAIL_CHARS = 2_000;

/** What is started, without the arguments and variables of its record; `limits.seconds` is for all starts together. */
export interface Program extends Omit<Launch, 'signal'> {
  driver: Driver;
  signal: AbortSignal;
  now: Date;
}

/**
 * Starts it as the record says; then in the other ways that its own complaints point to. A server that stays silent is asked
 * early why, and only then given all the time there is: some speak HTTP until told otherwise.
 * Throws {@link InspectFailed} with the code of the limit it passed, or what it said it lacks.
 */
export async function startUntilItSpeaks(program: Program, pack: ServerPackage): Promise<{ listing: Listing; start: Start }> {
  const deadline = performance.now() + program.limits.seconds * 1000;
  const first = firstStart(pack);
  const tried = new Set<string>();
  let queue: Attempt[] = [{ start: first, impatient: true }];
  let failed: InspectFailed | undefined;
  let onlySilent = false;
  while (queue.length > 0 && tried.size < MOST_STARTS) {
    const [{ start, impatient }, ...rest] = queue as [Attempt, ...Attempt[]];
    const left = (deadline - performance.now()) / 1000;
    if (failed && left < LEAST_SECONDS) break;
    tried.add(JSON.stringify([start, impatient]));
    const seconds = impatient ? Math.min(left, IMPATIENT_SECONDS) : left;
    const outcome = await startOnce(program, start, seconds);
    if ('listing' in outcome) return { listing: outcome.listing, start };
    const wrongGuess = start !== first && rejectsGuess(outcome.complaint);
    // The last complaint is nearest to the truth, unless it is only about our guess, or there is none. Having been silent for a while says least.
    if (!failed || onlySilent || (outcome.complaint !== '' && !wrongGuess)) {
      failed = outcome.failed;
      onlySilent = outcome.silent && outcome.complaint === '';
    }
    const others =
      outcome.final || wrongGuess ? [] : [...otherStarts(start, outcome.complaint), ...(start === first ? furtherStarts(pack) : [])];
    const next: Attempt[] = others.map((other) => ({ start: other, impatient: true }));
    // Deepest first: a complaint about the last try is nearer to the goal than what the one before suggested.
    queue = [...next, ...rest].filter((attempt) => !tried.has(JSON.stringify([attempt.start, attempt.impatient])));
    if (outcome.silent && impatient) queue.push({ start, impatient: false });
  }
  throw failed;
}

interface Attempt {
  start: Start;
  impatient: boolean;
}

type Outcome = { listing: Listing } | Refusal;

interface Refusal {
  failed: InspectFailed;
  /** Its own words, longer than a failure's detail. */
  complaint: string;
  /** Another start would end alike. */
  final: boolean;
  /** It said nothing in time. */
  silent: boolean;
}

async function startOnce(program: Program, start: Start, seconds: number): Promise<Outcome> {
  const { driver, signal, now } = program;
  const limits = { ...program.limits, seconds };
  const running = await startInSandbox(driver, {
    ...program,
    command: [...program.command, ...start.args],
    env: { ...program.env, ...start.env },
    limits,
  });
  const pipe = createPipe(running.stdin, running.stdout);
  try {
    return { listing: await listTools(pipe, { seconds, signal, now }) };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof InspectFailed)) throw error;
    const exit = await running.kill(error.code === 'timeout' ? 'killed-time' : undefined);
    return refusalOf(error, exit, pipe, running.stderrTail(), start);
  } finally {
    await running.kill();
  }
}

/** Why there is no list: a limit first, then what passed over the pipe, then what it said of itself. */
function refusalOf(error: InspectFailed, exit: Exit, pipe: Pipe, stderr: string, start: Start): Refusal {
  const refused = error.code === 'protocol-error';
  const complaint = [stderr, pipe.noise.text, refused ? error.detail : ''].filter(Boolean).join('\n');
  const silent = exit.killed === 'killed-time';
  const told = (code: FailureCode, final: boolean): Refusal => ({
    // The end of what it said is where the error stands.
    failed: new InspectFailed(
      code,
      complaint.slice(-DETAIL_CHARS) || (error.code === 'exited' ? `exit ${exit.code ?? exit.signal}` : error.detail),
    ),
    complaint,
    final,
    silent,
  });
  if (exit.killed && !silent) return told(exit.killed, true);
  if (pipe.failure) return { failed: pipe.failure, complaint, final: true, silent };
  if (refused) return told(complaintCode(error.detail, error.code, start), false);
  if (!silent && error.code !== 'exited') return told(error.code, true);
  const bare = pipe.strays > 0 ? 'protocol-error' : pipe.noise.lines > 0 ? 'not-mcp' : (exit.killed ?? 'exited');
  return told(complaintCode(complaint, bare, start), false);
}
