/** The strongest driver: bubblewrap. https://github.com/containers/bubblewrap */
import { confinedCommand, OUTER_ENV, outerCommand, standing } from './confined.ts';
import { programPath } from './programs.ts';
import { type Driver, DriverUnavailable } from './types.ts';
import { viewOf } from './view.ts';

export const bubblewrap: Driver = {
  id: 'bubblewrap',
  title: 'bubblewrap: own user, mount, process, network, IPC and host-name namespaces, no rights',

  async wrap(launch) {
    const [bwrap, setpriv] = [await programPath('bwrap'), await programPath('setpriv')];
    if (!bwrap || !setpriv) throw new DriverUnavailable('bwrap or setpriv is not installed');
    const view = await viewOf(launch);
    const who = await standing();
    const [file = setpriv, ...outer] = outerCommand(setpriv, who, view.uid);
    const args = [
      ...outer,
      bwrap,
      '--unshare-ipc',
      '--unshare-pid',
      '--unshare-net',
      '--unshare-uts',
      '--unshare-cgroup-try',
      '--hostname',
      'sandbox',
    ];
    // As root the rights are dropped by setpriv to a user of its own; else a user namespace gives one.
    if (who !== 'root') args.push('--unshare-user', '--uid', String(view.uid), '--gid', String(view.uid));
    args.push('--die-with-parent', '--new-session');
    for (const dir of view.dirs) args.push('--perms', '0755', '--dir', dir);
    for (const [target, path] of view.links) args.push('--symlink', target, path);
    args.push('--proc', '/proc', '--dev', '/dev');
    for (const [from, to] of view.binds) args.push('--ro-bind', from, to);
    for (const [dir, bytes] of view.memory) args.push('--size', String(bytes), '--perms', '1777', '--tmpfs', dir);
    for (const dir of view.rooms) args.push('--perms', '0777', '--dir', dir);
    args.push('--remount-ro', '/', '--remount-ro', '/dev', '--chdir', view.cwd, '--', ...confinedCommand(view, launch, who === 'root'));
    return { file, args, env: OUTER_ENV, cwd: '/' };
  },
};
