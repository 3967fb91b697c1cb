/** Installs the npm package of a server, starts it in a sandbox and asks for its tools. */
import { join } from 'node:path';
import type { Inspection, Manifest, ServerPackage } from '../../db/model.ts';
import { InspectFailed } from '../errors.ts';
import { firstStart, furtherStarts, type Start } from '../launch/arguments.ts';
import { complaintCode, otherStarts, rejectsGuess } from '../launch/complaint.ts';
import { entryCommand } from '../launch/entry.ts';
import { ANNOUNCED, type Listing, listTools } from '../mcp.ts';
import { createPipe } from '../pipe.ts';
import { bestDriver, startInSandbox } from '../sandbox/index.ts';
import { install } from '../sandbox/install.ts';
import { DEFAULT_LIMITS, type Driver, type Launch } from '../sandbox/types.ts';
import type { InspectContext, Inspector } from '../types.ts';

const MOST_STARTS = 9;
/** Nine of ten servers answer within a second. */
const IMPATIENT_SECONDS = 10;

export const stdio: Inspector = {
  id: 'stdio',
  title: 'Started in a sandbox',
  evidence: 'live',

  fits: (manifest) => npmPackage(manifest) !== undefined,

  async inspect(manifest, context) {
    const pack = npmPackage(manifest);
    if (!pack) throw new InspectFailed('no-inspector', 'no npm package that speaks over stdio');
    const stateDir = join(context.cacheDir, 'sandbox');
    const driver = await bestDriver(stateDir, context.unsafeNoSandbox ?? false);
    const installed = await install(pack.identifier, pack.version || 'latest', { cacheDir: context.cacheDir, signal: context.signal });
    const program = await entryCommand(installed);
    const launch = { packageDir: installed.dir, stateDir, signal: context.signal };
    const { listing, start } = await startUntilItSpeaks(driver, program, launch, pack, context);
    return {
      inspector: 'stdio',
      evidence: 'live',
      version: installed.version,
      launch: { args: start.args, env: Object.keys(start.env).sort(), sandbox: driver.id, announced: ANNOUNCED },
      ...listing,
    } satisfies Inspection;
  },
};

function npmPackage(manifest: Manifest): ServerPackage | undefined {
  return manifest.packages.find(({ registryType, transport }) => registryType === 'npm' && (transport?.type ?? 'stdio') === 'stdio');
}

/**
 * Starts it as the record says; then in the other ways that its own complaints point to. A server that stays silent is asked
 * early why, and only then given all the time there is: some speak HTTP until told otherwise.
 */
async function startUntilItSpeaks(
  driver: Driver,
  program: readonly string[],
  launch: Omit<Launch, 'command' | 'env' | 'limits'>,
  pack: ServerPackage,
  context: InspectContext,
): Promise<{ listing: Listing; start: Start }> {
  const deadline = performance.now() + context.seconds * 1000;
  const first = firstStart(pack);
  const tried = new Set<string>();
  let queue: Attempt[] = [{ start: first, impatient: true }];
  let failed: InspectFailed | undefined;
  while (queue.length > 0 && tried.size < MOST_STARTS) {
    const [{ start, impatient }, ...rest] = queue as [Attempt, ...Attempt[]];
    const left = (deadline - performance.now()) / 1000;
    if (failed && left < 1) break;
    tried.add(JSON.stringify([start, impatient]));
    const limits = { ...DEFAULT_LIMITS, seconds: impatient ? Math.min(left, IMPATIENT_SECONDS) : left };
    const outcome = await startOnce(driver, { ...launch, command: [...program, ...start.args], env: start.env, limits }, start, context);
    if ('listing' in outcome) return { listing: outcome.listing, start };
    if (!failed || !rejectsGuess(outcome.failed.detail)) failed = outcome.failed;
    const others = outcome.final ? [] : [...otherStarts(start, outcome.failed.detail), ...(start === first ? furtherStarts(pack) : [])];
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

type Outcome = { listing: Listing } | { failed: InspectFailed; final: boolean; silent: boolean };

async function startOnce(driver: Driver, launch: Launch, start: Start, context: InspectContext): Promise<Outcome> {
  const running = await startInSandbox(driver, launch);
  const pipe = createPipe(running.stdin, running.stdout);
  try {
    return { listing: await listTools(pipe, { seconds: launch.limits.seconds, signal: context.signal, now: context.now }) };
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof InspectFailed)) throw error;
    const exit = await running.kill(error.code === 'timeout' ? 'killed-time' : undefined);
    const said = [running.stderrTail(), pipe.noise.text, error.code === 'protocol-error' ? error.detail : ''].filter(Boolean).join('\n');
    const silent = exit.killed === 'killed-time';
    if (exit.killed && !silent) return { failed: new InspectFailed(exit.killed, said), final: true, silent };
    if (pipe.failure) return { failed: pipe.failure, final: true, silent };
    if (!silent && error.code !== 'exited') {
      const refused = error.code === 'protocol-error';
      const code = refused ? complaintCode(error.detail, error.code, start) : error.code;
      return { failed: new InspectFailed(code, said || error.detail), final: !refused, silent };
    }
    const bare = pipe.strays > 0 ? 'protocol-error' : pipe.noise.lines > 0 ? 'not-mcp' : (exit.killed ?? 'exited');
    const code = complaintCode(said, bare, start);
    return { failed: new InspectFailed(code, said || `exit ${exit.code ?? exit.signal}`), final: false, silent };
  } finally {
    await running.kill();
  }
}
