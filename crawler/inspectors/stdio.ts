/** Installs the npm package of a server, starts it in a sandbox and asks for its tools. */
import { join } from 'node:path';
import type { Inspection, Manifest, ServerPackage } from '../../db/model.ts';
import { crawlerConfig } from '../config.ts';
import { InspectFailed } from '../errors.ts';
import { entryCommand } from '../launch/entry.ts';
import { startUntilItSpeaks } from '../launch/speak.ts';
import { ANNOUNCED } from '../mcp.ts';
import { bestDriver } from '../sandbox/index.ts';
import { installNpm } from '../sandbox/install-npm.ts';
import { putBack } from '../sandbox/shelf.ts';
import { DEFAULT_LIMITS } from '../sandbox/types.ts';
import type { Inspector } from '../types.ts';

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
    const installed = await installNpm(pack.identifier, pack.version || 'latest', {
      cacheDir: context.cacheDir,
      signal: context.signal,
      registry: context.npmRegistry,
      cacheBytes: crawlerConfig().installCacheBytes,
    });
    try {
      const command = await entryCommand(installed);
      const { listing, start } = await startUntilItSpeaks(
        {
          driver,
          command,
          packageDir: installed.dir,
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
        version: installed.version,
        launch: { args: start.args, env: Object.keys(start.env).sort(), sandbox: driver.id, announced: ANNOUNCED },
        ...listing,
      } satisfies Inspection;
    } finally {
      await putBack(installed.dir);
    }
  },
};

function npmPackage(manifest: Manifest): ServerPackage | undefined {
  return manifest.packages.find(({ registryType, transport }) => registryType === 'npm' && (transport?.type ?? 'stdio') === 'stdio');
}
