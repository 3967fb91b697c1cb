/** No sandbox at all, for those who asked for it in so many words (`--unsafe-no-sandbox`). The environment is clean all the same. */
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { resourceLimits } from './confined.ts';
import { programPath } from './programs.ts';
import { type Driver, HOME_DIR, NODE_BIN, PACKAGE_DIR } from './types.ts';

export const unsafe: Driver = {
  id: 'none',
  title: 'no sandbox: the server can do whatever you can',
  images: false,

  async wrap(launch) {
    const scratch = await mkdtemp(join(tmpdir(), 'mcp-risk-index-'));
    const home = join(scratch, 'home');
    await mkdir(join(home, 'workspace'), { recursive: true });
    const places: (readonly [string, string])[] = [
      ...(launch.beside ?? []).map(([ours, inside]) => [inside, ours] as const),
      [NODE_BIN, process.execPath],
      [PACKAGE_DIR, launch.packageDir],
      [HOME_DIR, home],
    ];
    const outside = (word: string) => places.reduce((text, [inside, real]) => text.replaceAll(inside, real), word);
    // Without the number of processes: those of whoever runs us would be counted with them.
    const prlimit = await programPath('prlimit');
    const limited = prlimit ? [prlimit, ...resourceLimits(launch.limits), '--'] : [];
    const [file = '', ...args] = [...limited, ...launch.command.map(outside)];
    const env = Object.fromEntries(Object.entries(launch.env).map(([name, value]) => [name, outside(value)]));
    const path = [...(launch.path ? [outside(launch.path)] : []), dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(
      ':',
    );
    const own = { HOME: home, TMPDIR: scratch, PATH: path, LANG: 'C.UTF-8', TZ: 'UTC' };
    return { file, args, env: { ...env, ...own }, cwd: home, loose: true, scratch };
  },
};
