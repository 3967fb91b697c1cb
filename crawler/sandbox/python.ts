/** The Python of this machine, where there is one that works in the sandbox and something to install packages with. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { InspectFailed } from '../errors.ts';
import { probe } from './probe.ts';
import { type Driver, PACKAGE_DIR } from './types.ts';

const run = promisify(execFile);

export interface Python {
  executable: string;
  /** `3.13.1`. */
  version: string;
  /** `python3.13`, as its folders are named. */
  name: string;
  /** What a sandbox must see of it; see `Launch.beside`. */
  beside: [string, string][];
  /** Variables it needs inside. */
  env: Record<string, string>;
  /** What installs packages for it. */
  installer: 'pip' | 'uv';
}

/** Where the interpreter is seen inside; with its own libraries, and nothing of what is installed for it here. */
const PYTHON_DIR = '/python';

const QUESTION = `import importlib.util, json, os, sys, sysconfig
get = sysconfig.get_config_var
print(json.dumps({
    'executable': os.path.realpath(getattr(sys, '_base_executable', None) or sys.executable),
    'version': '.'.join(map(str, sys.version_info[:3])),
    'library': sysconfig.get_path('stdlib', vars={'base': sys.base_prefix, 'installed_base': sys.base_prefix}),
    'shared': os.path.join(get('LIBDIR') or '', get('INSTSONAME') or '') if get('Py_ENABLE_SHARED') else None,
    'pip': importlib.util.find_spec('pip') is not None,
}))`;

const Answer = z.object({
  executable: z.string(),
  version: z.string().regex(/^3\.\d+\.\d+$/),
  library: z.string(),
  shared: z.string().nullable(),
  pip: z.boolean(),
});

const found = new Map<string, Promise<Python | string>>();

/** Looked for once per process and driver. Throws {@link InspectFailed} `no-runtime`, saying what is missing. */
export async function pythonFor(driver: Driver, stateDir: string): Promise<Python> {
  const known = found.get(driver.id) ?? findPython(driver, stateDir);
  found.set(driver.id, known);
  const python = await known;
  if (typeof python === 'string') throw new InspectFailed('no-runtime', python);
  return python;
}

/** The first Python that works, or why none does: the environment's, the system's, then one that uv keeps. */
async function findPython(driver: Driver, stateDir: string): Promise<Python | string> {
  const uv = (await outputOf('uv', ['--version'])) !== undefined;
  const kept = uv ? await outputOf('uv', ['python', 'find', '--no-config', '--no-python-downloads', '3']) : undefined;
  let why = 'this machine has no Python 3 to start it with';
  for (const candidate of ['python3', '/usr/bin/python3', ...(kept ? [kept.trim()] : [])]) {
    const answer = await ask(candidate);
    if (!answer) continue;
    if (answer.pip || uv) {
      const python = pythonOf(answer);
      const command = [join(PYTHON_DIR, 'bin', python.name), '-c', 'import ssl; print("sandbox works")'];
      const failed = await probe(driver, { command, packageDir: stateDir, beside: python.beside, env: python.env, stateDir });
      if (failed === undefined) return python;
      why = `Python ${answer.version} of this machine does not start in the sandbox: ${failed}`;
    } else why = `Python ${answer.version} of this machine has neither pip nor uv to install it with`;
  }
  return why;
}

async function ask(python: string): Promise<z.output<typeof Answer> | undefined> {
  const output = await outputOf(python, ['-I', '-c', QUESTION]);
  const answer = output === undefined ? undefined : Answer.safeParse(JSON.parse(output));
  return answer?.data;
}

/** What a program of this machine prints; `undefined` where there is none, or where it fails. */
async function outputOf(program: string, args: readonly string[]): Promise<string | undefined> {
  return await run(program, args, { timeout: 10_000 }).then(
    ({ stdout }) => stdout,
    () => undefined,
  );
}

function pythonOf({ executable, version, library, shared, pip }: z.output<typeof Answer>): Python {
  const name = `python${version.split('.', 2).join('.')}`;
  const beside: Python['beside'] = [
    [executable, join(PYTHON_DIR, 'bin', name)],
    [library, join(PYTHON_DIR, 'lib', name)],
  ];
  // Its own library, where that lies with it and not with the system's.
  const own = shared && existsSync(shared) && !dirname(shared).startsWith('/usr/lib') ? shared : undefined;
  if (own) beside.push([own, join(PYTHON_DIR, 'lib', basename(own))]);
  const env: Python['env'] = own ? { LD_LIBRARY_PATH: join(PYTHON_DIR, 'lib') } : {};
  return { executable, version, name, beside, env, installer: pip ? 'pip' : 'uv' };
}

/** The files by which Python takes a package's folder for an environment of its own: https://docs.python.org/3/library/site.html */
export function environmentOf(python: Python): {
  files: Record<string, string>;
  packages: string;
  command: string;
  beside: Python['beside'];
} {
  const command = join(PACKAGE_DIR, 'bin', python.name);
  return {
    files: {
      'pyvenv.cfg': `home = ${PYTHON_DIR}/bin\ninclude-system-site-packages = false\nversion = ${python.version}\n`,
      // The interpreter is laid over it.
      [`bin/${python.name}`]: '',
    },
    packages: join('lib', python.name, 'site-packages'),
    command,
    beside: [...python.beside, [python.executable, command]],
  };
}
