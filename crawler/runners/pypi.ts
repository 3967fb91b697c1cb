/** Starts what `uvx` would start, where this machine has a Python. */
import { basename, join } from 'node:path';
import type { ServerPackage } from '../../db/model.ts';
import { crawlerConfig } from '../config.ts';
import { InspectFailed } from '../errors.ts';
import { firstLine } from '../launch/entry.ts';
import { pypiRelease } from '../reading/fetch-pypi.ts';
import { type InstalledWheel, installPypi, plainName } from '../sandbox/install-pypi.ts';
import { environmentOf, pythonFor } from '../sandbox/python.ts';
import { borrowed } from '../sandbox/shelf.ts';
import { PACKAGE_DIR } from '../sandbox/types.ts';
import type { Runner } from '../types.ts';

export const pypi: Runner = {
  id: 'pypi',
  title: 'Python packages, run by the Python of this machine',

  async bring(pack, { context, driver, stateDir }) {
    const { pypiUrl, installCacheBytes } = crawlerConfig();
    const base = context.pypiIndex ?? pypiUrl;
    const { signal, cacheDir } = context;
    const python = await pythonFor(driver, stateDir);
    const { name, version, files } = await pypiRelease(pack.identifier, pack.version, { base, signal });
    if (!files.some(({ packagetype }) => packagetype === 'bdist_wheel'))
      throw new InspectFailed('install-failed', `${name} ${version} is published as sources only, and to build them is to run them`);
    const installed = await installPypi(name, version, { python, base, shelf: { cacheDir, cacheBytes: installCacheBytes }, signal });
    return await borrowed(installed.dir, async () => {
      const { command, packages, beside } = environmentOf(python);
      const env = { ...python.env, PYTHONPATH: join(PACKAGE_DIR, packages) };
      const path = `${join(PACKAGE_DIR, 'bin')}:/usr/bin`;
      const whole = await commandOf(installed, pack, command);
      return { version, launch: { packageDir: installed.dir, command: whole, beside, env, path } };
    });
  },
};

/** The program named like the package, as `uvx` takes it; where it would give up, the only one, or the one that names MCP; a module the record names. */
async function commandOf({ dir, programs }: InstalledWheel, pack: ServerPackage, python: string): Promise<string[]> {
  const module = moduleOf(pack);
  if (module) return [python, '-m', module];
  const name = plainName(pack.identifier);
  const program =
    programs.find((each) => plainName(basename(each)) === name) ?? programs.find((each) => /mcp/i.test(basename(each))) ?? programs[0];
  if (!program) throw new InspectFailed('no-bin', `${pack.identifier} has no program to start`);
  const inside = join(PACKAGE_DIR, program);
  // `env`, which starts it, would read an equals sign as a variable.
  if (inside.includes('=')) throw new InspectFailed('start-failed', `cannot be started by that name: ${program.slice(0, 200)}`);
  const first = await firstLine(join(dir, program));
  if (first === undefined) throw new InspectFailed('start-failed', `${program} is not in the package`);
  if (first.startsWith('\x7fELF')) return [inside];
  if (/^#!.*python/.test(first)) return [python, inside];
  throw new InspectFailed('start-failed', `needs another interpreter: ${first.slice(0, 100)}`);
}

/** `runtimeArguments` of `python -m module`. */
function moduleOf({ runtimeArguments = [] }: ServerPackage): string | undefined {
  const words = runtimeArguments.flatMap(({ name, value }) => [name, value].filter((word) => typeof word === 'string'));
  const module = words[words.indexOf('-m') + 1];
  return words.includes('-m') && module && /^[a-z_][\w.]*$/i.test(module) ? module : undefined;
}
