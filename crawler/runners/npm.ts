/** Starts what `npx` would start. */
import { crawlerConfig } from '../config.ts';
import { entryCommand } from '../launch/entry.ts';
import { installNpm } from '../sandbox/install-npm.ts';
import { putBack } from '../sandbox/shelf.ts';
import type { Runner } from '../types.ts';

export const npm: Runner = {
  id: 'npm',
  title: 'npm packages, run by Node',

  async bring(pack, { context }) {
    const installed = await installNpm(pack.identifier, pack.version || 'latest', {
      cacheDir: context.cacheDir,
      signal: context.signal,
      registry: context.npmRegistry,
      cacheBytes: crawlerConfig().installCacheBytes,
    });
    const release = (): Promise<void> => putBack(installed.dir);
    try {
      return {
        version: installed.version,
        release,
        launch: { packageDir: installed.dir, command: await entryCommand(installed), env: {} },
      };
    } catch (error) {
      await release();
      throw error;
    }
  },
};
