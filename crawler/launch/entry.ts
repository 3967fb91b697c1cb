/** Which file of an installed package is its server, and how it is run. */
import { open } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { InspectFailed } from '../errors.ts';
import type { Installed, PackageJson } from '../sandbox/install-npm.ts';
import { NODE_BIN, PACKAGE_DIR } from '../sandbox/types.ts';

/** The command as seen inside the sandbox. Throws {@link InspectFailed} `no-bin` or `start-failed`. */
export async function entryCommand(installed: Installed): Promise<string[]> {
  const file = binOf(installed.packageJson, installed.name);
  if (!file) throw new InspectFailed('no-bin', `${installed.name}@${installed.version} has no program to start`);
  const inside = posix.join(PACKAGE_DIR, 'node_modules', installed.name, posix.join('/', file));
  const path = join(installed.dir, 'node_modules', installed.name, posix.join('/', file));
  const first = await firstLine(path);
  if (first === undefined) throw new InspectFailed('start-failed', `${file} is not in the package`);
  // `env`, which starts it, would read an equals sign as a variable.
  if (inside.includes('=')) throw new InspectFailed('start-failed', `cannot be started by that name: ${file.slice(0, 200)}`);
  if (first.startsWith('\x7fELF')) return [inside];
  const interpreter = /^#!\s*(.+)/.exec(first)?.[1];
  if (interpreter === undefined || /\bnode(js)?\b/.test(interpreter)) return [NODE_BIN, inside];
  throw new InspectFailed('start-failed', `needs another interpreter: ${interpreter.slice(0, 100)}`);
}

/** The program that `npx` would run (https://docs.npmjs.com/cli/commands/npm-exec); where it would give up, the one that names MCP. */
function binOf(packageJson: PackageJson, name: string): string | undefined {
  const { bin } = packageJson;
  if (typeof bin === 'string') return bin;
  const bins = Object.entries(bin ?? {}).filter(([, file]) => typeof file === 'string');
  const plain = name.replace(/^@[^/]+\//, '');
  if (new Set(bins.map(([, file]) => file)).size === 1) return bins[0]?.[1];
  const chosen = bins.find(([key]) => key === plain) ?? bins.find(([key]) => key.includes('mcp')) ?? bins[0];
  return chosen?.[1];
}

/** The beginning of a file's first line; undefined where there is no such file. */
export async function firstLine(path: string): Promise<string | undefined> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!file) return undefined;
  try {
    if (!(await file.stat()).isFile()) return undefined;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(200), 0, 200, 0);
    return buffer.subarray(0, bytesRead).toString('latin1').split('\n')[0] ?? '';
  } finally {
    await file.close();
  }
}
