/**
 * Installs a published Python package into a cache without running anything of it: wheels only, since to build from sources is to run
 * them. The installer never has what it installs on its own path.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FailureCode } from '../../db/model.ts';
import { InspectFailed } from '../errors.ts';
import { takeDownloads } from './downloads.ts';
import { runErrand } from './errand.ts';
import { whenMissing } from './missing.ts';
import { environmentOf, type Python } from './python.ts';
import { downloadsShare, type Shelf, takeFromShelf } from './shelf.ts';

export interface InstalledWheel {
  /** An environment of its own; see `environmentOf`. */
  dir: string;
  /** Paths of its own programs within that, as its RECORD lists them. */
  programs: string[];
}

export interface WheelOptions {
  python: Python;
  /** Base of the index, without a trailing slash. */
  base: string;
  shelf: Omit<Shelf, 'kind'>;
  signal: AbortSignal;
}

/**
 * Gives a release with what it needs, from the cache where it is there; {@link borrowed} while it is used. Throws {@link InspectFailed}:
 * `malformed-manifest`, `engine-unsupported`, `wrong-integrity`, `bad-archive`, `archive-limits`, `timeout`, `unreachable`, `install-failed`.
 */
export async function installPypi(name: string, version: string, options: WheelOptions): Promise<InstalledWheel> {
  // What PyPI answered, or a mirror: no switch, no address.
  if (!/^[a-z0-9][\w.-]*$/i.test(name) || !/^[0-9a-z][0-9a-z.!+_-]*$/i.test(version))
    throw new InspectFailed('malformed-manifest', `no release of PyPI: ${name.slice(0, 100)} ${version.slice(0, 100)}`);
  const { python, base, signal } = options;
  const shelf: Shelf = { ...options.shelf, kind: 'pypi' };
  const { files, packages } = environmentOf(python);
  return await takeFromShelf(shelf, `${name.toLowerCase()}@${version}+${python.name}`, {
    reuse: true,
    read: (dir) => readInstalled(dir, packages, name),
    async make(dir) {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(dir, path)), { recursive: true });
        await writeFile(join(dir, path), text);
      }
      const downloads = await takeDownloads(join(shelf.cacheDir, `${python.installer}-downloads`), downloadsShare(shelf));
      // The installer unpacks where it is measured.
      const scratch = join(dir, 'tmp');
      await mkdir(scratch);
      const command = commandOf(python, base, join(dir, packages), downloads.dir, scratch, `${name}==${version}`);
      await runErrand(command, { dir, signal, codes: CODES }).finally(() => downloads.release());
      await rm(scratch, { recursive: true, force: true });
    },
  });
}

/** Variables of pip and uv that would add an index; their configuration files are not read either. */
const OTHER_INDEXES = ['UV_INDEX', 'UV_DEFAULT_INDEX', 'UV_INDEX_URL', 'UV_EXTRA_INDEX_URL', 'UV_FIND_LINKS'].flatMap((name) => [
  '-u',
  name,
]);

/** Nothing but wheels, of one index. `scratch`: where it unpacks. */
function commandOf(python: Python, base: string, target: string, downloads: string, scratch: string, what: string): string[] {
  const { protocol, host } = new URL(base);
  const only = ['--target', target, '--only-binary', ':all:', '--index-url', `${base}/simple`, '--cache-dir', downloads];
  // /dev/null: pip's word for "no configuration file".
  const clean = ['env', ...OTHER_INDEXES, `TMPDIR=${scratch}`, 'PIP_CONFIG_FILE=/dev/null'];
  if (python.installer === 'pip') {
    const quiet = ['--quiet', '--no-input', '--disable-pip-version-check', '--no-color', '--progress-bar=off'];
    const trusted = protocol === 'http:' ? ['--trusted-host', host] : [];
    // `-I`: the folder it fills is not on its path.
    const pip = [python.executable, '-I', '-m', 'pip', '--isolated', 'install'];
    return [...clean, ...pip, ...only, ...quiet, '--retries=2', '--timeout=30', ...trusted, what];
  }
  const trusted = protocol === 'http:' ? ['--allow-insecure-host', host] : [];
  const uv = ['uv', 'pip', 'install', '--no-config', '--python', python.executable, '--no-python-downloads', '--no-progress'];
  return [...clean, ...uv, '--link-mode', 'copy', '--compile-bytecode', ...only, ...trusted, what];
}

/** https://packaging.python.org/en/latest/specifications/recording-installed-packages/ */
async function readInstalled(dir: string, packages: string, name: string): Promise<InstalledWheel | undefined> {
  const info = (await namesIn(join(dir, packages))).find(
    (entry) => entry.endsWith('.dist-info') && plainName(entry.split('-')[0] ?? '') === plainName(name),
  );
  if (info === undefined) return undefined;
  const record = await readFile(join(dir, packages, info, 'RECORD'), 'utf8').catch(whenMissing(''));
  const listed = record.split('\n').flatMap((line) => /^"?(?:\.\.\/)*bin\/([^/",]+)"?,/.exec(line)?.[1] ?? []);
  const programs = await namesIn(join(dir, packages, 'bin'));
  return { dir, programs: programs.filter((each) => listed.includes(each)).map((each) => join(packages, 'bin', each)) };
}

async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch(whenMissing([]));
}

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function plainName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

const CODES: readonly (readonly [RegExp, FailureCode])[] = [
  [/Requires-Python|requires? a different Python|Python version .* does not satisfy/i, 'engine-unsupported'],
  [/DO NOT MATCH THE HASHES|hash mismatch/i, 'wrong-integrity'],
  [/outside the target directory|invalid wheel|zip archive|BadZipFile|is not a zip file|Wheel .* is invalid/i, 'bad-archive'],
  [/File too large|No space left/i, 'archive-limits'],
  [
    /Connection (refused|reset|aborted)|NewConnectionError|ConnectTimeout|ReadTimeout|Temporary failure|error sending request/i,
    'unreachable',
  ],
];
