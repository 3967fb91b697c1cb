/** Installs a published npm package into a cache without running anything of it. The cache is keyed by name and exact version. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FailureCode } from '../../db/model.ts';
import { InspectFailed } from '../errors.ts';
import { takeDownloads } from './downloads.ts';
import { runErrand } from './errand.ts';
import { downloadsShare, type Shelf, takeFromShelf } from './shelf.ts';

const NAME = /^(?:@[a-z0-9~][a-z0-9._~-]*\/)?[a-z0-9~][a-z0-9._~-]*$/i;
const VERSION = /^[0-9a-z][0-9a-z.+-]*$/i;

export interface Installed {
  /** Holds `node_modules`. */
  dir: string;
  name: string;
  /** What really lies there. */
  version: string;
  /** Of the package itself. */
  packageJson: PackageJson;
}

/** The fields used of a package.json; a stranger's file. */
export interface PackageJson {
  name?: string;
  version?: string;
  main?: string;
  bin?: string | Record<string, string>;
  engines?: { node?: string };
}

export interface InstallOptions {
  cacheDir: string;
  signal?: AbortSignal | undefined;
  /** Default: npm's own configuration. */
  registry?: string | undefined;
  seconds?: number | undefined;
  /** For all installs and downloads that are kept; see `INSTALL_CACHE_GB`. */
  cacheBytes?: number | undefined;
}

/**
 * Gives the installed package, from the cache where it is there; {@link borrowed} while it is used. `version` is exact, or a tag such as `latest`, which is looked up every time.
 * Throws {@link InspectFailed}: `malformed-manifest`, `not-found`, `wrong-integrity`, `engine-unsupported`, `archive-limits`, `timeout`, `unreachable`, `install-failed`.
 */
export async function installNpm(name: string, version: string, options: InstallOptions): Promise<Installed> {
  if (!NAME.test(name) || name.length > 214) throw new InspectFailed('malformed-manifest', `not an npm name: ${name.slice(0, 200)}`);
  if (!VERSION.test(version)) throw new InspectFailed('malformed-manifest', `not a version: ${version.slice(0, 100)}`);
  const shelf: Shelf = { cacheDir: options.cacheDir, kind: 'npm', cacheBytes: options.cacheBytes };
  return await takeFromShelf(shelf, `${name.replace('/', '+')}@${version}`, {
    reuse: /^\d/.test(version),
    read: (dir) => readInstalled(dir, name),
    async make(dir) {
      await writeFile(join(dir, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: version } }));
      const downloads = await takeDownloads(join(options.cacheDir, 'npm-downloads'), downloadsShare(shelf));
      await npmInstall(dir, downloads.dir, options).finally(() => downloads.release());
    },
  });
}

async function readInstalled(dir: string, name: string): Promise<Installed | undefined> {
  let packageJson: PackageJson;
  try {
    packageJson = JSON.parse(await readFile(join(dir, 'node_modules', name, 'package.json'), 'utf8')) as PackageJson;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new InspectFailed('install-failed', `package.json of ${name}: ${(error as Error).message}`);
  }
  return { dir, name, version: String(packageJson.version ?? ''), packageJson };
}

/** Nothing is run (no scripts, no git), and everything comes from the registry, whose integrity hashes npm checks. */
const NPM_FLAGS = [
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
  '--no-package-lock',
  '--omit=dev',
  '--loglevel=error',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=500',
  '--fetch-retry-factor=2',
  '--allow-git=none',
  '--allow-remote=none',
  '--allow-file=none',
  '--allow-directory=none',
  // For an npm that does not know the line before: no program to fetch a git repository with.
  '--git=/dev/null',
];

async function npmInstall(dir: string, downloads: string, options: InstallOptions): Promise<void> {
  const command = ['npm', 'install', ...NPM_FLAGS, `--cache=${downloads}`, ...(options.registry ? [`--registry=${options.registry}`] : [])];
  await runErrand(command, { dir, signal: options.signal, seconds: options.seconds, codes: NPM_CODES });
}

const NPM_CODES: readonly (readonly [RegExp, FailureCode])[] = [
  [/code (E404|ETARGET|ENOVERSIONS)\b/, 'not-found'],
  [/code EINTEGRITY\b/, 'wrong-integrity'],
  [/code EBADENGINE\b/, 'engine-unsupported'],
  [/code (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|E5\d\d|E429)\b/, 'unreachable'],
  [/code (EFBIG|ENOSPC)\b/, 'archive-limits'],
];
