/** What a confined process sees of this machine: Node, the system's libraries and its own package. Rendered by each driver in its own words. */
import { constants } from 'node:fs';
import { access, lstat, mkdir, readFile, readlink, realpath, rename, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { HOME_DIR, type Launch, NODE_BIN, PACKAGE_DIR, WORKSPACE_DIR } from './types.ts';

/** Libraries only: no programs, so that what a server finds does not depend on what is installed here. */
const LIBRARY_DIRS = ['/usr/lib', '/usr/lib32', '/usr/lib64', '/usr/libexec/gcc', '/lib', '/lib32', '/lib64', '/nix/store', '/gnu/store'];
/** Besides Node, the few programs that drop rights and that shell-out shims expect. */
const PROGRAMS = ['setpriv', 'prlimit', 'umount', 'sh', 'env'];
const PROGRAM_DIRS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/run/current-system/sw/bin'];

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
  /** Writable, in memory, of limited size, empty. */
  memory: string[];
  /** Empty folders in those, writable. */
  rooms: string[];
  /** Whom to become inside. */
  uid: number;
  env: Record<string, string>;
}

const INSIDE_PATH = [dirname(NODE_BIN), '/usr/bin'].join(delimiter);

/** The variables of a record are a stranger's: only what a variable can be. */
function wellFormed(env: Launch['env']): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name, value]) => /^[A-Za-z_]\w*$/.test(name) && !value.includes('\0')));
}

/** The right to mount without a user namespace of one's own. */
const SYS_ADMIN = 1n << 21n;

/**
 * Who we are to the kernel. `root`: may mount, so each sandbox runs as another user. `user`: a user namespace has to do.
 * `bare-root`: the root of most containers, who may not mount. In a user namespace he would still be the owner of
 * /proc/sys, so he becomes a `user` first.
 */
export async function standing(): Promise<'root' | 'bare-root' | 'user'> {
  if (process.getuid?.() !== 0) return 'user';
  const rights = /^CapEff:\s+(\w+)/m.exec(await readFile('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return (BigInt(`0x${rights}`) & SYS_ADMIN) === 0n ? 'bare-root' : 'root';
}

/** What comes before the driver's own program: we die with whoever started us, and as a bare root become `uid` at once. */
export function outerCommand(setpriv: string, who: 'root' | 'bare-root' | 'user', uid: number): string[] {
  const become = who === 'bare-root' ? [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'] : [];
  return [setpriv, '--pdeathsig', 'KILL', ...become];
}

/** Path of a system program, `undefined` where there is none. */
export async function programPath(name: string): Promise<string | undefined> {
  for (const dir of PROGRAM_DIRS) {
    const path = join(dir, name);
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}

export async function viewOf(launch: Launch): Promise<View> {
  const view: View = {
    dirs: ['/usr', '/usr/bin', '/node', '/node/bin', '/home', HOME_DIR, '/tmp', '/dev', '/proc', '/etc', PACKAGE_DIR],
    binds: [
      [await realpath(process.execPath), NODE_BIN],
      [await etcDir(launch.stateDir), '/etc'],
      [launch.packageDir, PACKAGE_DIR],
    ],
    links: [['usr/bin', '/bin']],
    memory: ['/tmp', HOME_DIR, '/dev/shm'],
    rooms: [WORKSPACE_DIR],
    uid: FIRST_UID + Math.floor(Math.random() * UIDS),
    env: {
      ...wellFormed(launch.env),
      HOME: HOME_DIR,
      USER: 'sandbox',
      PATH: INSIDE_PATH,
      TMPDIR: '/tmp',
      LANG: 'C.UTF-8',
      TZ: 'UTC',
    },
  };
  for (const dir of LIBRARY_DIRS) {
    const found = await lstat(dir).catch(() => undefined);
    if (found?.isSymbolicLink()) view.links.push([await readlink(dir), dir]);
    else if (found?.isDirectory()) {
      view.dirs.push(...parentsOf(dir).filter((parent) => !view.dirs.includes(parent)), dir);
      view.binds.push([dir, dir]);
    }
  }
  for (const name of PROGRAMS) {
    const path = await programPath(name);
    if (path) view.binds.push([path, `/usr/bin/${name}`]);
  }
  return view;
}

/** The command inside the walls: drop every right, take the limits, become the server. */
export function confinedCommand(view: View, launch: Launch, asRoot: boolean): string[] {
  const { limits } = launch;
  const drop = ['--bounding-set=-all', '--inh-caps=-all', '--ambient-caps=-all', '--no-new-privs'];
  if (asRoot) drop.unshift(`--reuid=${view.uid}`, `--regid=${view.uid}`, '--clear-groups');
  const environment = Object.entries(view.env).map(([name, value]) => `${name}=${value}`);
  const limited = ['/usr/bin/prlimit', ...resourceLimits(limits), '--'];
  return [
    '/usr/bin/sh',
    '-c',
    ASK_FIRST,
    'sh',
    '/usr/bin/setpriv',
    ...drop,
    ...limited,
    '/usr/bin/env',
    '-i',
    ...environment,
    ...launch.command,
  ];
}

/** The file descriptor over which we are asked whether we are still there. */
export const LEAVE_FD = 3;

/**
 * Everything outside of a server dies with us by a signal that each program asks the kernel for; were we killed before one of them
 * had asked, it would live on. So nothing is started without our word, given when all of them have.
 */
const ASK_FIRST = `printf . >&${LEAVE_FD} && read -r _ <&${LEAVE_FD} && exec ${LEAVE_FD}>&- && exec "$@"`;

/**
 * For every program outside of the walls, and inside until the rights are dropped. Nothing of a stranger's is in it:
 * an LD_PRELOAD in a server's record would run in the driver itself.
 */
export const OUTER_ENV = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LANG: 'C.UTF-8' };

/** Address space that Node reserves for its heaps and its worker threads' and never touches. */
const RESERVED_BYTES = 3 * 1024 ** 3;

/** As prlimit takes them. They bound what happens between two looks of the watch. */
function resourceLimits(limits: Launch['limits']): string[] {
  return [
    `--data=${Math.round(limits.memory * 1.5) + RESERVED_BYTES}`,
    `--nproc=${limits.tasks + 20}`,
    `--fsize=${limits.disk}`,
    `--cpu=${Math.ceil(limits.seconds) + 5}`,
    '--nofile=4096',
    '--core=0',
  ];
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
