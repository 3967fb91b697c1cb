/** What a confined process sees: Node, the system's libraries and its own package, or the files of its image. Rendered by each driver in its own words. */
import { existsSync } from 'node:fs';
import { lstat, mkdir, readdir, readlink, realpath, rename, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { InspectFailed } from '../errors.ts';
import { programPath } from './programs.ts';
import { HOME_DIR, type Launch, NODE_BIN, PACKAGE_DIR, WORKSPACE_DIR } from './types.ts';

/** Libraries only: no programs, so that what a server finds does not depend on what is installed here. */
const LIBRARY_DIRS = ['/usr/lib', '/usr/lib32', '/usr/lib64', '/usr/libexec/gcc', '/lib', '/lib32', '/lib64', '/nix/store', '/gnu/store'];
/** Besides Node, the few programs that drop rights and that shell-out shims expect. */
const PROGRAMS = ['setpriv', 'prlimit', 'umount', 'sh', 'env'];

/** Users of our own, never in /etc/passwd of a Debian: as root, every sandbox runs as another one, so that its processes can be counted. */
const FIRST_UID = 61_000;
const UIDS = 1_000;

export interface View {
  /** Folders to make, parents first. */
  dirs: string[];
  /** [host path, path inside], read-only. */
  binds: [string, string][];
  /** [target, path inside]. */
  links: [string, string][];
  /** Writable, in memory, empty: [path inside, bytes]. */
  memory: [string, number][];
  /** Empty folders in those, writable. */
  rooms: string[];
  /** Whom to become inside. */
  uid: number;
  env: Record<string, string>;
  /** Where it starts. */
  cwd: string;
  /** The command that runs a program of {@link PROGRAMS} inside. */
  tool(name: string): string[];
}

const INSIDE_PATH = [dirname(NODE_BIN), '/usr/bin'].join(delimiter);

/** The variables of a record are a stranger's: only what a variable can be. */
function wellFormed(env: Launch['env']): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name, value]) => /^[A-Za-z_]\w*$/.test(name) && !value.includes('\0')));
}

export async function viewOf(launch: Launch): Promise<View> {
  const view: View = {
    dirs: ['/home', HOME_DIR, '/tmp', '/dev', '/proc'],
    binds: [],
    links: [],
    memory: ['/tmp', HOME_DIR, '/dev/shm'].map((dir) => [dir, launch.limits.disk]),
    rooms: [WORKSPACE_DIR],
    uid: FIRST_UID + Math.floor(Math.random() * UIDS),
    env: {
      ...wellFormed(launch.env),
      HOME: HOME_DIR,
      USER: 'sandbox',
      PATH: launch.path ?? INSIDE_PATH,
      TMPDIR: '/tmp',
      LANG: 'C.UTF-8',
      TZ: 'UTC',
    },
    cwd: launch.image?.cwd ?? HOME_DIR,
    tool: (name) => [`/usr/bin/${name}`],
  };
  const etc = await etcDir(launch.stateDir);
  if (launch.image) await showImage(view, launch, launch.image.memory, etc);
  else await showThisMachine(view, launch, etc);
  return view;
}

async function showThisMachine(view: View, launch: Launch, etc: string): Promise<void> {
  view.dirs.unshift('/usr', '/usr/bin', '/node', '/node/bin', '/etc', PACKAGE_DIR);
  view.links.push(['usr/bin', '/bin']);
  view.binds.push([await realpath(process.execPath), NODE_BIN], [etc, '/etc'], [launch.packageDir, PACKAGE_DIR]);
  await showLibraries(view, '');
  for (const [ours, inside] of launch.beside ?? []) {
    view.dirs.push(...parentsOf(inside).filter((parent) => !parent.startsWith(PACKAGE_DIR) && !view.dirs.includes(parent)));
    if ((await lstat(ours)).isDirectory()) view.dirs.push(inside);
    view.binds.push([ours, inside]);
  }
}

/** Libraries and the few programs of this machine, below `at`. */
async function showLibraries(view: View, at: string): Promise<void> {
  for (const dir of LIBRARY_DIRS) {
    const found = await lstat(dir).catch(() => undefined);
    if (found?.isSymbolicLink()) view.links.push([(await readlink(dir)).replace(/^\//, `${at}/`), at + dir]);
    else if (found?.isDirectory()) {
      view.dirs.push(...parentsOf(at + dir).filter((parent) => !view.dirs.includes(parent)), at + dir);
      view.binds.push([dir, at + dir]);
    }
  }
  for (const name of PROGRAMS) {
    const path = await programPath(name);
    if (path) view.binds.push([path, `${at}/usr/bin/${name}`]);
  }
}

/** Where an image sees what of this machine holds it. */
const APART = '/.sandbox';
/** What is ours at the top of an image. */
const OURS = ['.sandbox', 'dev', 'proc', 'run', 'sys', 'tmp'];
/** An image brings libraries of its own: programs of this machine are run by the loader of this machine. */
const LOADERS = ['/lib64/ld-linux-x86-64.so.2', '/lib/ld-linux-aarch64.so.1', '/lib/ld-musl-x86_64.so.1', '/lib/ld-musl-aarch64.so.1'];
const LOADED_FROM = ['/lib/x86_64-linux-gnu', '/lib/aarch64-linux-gnu', '/lib64', '/usr/lib64', '/lib', '/usr/lib'];

/**
 * The folders at the top of an image, in a root of ours: so nothing of the image is followed when this is put together. That
 * `/home/sandbox`, the files of `/etc` and `memory` are real ones is seen to when it is unpacked.
 */
async function showImage(view: View, { packageDir: image, limits }: Launch, memory: readonly string[], etc: string): Promise<void> {
  const loader = LOADERS.find((path) => existsSync(path));
  if (!loader) throw new InspectFailed('no-sandbox', 'this machine has no loader we know, so no image can be started');
  view.dirs.push('/run', `${APART}/usr/bin`);
  await showLibraries(view, APART);
  for (const entry of await readdir(image, { withFileTypes: true })) {
    if (OURS.includes(entry.name)) continue;
    const inside = `/${entry.name}`;
    if (entry.isSymbolicLink()) view.links.push([await readlink(join(image, entry.name)), inside]);
    else view.binds.push([join(image, entry.name), inside]);
    if (entry.isDirectory() && !view.dirs.includes(inside)) view.dirs.push(inside);
  }
  // Of the image itself now, like what is below.
  view.dirs.splice(view.dirs.indexOf(HOME_DIR), 1);
  for (const name of ['passwd', 'group', 'hosts']) view.binds.push([join(etc, name), `/etc/${name}`]);
  const writable = ['/run', ...memory.filter((dir) => !OURS.includes(dir.split('/')[1] ?? ''))];
  for (const dir of writable) view.memory.push([dir, Math.floor(limits.disk / writable.length)]);
  // Which may be a link that leads out of where it is seen.
  const real = APART + (await realpath(loader));
  const path = LOADED_FROM.map((dir) => APART + dir).join(':');
  view.tool = (name) => [real, '--library-path', path, `${APART}/usr/bin/${name}`];
}

function parentsOf(path: string): string[] {
  const parent = dirname(path);
  return parent === '/' ? [] : [...parentsOf(parent), parent];
}

const written = new Map<string, Promise<string>>();

/** An /etc of our own: a name for the user, no name server. */
function etcDir(stateDir: string): Promise<string> {
  const known = written.get(stateDir) ?? writeEtc(join(stateDir, 'etc'));
  written.set(stateDir, known);
  return known;
}

async function writeEtc(dir: string): Promise<string> {
  await mkdir(dir, { recursive: true, mode: 0o755 });
  const users = Array.from({ length: UIDS }, (_, index) => FIRST_UID + index);
  const files = {
    passwd: ['root:x:0:0::/:/usr/bin/sh', ...users.map((id) => `sandbox:x:${id}:${id}::${HOME_DIR}:/usr/bin/sh`)].join('\n'),
    group: ['root:x:0:', ...users.map((id) => `sandbox:x:${id}:`)].join('\n'),
    hosts: '127.0.0.1 localhost sandbox\n::1 localhost',
    'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files',
  };
  for (const [name, text] of Object.entries(files)) {
    // Aside and renamed: another process may be starting a server with it right now.
    const aside = join(dir, `.${name}.${process.pid}`);
    await writeFile(aside, `${text}\n`, { mode: 0o644 });
    await rename(aside, join(dir, name));
  }
  return dir;
}
