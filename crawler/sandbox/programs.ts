/** Programs of this machine. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';

const PROGRAM_DIRS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/run/current-system/sw/bin'];

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
