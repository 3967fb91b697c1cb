/** `node:fs` over the files of the package; the rest of the disk is not known. */
import { install, list, nativeFunction } from '../builtins/native.ts';
import type { Machine } from '../machine.ts';
import { PACKAGE_ROOT } from '../modules.ts';
import { promiseOf } from '../promises.ts';
import { get } from '../properties.ts';
import { type Native, newSlot, type Obj, object, unknown, type Value } from '../values.ts';
import { pathText } from './node.ts';

const READERS: Record<string, Native> = {
  readFile: ({ machine, args: [path] }) => {
    const file = inPackage(path);
    const text = file === undefined ? undefined : machine.resolver.files.text(file);
    return text ?? unknown('readFile()');
  },
  readdir: ({ machine, args: [path, options] }) => {
    const folder = inPackage(path);
    if (folder === undefined) return list(machine, [], true);
    const names = namesIn(machine, folder);
    return list(machine, get(machine, options, 'withFileTypes') === true ? names.map((each) => entryOf(machine, folder, each)) : names);
  },
  stat: ({ machine, args: [path] }) => {
    const file = inPackage(path);
    return file === undefined ? unknown('stat()', true) : statOf(machine, file);
  },
  exists: ({ machine, args: [path] }) => {
    const file = inPackage(path);
    return file === undefined ? unknown('exists()') : machine.resolver.files.has(file) || namesIn(machine, file).length > 0;
  },
};

/** The path inside the package that an absolute path means; `undefined` where it is not known or outside. */
function inPackage(value: Value): string | undefined {
  const { text, known } = pathText(value);
  const path = text.replace(/^file:\/\//, '').replace(/\/+$/, '');
  if (!known) return undefined;
  if (path === PACKAGE_ROOT) return '';
  return path.startsWith(`${PACKAGE_ROOT}/`) ? path.slice(PACKAGE_ROOT.length + 1) : undefined;
}

function namesIn(machine: Machine, folder: string): string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const names = machine.resolver.files
    .paths()
    .flatMap((each) => (each.startsWith(prefix) ? [each.slice(prefix.length).split('/')[0] ?? ''] : []));
  return [...new Set(names)].sort();
}

function entryOf(machine: Machine, folder: string, name: string): Obj {
  const made = statOf(machine, folder === '' ? name : `${folder}/${name}`);
  made.slots.set('name', newSlot(name));
  return made;
}

function statOf(machine: Machine, file: string): Obj {
  const isFile = machine.resolver.files.has(file);
  return install(machine, object(machine.protos.object), { isFile: () => isFile, isDirectory: () => !isFile, isSymbolicLink: () => false });
}

export function fileSystem(machine: Machine): Value {
  const made = object(unknown('fs#', true));
  const promises = object(unknown('fs/promises#', true));
  for (const [name, run] of Object.entries(READERS)) {
    made.slots.set(`${name}Sync`, newSlot(nativeFunction(machine, name, run)));
    const later: Native = (call) => promiseOf(machine, run(call));
    promises.slots.set(name, newSlot(nativeFunction(machine, name, later)));
    // `fs.readFile` is both: with a callback in `node:fs`, a promise in `node:fs/promises`.
    made.slots.set(name, newSlot(nativeFunction(machine, name, later)));
  }
  promises.slots.set('access', newSlot(nativeFunction(machine, 'access', () => promiseOf(machine, undefined))));
  made.slots.set('promises', newSlot(promises));
  made.slots.set('default', newSlot(made, true));
  promises.slots.set('default', newSlot(promises, true));
  return made;
}
