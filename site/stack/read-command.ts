/** From the command that starts a server to the package, image or address that it is. */
import { packageKey, repositoryKey, urlKey } from '../search/lookup.ts';

/** Options that take the next word as their value, by program. */
const WITH_VALUE: Record<string, ReadonlySet<string>> = {
  npx: new Set(['-p', '--package', '-c', '--call', '--registry', '--prefix', '--cache', '--userconfig', '-w', '--workspace']),
  uvx: new Set([
    '--from',
    '--with',
    '--python',
    '-p',
    '--index-url',
    '--extra-index-url',
    '--directory',
    '--project',
    '--env-file',
    '--index',
    '--spec',
  ]),
  docker: new Set(
    `-e --env --env-file -v --volume --mount --name -p --publish --network --net -w --workdir --platform --entrypoint -u --user --add-host -l --label -m --memory --cpus --pull --log-driver --log-opt --cap-add --cap-drop --security-opt --tmpfs -h --hostname --dns --ulimit --gpus --restart --device --ipc --pid --userns --group-add --shm-size --stop-timeout --volumes-from --link --expose --cgroupns --runtime`.split(
      ' ',
    ),
  ),
};
/** Programs that stand between the client and a remote server: the address after them is the server. */
const BRIDGES = new Set(['mcp-remote', 'supergateway', 'mcp-proxy', '@pyroprompts/mcp-remote', 'mcp-remote-client', 'fastmcp-remote']);
const LONGEST_WRAP = 4;

/** Lookup keys of a command, the surest first; empty where it says nothing. */
export function keysOfCommand(command: string, args: readonly string[]): string[] {
  return keysOf(
    [...command.trim().split(/\s+(?=npx\b|uvx\b|docker\b)/), ...args].filter((word) => word !== ''),
    0,
  );
}

function keysOf(words: readonly string[], depth: number): string[] {
  const [first = '', ...rest] = words;
  const program = programOf(first);
  if (depth > LONGEST_WRAP) return [];
  switch (program) {
    case 'cmd':
      return keysOf(
        rest.filter((word, i) => i > 0 || !/^\/c$/i.test(word)),
        depth + 1,
      );
    case 'sh':
    case 'bash':
    case 'zsh':
    case 'powershell':
    case 'pwsh': {
      const script = rest.find((word) => !word.startsWith('-'));
      return script === undefined ? [] : keysOf(script.trim().split(/\s+/), depth + 1);
    }
    case 'env':
    case 'sudo':
    case 'cross-env':
      return keysOf(
        rest.slice(
          Math.max(
            0,
            rest.findIndex((word) => !/^-|^\w+=/.test(word)),
          ),
        ),
        depth + 1,
      );
    case 'npx':
    case 'bunx':
    case 'pnpx':
      return packageRun(rest);
    case 'npm':
    case 'pnpm':
    case 'yarn':
    case 'bun':
      return /^(exec|x|dlx)$/.test(rest[0] ?? '') ? packageRun(rest.slice(1)) : [];
    case 'deno':
      return rest.flatMap((word) => (word.startsWith('npm:') ? [packageKey('npm', word.slice(4).replace(/^\//, ''))] : [])).slice(0, 1);
    case 'uvx':
      return pythonRun(rest);
    case 'uv':
      if (rest[0] === 'tool' && rest[1] === 'run') return pythonRun(rest.slice(2));
      return rest[0] === 'run' ? pythonRun(rest.slice(1)) : [];
    case 'pipx':
      return rest[0] === 'run' ? pythonRun(rest.slice(1)) : [];
    case 'python':
    case 'python3':
    case 'py': {
      const module = rest[rest.indexOf('-m') + 1];
      return rest.includes('-m') && module ? [packageKey('pypi', module.split('.')[0] ?? '')] : [];
    }
    case 'docker':
    case 'podman':
    case 'nerdctl': {
      const image = rest[0] === 'run' ? firstPlain(rest.slice(1), WITH_VALUE.docker) : undefined;
      return image === undefined ? [] : [packageKey('oci', image)];
    }
    case 'node':
      return installed(rest);
    default:
      return [
        ...installed([first]),
        ...(/^[\w.-]+$/.test(program) && program !== '' ? [packageKey('npm', program), packageKey('pypi', program)] : []),
      ];
  }
}

/** `npx -y @scope/name@1.2.3 …`; of a bridge, the address after it. */
function packageRun(args: readonly string[]): string[] {
  const option = args.findIndex((word) => word === '-p' || word === '--package');
  const named =
    args.map((word) => /^--package=(.+)$/.exec(word)?.[1]).find((name) => name !== undefined) ??
    (option >= 0 ? args[option + 1] : undefined);
  const run = named ?? firstPlain(args, WITH_VALUE.npx);
  if (run === undefined) return [];
  const key = packageKey('npm', run);
  const name = key.slice('npm:'.length);
  if (BRIDGES.has(name)) return addressesIn(args);
  if (name === '@smithery/cli') return nameAfter(args, 'run');
  const repository = repositoryKey(run) ?? /^(?:github:)?([\w.-]+\/[\w.-]+?)(?:#.*)?$/.exec(run)?.[1];
  if (repository !== undefined && !run.startsWith('@'))
    return [repository.startsWith('repo:') ? repository : `repo:github.com/${repository.toLowerCase()}`];
  return [key];
}

/** `uvx name`, `uvx --from git+https://… name`. */
function pythonRun(args: readonly string[]): string[] {
  const option = args.findIndex((word) => word === '--from' || word === '--spec');
  const from =
    args.map((word) => /^--from=(.+)$/.exec(word)?.[1]).find((name) => name !== undefined) ?? (option >= 0 ? args[option + 1] : undefined);
  const run = from ?? firstPlain(args, WITH_VALUE.uvx);
  if (run === undefined) return [];
  const repository = repositoryKey(run);
  if (repository !== undefined) return [repository];
  if (/^python[\d.]*$/.test(run) || /\.py$/.test(run))
    return args.includes('-m') ? keysOf(['python', ...args.slice(args.indexOf('-m'))], LONGEST_WRAP) : [];
  const key = packageKey('pypi', run);
  return BRIDGES.has(key.slice('pypi:'.length)) ? addressesIn(args) : [key];
}

function addressesIn(args: readonly string[]): string[] {
  const url = args.find((word) => /^https?:\/\//.test(word));
  return url === undefined ? [] : keysOfUrl(url);
}

/** Lookup keys of a remote server. What may be a secret in its address, the query and the fragment, is dropped. */
export function keysOfUrl(url: string): string[] {
  const key = urlKey(url);
  return key === undefined ? [] : [key, `host:${new URL(url).host}`];
}

function nameAfter(args: readonly string[], word: string): string[] {
  const name = firstPlain(args.slice(args.indexOf(word) + 1), new Set());
  return name === undefined || !args.includes(word) ? [] : [`npm:${name.toLowerCase()}`, `name:${name.split('/').at(-1)?.toLowerCase()}`];
}

/** The first word that is no option and no option's value. */
function firstPlain(args: readonly string[], withValue: ReadonlySet<string> | undefined): string | undefined {
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as string;
    if (withValue?.has(word)) i++;
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
}

/** A package that is started from where it was installed: the last `node_modules/<name>` of a path. */
function installed(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const found = [...path.replaceAll('\\', '/').matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].at(-1)?.[1];
    return found === undefined || found === '.bin' ? [] : [packageKey('npm', found)];
  });
}

function programOf(word: string): string {
  const name = word.replaceAll('\\', '/').split('/').at(-1) ?? '';
  return name
    .toLowerCase()
    .replace(/\.(exe|cmd|bat|ps1)$/, '')
    .replace(/^(python3?|node)[\d.]*$/, '$1');
}
