/** How a process is held: who it becomes, what it may use, and that it dies with us. Rendered by each driver in its own words. */
import { readFile } from 'node:fs/promises';
import type { Launch } from './types.ts';
import type { View } from './view.ts';

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

/** The command inside the walls: drop every right, take the limits, become the server. */
export function confinedCommand(view: View, launch: Launch, asRoot: boolean): string[] {
  const { limits } = launch;
  const drop = ['--bounding-set=-all', '--inh-caps=-all', '--ambient-caps=-all', '--no-new-privs'];
  if (asRoot) drop.unshift(`--reuid=${view.uid}`, `--regid=${view.uid}`, '--clear-groups');
  const environment = Object.entries(view.env).map(([name, value]) => `${name}=${value}`);
  const limited = [`--nproc=${limits.tasks + 20}`, ...resourceLimits(limits), '--'];
  const { tool } = view;
  const gate = [...tool('sh'), '-c', ASK_FIRST, 'sh'];
  return [...gate, ...tool('setpriv'), ...drop, ...tool('prlimit'), ...limited, ...tool('env'), '-i', ...environment, ...launch.command];
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
export function resourceLimits(limits: Launch['limits']): string[] {
  return [
    `--data=${Math.round(limits.memory * 1.5) + RESERVED_BYTES}`,
    `--fsize=${limits.disk}`,
    `--cpu=${Math.ceil(limits.seconds) + 5}`,
    '--nofile=4096',
    '--core=0',
  ];
}
