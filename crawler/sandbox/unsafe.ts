/** No sandbox at all, for those who asked for it in so many words (`--unsafe-no-sandbox`). The environment is clean all the same. */
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Driver, HOME_DIR, NODE_BIN, PACKAGE_DIR } from './types.ts';

export const unsafe: Driver = {
  id: 'none',
  title: 'no sandbox: the server can do whatever you can',

  async wrap(launch) {
    const scratch = await mkdtemp(join(tmpdir(), 'mcp-risk-index-'));
    const home = join(scratch, 'home');
    await mkdir(join(home, 'workspace'), { recursive: true });
    const places: [string, string][] = [
      [NODE_BIN, process.execPath],
      [PACKAGE_DIR, launch.packageDir],
      [HOME_DIR, home],
    ];
    const outside = (word: string) => places.reduce((text, [inside, real]) => text.replaceAll(inside, real), word);
    const [file = '', ...args] = launch.command.map(outside);
    const env = Object.fromEntries(Object.entries(launch.env).map(([name, value]) => [name, outside(value)]));
    const path = `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;
    const own = { HOME: home, TMPDIR: scratch, PATH: path, LANG: 'C.UTF-8', TZ: 'UTC' };
    return { file, args, env: { ...env, ...own }, cwd: home, loose: true, scratch };
  },
};
