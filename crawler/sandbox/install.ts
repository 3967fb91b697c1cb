/**
 * Installs a published npm package into a cache without running anything of it. The cache is keyed by name and exact version;
 * an install is made aside and renamed into place, so that being killed at any moment leaves no half of one.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FailureCode } from '../../db/model.ts';
import { InspectFailed } from '../errors.ts';
import { keepCacheSmall, markBusy, markFree, noteSize } from './cache.ts';
import { takeNpmCache } from './npm-cache.ts';
import { programPath } from './view.ts';

const OUTPUT_CAP = 64 * 1024;
const INSTALL_SECONDS = 300;
/** One file of a package; the whole is judged after the fact, before anybody uses it. */
const FILE_BYTES = 512 * 1024 ** 2;
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

const CACHE_BYTES = 4 * 1024 ** 3;
/** Of the cache, for installs; the rest is for npm's downloads. */
const INSTALLS_SHARE = 2 / 3;

const running = new Map<string, Promise<Installed>>();

/**
 * Gives the installed package, from the cache where it is there; {@link release} it when done. `version` is exact, or a tag such as `latest`, which is looked up every time.
 * Throws {@link InspectFailed}: `malformed-manifest`, `not-found`, `wrong-integrity`, `engine-unsupported`, `archive-limits`, `timeout`, `unreachable`, `install-failed`.
 */
export async function install(name: string, version: string, options: InstallOptions): Promise<Installed> {
  if (!NAME.test(name) || name.length > 214) throw new InspectFailed('malformed-manifest', `not an npm name: ${name.slice(0, 200)}`);
  if (!VERSION.test(version)) throw new InspectFailed('malformed-manifest', `not a version: ${version.slice(0, 100)}`);
  const key = `${name.replace('/', '+')}@${version}`;
  const same = running.get(key);
  if (same) return await same;
  const job = installOnce(name, version, key, options).finally(() => running.delete(key));
  running.set(key, job);
  return await job;
}

async function installOnce(name: string, version: string, key: string, options: InstallOptions): Promise<Installed> {
  const shelf = join(options.cacheDir, 'npm');
  const target = join(shelf, key);
  const exact = /^\d/.test(version);
  const cached = exact ? await readInstalled(target, name) : undefined;
  if (cached) {
    await markBusy(target);
    return cached;
  }
  const aside = join(shelf, `.incoming-${process.pid}-${randomUUID()}`);
  await mkdir(aside, { recursive: true, mode: 0o755 });
  try {
    const most = options.cacheBytes ?? CACHE_BYTES;
    await keepCacheSmall(shelf, most * INSTALLS_SHARE);
    await writeFile(join(aside, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: version } }));
    const downloads = await takeNpmCache(join(options.cacheDir, 'npm-downloads'), most * (1 - INSTALLS_SHARE));
    await npmInstall(aside, downloads.dir, options).finally(() => downloads.release());
    const fresh = await readInstalled(aside, name);
    if (!fresh) throw new InspectFailed('install-failed', 'npm left no package.json');
    await noteSize(aside);
    await markBusy(aside);
    // A tag moves, and another process may have been quicker: what lies there now goes aside first.
    await rename(target, `${aside}-old`).catch(whenMissing);
    await rename(aside, target);
    await rm(`${aside}-old`, { recursive: true, force: true });
    return { ...fresh, dir: target };
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

function whenMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
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

/** The caller is done with it: it stays in the cache as long as there is room. */
export async function release(installed: Installed): Promise<void> {
  await markFree(installed.dir);
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
  // The sandbox's user is another one: what npm writes must be readable to all, whatever our umask is.
  const shell = ['sh', '-c', 'umask 022; exec "$@"', 'sh', ...command];
  const setpriv = await programPath('setpriv');
  const prlimit = await programPath('prlimit');
  const guards = [
    ...(setpriv ? [setpriv, '--pdeathsig', 'KILL'] : []),
    ...(prlimit ? [prlimit, `--fsize=${FILE_BYTES}`, '--core=0', '--'] : []),
  ];
  const [file = 'npm', ...args] = [...guards, ...shell];
  const timeout = AbortSignal.timeout((options.seconds ?? INSTALL_SECONDS) * 1000);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const child = spawn(file, args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'], signal, killSignal: 'SIGKILL' });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-OUTPUT_CAP);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', (error) => {
      // An abort is told by `close` as well, which comes when the process is really gone.
      if (!signal.aborted) reject(new InspectFailed('install-failed', `npm cannot be started: ${error.message}`));
    });
  });
  options.signal?.throwIfAborted();
  if (timeout.aborted) throw new InspectFailed('timeout', `npm install took more than ${options.seconds ?? INSTALL_SECONDS} s`);
  if (code !== 0) throw new InspectFailed(codeOf(output), output.replaceAll(dir, '').trim());
}

const NPM_CODES: readonly (readonly [RegExp, FailureCode])[] = [
  [/code (E404|ETARGET|ENOVERSIONS)\b/, 'not-found'],
  [/code EINTEGRITY\b/, 'wrong-integrity'],
  [/code EBADENGINE\b/, 'engine-unsupported'],
  [/code (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|E5\d\d|E429)\b/, 'unreachable'],
  [/code (EFBIG|ENOSPC)\b/, 'archive-limits'],
];

function codeOf(output: string): FailureCode {
  return NPM_CODES.find(([pattern]) => pattern.test(output))?.[1] ?? 'install-failed';
}
