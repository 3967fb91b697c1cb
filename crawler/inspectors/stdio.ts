/** Installs the npm package of a server, starts it in a sandbox and asks for its tools. */
import { join } from 'node:path';
import type { Inspection, Manifest, ServerPackage } from '../../db/model.ts';
import { InspectFailed } from '../errors.ts';
import { firstStart, type Start } from '../launch/arguments.ts';
import { complaintCode, nextStart } from '../launch/complaint.ts';
import { entryCommand } from '../launch/entry.ts';
import { ANNOUNCED, type Listing, listTools } from '../mcp.ts';
import { createPipe } from '../pipe.ts';
import { bestDriver, startInSandbox } from '../sandbox/index.ts';
import { install } from '../sandbox/install.ts';
import { DEFAULT_LIMITS, type Driver, type Launch } from '../sandbox/types.ts';
import type { InspectContext, Inspector } from '../types.ts';

const MOST_STARTS = 6;

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
    if (!driver) throw new InspectFailed('no-sandbox', 'no sandbox driver works on this host, so the server was not started');
    const installed = await install(pack.identifier, pack.version || 'latest', context);
    const program = await entryCommand(installed);
    const launch = { packageDir: installed.dir, stateDir, signal: context.signal };
    const { listing, start } = await startUntilItSpeaks(driver, program, launch, firstStart(pack), context);
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

/** Starts it as the record says; then as its own complaints ask, as long as they name something new. */
async function startUntilItSpeaks(
  driver: Driver,
  program: readonly string[],
  launch: Omit<Launch, 'command' | 'env' | 'limits'>,
  first: Start,
  context: InspectContext,
): Promise<{ listing: Listing; start: Start }> {
  const deadline = performance.now() + context.seconds * 1000;
  let start = first;
  for (let count = 1; ; count += 1) {
    const seconds = (deadline - performance.now()) / 1000;
    const outcome = await startOnce(
      driver,
      { ...launch, command: [...program, ...start.args], env: start.env, limits: { ...DEFAULT_LIMITS, seconds } },
      context,
    );
    if ('listing' in outcome) return { listing: outcome.listing, start };
    const next =
      outcome.mayRetry && count < MOST_STARTS && performance.now() < deadline - 1000 ? nextStart(start, outcome.failed.detail) : undefined;
    if (!next) throw outcome.failed;
    start = next;
  }
}

type Outcome = { listing: Listing } | { failed: InspectFailed; mayRetry: boolean };

async function startOnce(driver: Driver, launch: Launch, context: InspectContext): Promise<Outcome> {
  const running = await startInSandbox(driver, launch);
  const pipe = createPipe(running.stdin, running.stdout);
  try {
    return { listing: await listTools(pipe, { seconds: launch.limits.seconds, signal: context.signal, now: context.now }) };
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof InspectFailed)) throw error;
    const exit = await running.kill();
    const said = [running.stderrTail(), pipe.noise.first, error.code === 'protocol-error' ? error.message : ''].filter(Boolean).join('\n');
    if (exit.killed) return failed(exit.killed, said, exit.killed === 'killed-time');
    if (pipe.failure) return { failed: pipe.failure, mayRetry: false };
    if (error.code === 'exited') {
      const bare = pipe.noise.lines > 0 ? 'not-mcp' : 'exited';
      return failed(complaintCode(said, bare), said || `exit ${exit.code ?? exit.signal}`, true);
    }
    return { failed: new InspectFailed(error.code, said || error.detail, { cause: error }), mayRetry: error.code === 'protocol-error' };
  } finally {
    await running.kill();
  }
}

function failed(code: InspectFailed['code'], detail: string, mayRetry: boolean): Outcome {
  return { failed: new InspectFailed(code, detail), mayRetry };
}
