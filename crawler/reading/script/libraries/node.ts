/** `node:path`, `node:url`, `node:module`, `node:util` and `process`. */
import { posix } from 'node:path';
import { install, list, nativeFunction } from '../builtins/native.ts';
import { giveAway, type Machine } from '../machine.ts';
import { PACKAGE_ROOT, requireFrom } from '../modules.ts';
import { get } from '../properties.ts';
import { choose, isObj, isUnknown, type Native, newCell, newSlot, type Obj, object, partlyKnown, unknown, type Value } from '../values.ts';

const GAP = '\u2026';

/** The text of a path, with gaps for what is not known of it. */
export function pathText(value: Value): { text: string; known: boolean } {
  if (typeof value === 'string') return { text: value, known: true };
  if (isObj(value) && value.host instanceof URL) return { text: value.host.pathname, known: true };
  if (typeof value === 'object' && value?.kind === 'choice')
    return pathText(value.of.find((each) => typeof each === 'string') ?? value.of[0]);
  return { text: isUnknown(value) ? (value.text ?? GAP) : GAP, known: false };
}

function onPaths(run: (...parts: string[]) => string): Native {
  return ({ args }) => {
    const parts = args.map(pathText);
    const text = run(...parts.map((each) => each.text));
    return parts.every((each) => each.known) ? text : partlyKnown(text);
  };
}

export function nodePath(machine: Machine): Value {
  const made = install(machine, object(machine.protos.object), {
    join: onPaths((...parts) => posix.join(...parts)),
    resolve: (call) => {
      // What stands before an absolute path does not matter.
      const from = call.args.findLastIndex((each) => pathText(each).text.startsWith('/'));
      return from === -1
        ? onPaths((...parts) => posix.join(GAP, ...parts))(call)
        : onPaths((...parts) => posix.resolve(...parts))({ ...call, args: call.args.slice(from) });
    },
    dirname: onPaths((path = '') => posix.dirname(path)),
    basename: onPaths((path = '', suffix) => posix.basename(path, suffix)),
    extname: onPaths((path = '') => posix.extname(path)),
    normalize: onPaths((path = '') => posix.normalize(path)),
    relative: onPaths((from = '', to = '') => (from.includes(GAP) || to.includes(GAP) ? GAP : posix.relative(from, to))),
    isAbsolute: ({ args: [path] }) => (typeof path === 'string' ? path.startsWith('/') : unknown('isAbsolute()')),
    parse: ({ machine: owner, args: [path] }) => {
      if (typeof path !== 'string') return unknown('parse()');
      const parsed = object(owner.protos.object);
      for (const [key, value] of Object.entries(posix.parse(path))) parsed.slots.set(key, newSlot(value));
      return parsed;
    },
  });
  made.slots.set('sep', newSlot('/'));
  made.slots.set('delimiter', newSlot(':'));
  for (const name of ['posix', 'default', 'win32']) made.slots.set(name, newSlot(made, true));
  return made;
}

function urlValue(machine: Machine, href: string, base?: string): Value {
  const url = URL.parse(href, base);
  if (!url) return unknown('URL()', true);
  const made = object(machine.protos.object);
  made.host = url;
  for (const key of ['href', 'pathname', 'protocol', 'host', 'hostname', 'origin', 'search', 'port', 'hash'] as const)
    made.slots.set(key, newSlot(url[key]));
  return install(machine, made, { toString: () => url.href });
}

const newUrl: Native = ({ machine, args: [href, base] }) => {
  const from = isObj(base) && base.host instanceof URL ? base.host.href : base;
  return typeof href === 'string' && (from === undefined || typeof from === 'string')
    ? urlValue(machine, href, from)
    : unknown('URL()', true);
};

export function nodeUrl(machine: Machine): Value {
  const made = install(machine, object(machine.protos.object), {
    fileURLToPath: ({ args: [url] }) => {
      const { text, known } = pathText(url);
      const path = text.replace(/^file:\/\//, '');
      return known ? path : partlyKnown(path);
    },
    pathToFileURL: ({ machine: owner, args: [path] }) =>
      typeof path === 'string' ? urlValue(owner, `file://${path}`) : unknown('pathToFileURL()', true),
    URL: newUrl,
  });
  made.slots.set('default', newSlot(made, true));
  return made;
}

export function nodeModule(machine: Machine): Value {
  const made = install(machine, object(machine.protos.object), {
    createRequire: ({ machine: owner, args: [from] }) => {
      const path = pathText(from)
        .text.replace(/^file:\/\//, '')
        .replace(`${PACKAGE_ROOT}/`, '');
      return nativeFunction(owner, 'require', (call) => requireFrom(owner, call.args[0], path));
    },
  });
  made.slots.set('default', newSlot(made, true));
  return made;
}

export function nodeUtil(machine: Machine): Value {
  const made = install(machine, object(machine.protos.object), {
    promisify: ({ args: [fn] }) => fn,
    deprecate: ({ args: [fn] }) => fn,
    inherits: ({ machine: owner, args: [child, parent] }) => {
      const prototype = get(owner, child, 'prototype');
      const base = get(owner, parent, 'prototype');
      if (isObj(prototype) && (isObj(base) || isUnknown(base))) prototype.proto = base;
      return undefined;
    },
    inspect: () => unknown('inspect()'),
    format: () => unknown('format()'),
    parseArgs: () => unknown('parseArgs()', true),
  });
  made.slots.set('default', newSlot(made, true));
  return made;
}

/** `process`: what the environment says is not known and usually not set; arguments are not known. */
export function installProcess(machine: Machine, entry: string): void {
  const env = object(machine.protos.object);
  const set = object(machine.protos.object);
  set.open = true;
  const handler = install(machine, object(machine.protos.object), {
    get: ({ args: [, key] }) => {
      const given = typeof key === 'string' ? set.slots.get(key) : undefined;
      return given ? given.value : choose([undefined, unknown(`env.${String(key)}`)]);
    },
  });
  env.proxy = { target: set, handler };
  env.open = true;
  const made = install(machine, object(machine.protos.object), {
    cwd: () => partlyKnown(`/${GAP}`),
    exit: () => unknown('exit()'),
    uptime: () => unknown('uptime()'),
    hrtime: () => unknown('hrtime()'),
    memoryUsage: () => unknown('memoryUsage()'),
    nextTick: ({ machine: owner, args: [callback] }) => {
      giveAway(owner, callback);
      return undefined;
    },
  });
  const argv = list(machine, ['/usr/bin/node', `${PACKAGE_ROOT}/${entry}`], true);
  const plain: [string, Value][] = [
    ['env', env],
    ['argv', argv],
    ['execArgv', list(machine, [], true)],
    ['platform', 'linux'],
    ['arch', 'x64'],
    ['version', 'v24.0.0'],
    ['versions', fromVersions(machine)],
    ['execPath', '/usr/bin/node'],
  ];
  for (const [name, value] of plain) made.slots.set(name, newSlot(value));
  for (const name of ['stdin', 'stdout', 'stderr', 'pid', 'release', 'config', 'features', 'argv0', 'title'])
    made.slots.set(name, newSlot(unknown(`process.${name}`, true)));
  // Handlers of signals and of the end add no tools, so they are not followed.
  for (const name of [
    'on',
    'once',
    'off',
    'addListener',
    'removeListener',
    'removeAllListeners',
    'emit',
    'emitWarning',
    'setMaxListeners',
    'listeners',
  ])
    made.slots.set(name, newSlot(nativeFunction(machine, name, ({ self }) => self, true)));
  made.slots.set('default', newSlot(made, true));
  for (const [name, value] of [
    ['process', made],
    ['URL', nativeFunction(machine, 'URL', newUrl)],
  ] as const) {
    machine.globals.names.set(name, newCell(value));
    const all = machine.globals.names.get('globalThis')?.value;
    if (isObj(all)) all.slots.set(name, newSlot(value, true));
  }
}

function fromVersions(machine: Machine): Obj {
  const made = object(machine.protos.object);
  for (const [name, value] of [
    ['node', '24.0.0'],
    ['v8', '13.0.0'],
    ['modules', '137'],
  ] as const)
    made.slots.set(name, newSlot(value));
  return made;
}
