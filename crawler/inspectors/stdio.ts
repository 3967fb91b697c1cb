/** Brings the package of a server to this machine, starts it in a sandbox and asks for its tools. */
import { join } from 'node:path';
import type { Inspection, Manifest, ServerPackage } from '../../db/model.ts';
import { crawlerConfig } from '../config.ts';
import { InspectFailed, RequestFailed } from '../errors.ts';
import { startUntilItSpeaks } from '../launch/speak.ts';
import { ANNOUNCED } from '../mcp.ts';
import { runners } from '../runners/index.ts';
import { bestDriver } from '../sandbox/index.ts';
import { DEFAULT_LIMITS } from '../sandbox/types.ts';
import type { Brought, Inspector, Runner, RunnerMeans } from '../types.ts';

export const stdio: Inspector = {
  id: 'stdio',
  title: 'Started in a sandbox',
  evidence: 'live',

  fits: (manifest) => startable(manifest).length > 0,

  async inspect(manifest, context) {
    const stateDir = join(context.cacheDir, 'sandbox');
    const driver = await bestDriver(stateDir, context.unsafeNoSandbox ?? false);
    const { pack, brought } = await bringOne(startable(manifest), { context, driver, stateDir });
    try {
      const { listing, start } = await startUntilItSpeaks(
        {
          ...brought.launch,
          driver,
          stateDir,
          limits: { ...DEFAULT_LIMITS, seconds: context.seconds },
          signal: context.signal,
          now: context.now,
        },
        pack,
      );
      return {
        inspector: 'stdio',
        evidence: 'live',
        version: brought.version,
        launch: {
          args: start.args,
          env: Object.keys(start.env).sort(),
          sandbox: driver.id,
          announced: ANNOUNCED,
          ...(brought.digest && { digest: brought.digest }),
        },
        ...listing,
      } satisfies Inspection;
    } finally {
      await brought.release();
    }
  },
};

interface Startable {
  runner: Runner;
  pack: ServerPackage;
}

/** The packages that speak over stdio and may be started, one a runner, in the runners' order. */
function startable({ packages }: Manifest): Startable[] {
  const allowed = crawlerConfig().runners;
  return runners.flatMap((runner) => {
    if (!allowed.includes(runner.id)) return [];
    const pack = packages.find(({ registryType, transport }) => registryType === runner.id && (transport?.type ?? 'stdio') === 'stdio');
    return pack ? [{ runner, pack }] : [];
  });
}

/** What cannot be brought here may be brought in another package; what was started and refused has said what it had to say. */
async function bringOne(list: readonly Startable[], means: RunnerMeans): Promise<{ pack: ServerPackage; brought: Brought }> {
  let failed: Error | undefined;
  for (const { runner, pack } of list) {
    try {
      return { pack, brought: await runner.bring(pack, means) };
    } catch (error) {
      if (!(error instanceof InspectFailed || error instanceof RequestFailed)) throw error;
      failed ??= error;
    }
  }
  throw failed ?? new InspectFailed('no-inspector', `no package that speaks over stdio, of ${runners.map(({ id }) => id).join(', ')}`);
}
