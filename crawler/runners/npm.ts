/** Starts what `npx` would start. */
import { crawlerConfig } from '../config.ts';
import { entryCommand } from '../launch/entry.ts';
import { installNpm } from '../sandbox/install-npm.ts';
import { borrowed } from '../sandbox/shelf.ts';
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
    return await borrowed(installed.dir, async () => ({
      version: installed.version,
      launch: { packageDir: installed.dir, command: await entryCommand(installed), env: {} },
    }));
  },
};
