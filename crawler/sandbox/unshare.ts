/**
 * Namespaces by util-linux's `unshare`, with a root file system of our own put together inside: for hosts without bubblewrap.
 *
 * Node's `--permission` is not the fence here: it knows nothing of Unix sockets (a Docker socket would be open), and it
 * stops servers that use a worker, an addon or a child process. Where a root of our own cannot be mounted, this driver does not work.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { confinedCommand, OUTER_ENV, outerCommand, standing } from './confined.ts';
import { programPath } from './programs.ts';
import { type Driver, DriverUnavailable } from './types.ts';
import { viewOf } from './view.ts';

export const unshare: Driver = {
  id: 'unshare',
  title: 'unshare: own user, mount, process, network, IPC and host-name namespaces, no rights',

  async wrap(launch) {
    const [setpriv, unsharePath] = [await programPath('setpriv'), await programPath('unshare')];
    if (!setpriv || !unsharePath) throw new DriverUnavailable('unshare or setpriv is not installed');
    const view = await viewOf(launch);
    const who = await standing();
    const [file = setpriv, ...outer] = outerCommand(setpriv, who, view.uid);
    const root = join(launch.stateDir, 'root');
    await mkdir(root, { recursive: true, mode: 0o755 });

    const script = [
      'set -e',
      'root=$1; shift',
      'mount -t tmpfs -o mode=755,size=1m,nosuid,nodev sandbox "$root"',
      'cd "$root"',
      ...view.dirs.map((dir) => `mkdir -p .${quote(dir)}`),
      ...view.links.map(([target, path]) => `ln -s ${quote(target)} .${quote(path)}`),
      'mount -t proc -o nosuid,nodev,noexec proc ./proc',
      'mkdir -p ./dev/shm ./.old',
      'for name in null zero full random urandom; do : > "./dev/$name"; mount --bind "/dev/$name" "./dev/$name"; done',
      ...view.binds.flatMap(([from, to]) => [
        `[ -d ${quote(from)} ] || [ -e .${quote(to)} ] || : > .${quote(to)}`,
        `mount --bind ${quote(from)} .${quote(to)}`,
        `mount -o remount,bind,ro,nosuid,nodev .${quote(to)}`,
      ]),
      ...view.memory.map(([dir, bytes]) => `mount -t tmpfs -o mode=1777,size=${bytes},nosuid,nodev sandbox .${quote(dir)}`),
      ...view.rooms.map((dir) => `mkdir -m 777 .${quote(dir)}`),
      'hostname sandbox 2>/dev/null || :',
      'ip link set lo up 2>/dev/null || :',
      'mount -o remount,bind,ro,nosuid,nodev "$root"',
      'pivot_root . .old',
      `cd ${quote(view.cwd)}`,
      `${view.tool('umount').map(quote).join(' ')} -l /.old`,
      // Not `exec`: the shell stays the first process, whom the others cannot touch.
      '"$@"',
    ].join('\n');

    const spaces = ['--mount', '--net', '--pid', '--ipc', '--uts', '--fork', '--kill-child'];
    if (who !== 'root') spaces.unshift('--user', '--map-root-user');
    const sh = (await programPath('sh')) ?? '/bin/sh';
    return {
      file,
      // When we die, unshare dies, and with it the first process of the namespace and so all of them.
      args: [...outer, unsharePath, ...spaces, sh, '-c', script, 'sh', root, ...confinedCommand(view, launch, who === 'root')],
      env: OUTER_ENV,
      cwd: '/',
      chatter: /^unshare: .*\n?/gm,
    };
  },
};

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
