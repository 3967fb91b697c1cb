/** Modules: loaded on demand, linked and followed once, both ES modules and CommonJS. */
import { posix } from 'node:path';
import type { Program, Statement } from 'oxc-parser';
import { nativeFunction } from './builtins/native.ts';
import { declaringPlaces } from './dormant.ts';
import { evaluate } from './expressions.ts';
import { makeClosure } from './functions.ts';
import { bindImports, exportTable } from './imports.ts';
import { fromJson } from './json-values.ts';
import { libraryFor } from './libraries/index.ts';
import { attempt, type Machine, STEPS } from './machine.ts';
import { promiseOf } from './promises.ts';
import { get } from './properties.ts';
import { splitSpecifier } from './resolve.ts';
import { declare, declaredByBody, type Frame, type Scope } from './scope.ts';
import { runOne } from './statements.ts';
import { parseScript } from './syntax.ts';
import { alternatives, type Cell, choose, isObj, isUnknown, newCell, newSlot, type Obj, object, unknown, type Value } from './values.ts';

export interface Module {
  path: string;
  scope: Scope;
  program: Program;
  /** `import.meta`. */
  meta: Obj;
  /** How to find what an ES module exports under a name. */
  exports: Map<string, () => Cell | undefined>;
  /** Where in its text tools may be declared. */
  places: number[];
  stars: string[];
  /** CommonJS `module`, if it is one. */
  common: Obj | undefined;
  namespace: Obj | undefined;
}

const MODULE_FILE = /\.[cm]?[jt]sx?$/;
export const PACKAGE_ROOT = '/package';

/** The module in a file, followed to its end; `undefined` where there is none to read. */
export function load(machine: Machine, path: string): Module | undefined {
  const known = machine.modules.get(path);
  if (known) return known;
  const text = machine.resolver.files.text(path);
  if (text === undefined || !MODULE_FILE.test(path)) return undefined;
  const parsed = parseScript(path, text);
  if ('problem' in parsed) {
    machine.defects.add(parsed.problem);
    return undefined;
  }
  const module = link(machine, path, parsed.program);
  machine.modules.set(path, module);
  follow(machine, module);
  return module;
}

function link(machine: Machine, path: string, program: Program): Module {
  const esm = program.body.some((each) => /^(Import|Export)/.test(each.type));
  const meta = object(machine.protos.object);
  const module = {
    path,
    program,
    meta,
    places: declaringPlaces(machine.resolver.files.text(path) ?? ''),
    exports: new Map(),
    stars: [],
    common: undefined,
    namespace: undefined,
  } as unknown as Module;
  const frame: Frame = {
    machine,
    module,
    around: undefined,
    self: undefined,
    home: undefined,
    newTarget: undefined,
    building: undefined,
    args: [],
    early: [],
    maybeExits: 0,
    yields: undefined,
  };
  module.scope = { names: new Map(), parent: undefined, frame };
  const absolute = posix.join(PACKAGE_ROOT, path);
  for (const [name, value] of [
    ['url', `file://${absolute}`],
    ['filename', absolute],
    ['dirname', posix.dirname(absolute)],
    // The first module that is loaded is the program's own.
    ['main', machine.modules.size === 0],
  ] as const)
    meta.slots.set(name, newSlot(value));
  const require = nativeFunction(machine, 'require', ({ args }) => requireFrom(machine, args[0], path));
  declare(module.scope, 'require', require);
  if (!esm) {
    module.common = object(machine.protos.object);
    const exports = object(machine.protos.object);
    module.common.slots.set('exports', newSlot(exports));
    frame.self = exports;
    for (const [name, value] of [
      ['module', module.common],
      ['exports', exports],
      ['__filename', absolute],
      ['__dirname', posix.dirname(absolute)],
    ] as const)
      declare(module.scope, name, value);
    require.slots.set('main', newSlot(module.common));
  }
  const statements = program.body as Statement[];
  const declared = declaredByBody(program, statements);
  for (const name of [...declared.vars, ...declared.lexical]) declare(module.scope, name);
  exportTable(module);
  for (const each of declared.functions) if (each.id) declare(module.scope, each.id.name, makeClosure(each, module.scope));
  return module;
}

function follow(machine: Machine, module: Module): void {
  bindImports(machine, module);
  for (const statement of module.program.body as Statement[]) {
    attempt(machine, STEPS.statement, () => {
      if (statement.type === 'ExportDefaultDeclaration') exportDefault(module, statement.declaration);
      else if (statement.type === 'TSExportAssignment')
        module.exports.set('default', constant(newCell(evaluate(statement.expression, module.scope))));
      else runOne(statement, module.scope);
    });
  }
}

export function constant(cell: Cell): () => Cell {
  return () => cell;
}

function exportDefault(module: Module, declaration: Extract<Statement, { type: 'ExportDefaultDeclaration' }>['declaration']): void {
  const cell = module.exports.get('default')?.() ?? newCell(undefined);
  module.exports.set('default', constant(cell));
  if (declaration.type === 'FunctionDeclaration') {
    cell.value = declaration.id ? module.scope.names.get(declaration.id.name)?.value : makeClosure(declaration, module.scope);
  } else if (declaration.type === 'ClassDeclaration') {
    if (declaration.id) {
      runOne(declaration, module.scope);
      cell.value = module.scope.names.get(declaration.id.name)?.value;
    } else cell.value = evaluate({ ...declaration, type: 'ClassExpression' }, module.scope);
  } else if (declaration.type !== 'TSInterfaceDeclaration' && declaration.type !== 'TSDeclareFunction')
    cell.value = evaluate(declaration as Parameters<typeof evaluate>[0], module.scope);
}

/** The cell that a module exports under a name. */
export function exported(machine: Machine, module: Module, name: string, seen = new Set<string>()): Cell | undefined {
  if (module.common) {
    const exports = get(machine, module.common, 'exports');
    return newCell(name === 'default' ? exports : get(machine, exports, name));
  }
  const own = module.exports.get(name)?.();
  if (own || seen.has(module.path) || name === 'default') return own;
  seen.add(module.path);
  for (const star of module.stars) {
    const target = importedBy(machine, star, module.path);
    const cell = 'module' in target ? exported(machine, target.module, name, seen) : newCell(get(machine, target.value, name));
    if (cell) return cell;
  }
  return undefined;
}

/** What a specifier means to the file that names it: a module of the package, or a value. */
export function importedBy(machine: Machine, specifier: string, from: string): { module: Module } | { value: Value } {
  const library = libraryFor(machine, specifier, from);
  if (library !== undefined) return { value: library };
  const resolved = machine.resolver.resolve(specifier, from);
  if ('external' in resolved) {
    if (!/^[./#]|^node:/.test(specifier)) machine.missing.add(splitSpecifier(specifier)[0]);
    return { value: unknown(`${specifier}#`, true) };
  }
  if (resolved.file.endsWith('.json')) return { value: fromJson(machine, machine.resolver.files.text(resolved.file) ?? '', resolved.file) };
  const module = load(machine, resolved.file);
  return module ? { module } : { value: unknown(`${specifier}#`, true) };
}

/** The namespace object of a module; CommonJS as Node gives it to `import()`. */
export function namespaceOf(machine: Machine, module: Module): Obj {
  if (module.namespace) return module.namespace;
  const made = object(null);
  module.namespace = made;
  if (module.common) {
    const exports = get(machine, module.common, 'exports');
    if (isObj(exports)) for (const [key, slot] of exports.slots) made.slots.set(key, slot);
    made.slots.set('default', newSlot(exports));
    return made;
  }
  const names = new Set(module.exports.keys());
  for (const star of module.stars) {
    const target = importedBy(machine, star, module.path);
    if ('module' in target)
      for (const name of namespaceOf(machine, target.module).slots.keys())
        if (typeof name === 'string' && name !== 'default') names.add(name);
  }
  for (const name of names) {
    const cell = exported(machine, module, name);
    if (cell) made.slots.set(name, cell);
  }
  return made;
}

export function requireFrom(machine: Machine, specifier: Value, from: string): Value {
  if (typeof specifier !== 'string') return unknown('require()');
  const target = importedBy(machine, specifier, from);
  if ('value' in target) return target.value;
  return target.module.common ? get(machine, target.module.common, 'exports') : namespaceOf(machine, target.module);
}

/** `import(…)`; of a name only partly known, every module of the package that it may mean. */
export function dynamicImport(specifier: Value, frame: Frame): Value {
  const { machine, module } = frame;
  const spaces = alternatives(specifier).flatMap((one): Value[] => {
    if (isUnknown(one) && one.text !== undefined) return modulesLike(machine, one.text, module.path);
    if (typeof one !== 'string') return [];
    const target = importedBy(machine, one.replace(/^file:\/\//, ''), module.path);
    return ['value' in target ? importedValue(machine, target.value) : namespaceOf(machine, target.module)];
  });
  return promiseOf(machine, spaces.length === 0 ? unknown('import()') : choose(spaces));
}

/** JSON and CommonJS values are the default of their namespace. */
function importedValue(machine: Machine, value: Value): Value {
  if (isUnknown(value) || (isObj(value) && value.slots.has('default'))) return value;
  const made = object(machine.protos.object);
  if (isObj(value)) for (const [key, slot] of value.slots) made.slots.set(key, slot);
  made.slots.set('default', newSlot(value));
  return made;
}

function modulesLike(machine: Machine, text: string, from: string): Value[] {
  const path = text.replace(/^file:\/\//, '').replace(new RegExp(`^${PACKAGE_ROOT}/`), '');
  const full = text.startsWith('.') ? posix.join(posix.dirname(from), text) : path;
  if (!/[a-z]/i.test(full) || /^[\u2026/]/.test(full)) return [];
  const pattern = new RegExp(
    `^${full
      .split('\u2026')
      .map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^/]+')}(/index\\.[cm]?js)?$`,
  );
  const matches = machine.resolver.files.paths().filter((each) => MODULE_FILE.test(each) && !each.endsWith('.d.ts') && pattern.test(each));
  return matches.slice(0, 200).flatMap((each) => {
    const module = load(machine, each);
    return module ? [namespaceOf(machine, module)] : [];
  });
}
