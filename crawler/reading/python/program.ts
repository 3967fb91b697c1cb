/** The modules of a Python package and what their names stand for. */
import type { PackageFiles } from '../files.ts';
import { MAX_PYTHON, parsePython } from './parse.ts';
import { type ClassDef, type Expr, type FunctionDef, type Imported, type Stmt, statementsOf } from './tree.ts';

export interface PyModule {
  path: string;
  /** `package.sub.module`. */
  dotted: string;
  body: Stmt[];
  names: Map<string, Meaning>;
}

/** What a top-level name stands for. `appended`: expressions added to a list after it was made. */
export type Meaning =
  | { type: 'function'; def: FunctionDef }
  | { type: 'class'; def: ClassDef }
  | { type: 'value'; value: Expr; appended: Expr[] }
  | { type: 'import'; from: Imported };

export interface Program {
  modules: Map<string, PyModule>;
  byDotted: Map<string, PyModule>;
  files: PackageFiles;
  defects: string[];
}

const SKIPPED =
  /(?:^|\/)(?:tests?|testing|examples?|docs?|samples?|benchmarks?|scripts)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|setup)\.py$/;
const MAX_MODULES = 3_000;

export function loadProgram(files: PackageFiles): Program {
  const program: Program = { modules: new Map(), byDotted: new Map(), files, defects: [] };
  const paths = files.paths().filter((path) => path.endsWith('.py') && !SKIPPED.test(path));
  const root = sourceRoot(paths);
  for (const path of paths.slice(0, MAX_MODULES)) {
    const text = files.text(path) ?? '';
    if (text.length > MAX_PYTHON) {
      program.defects.push(`${path}: too long to parse`);
      continue;
    }
    const module = readModule(path, root, text, program);
    if (!module) continue;
    program.modules.set(path, module);
    program.byDotted.set(module.dotted, module);
  }
  return program;
}

function readModule(path: string, root: string, text: string, program: Program): PyModule | undefined {
  try {
    const body = parsePython(text);
    return { path, dotted: dottedName(path, root), body, names: topNames(body) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    program.defects.push(`${path}: too deep to read`);
    return undefined;
  }
}

/** `src` layouts keep packages one folder down. */
function sourceRoot(paths: string[]): string {
  return paths.some((path) => /^src\/[^/]+\/__init__\.py$/.test(path)) ||
    (paths.some((path) => path.startsWith('src/')) && !paths.includes('src/__init__.py'))
    ? 'src/'
    : '';
}

function dottedName(path: string, root: string): string {
  const inside = path.startsWith(root) ? path.slice(root.length) : path;
  return inside
    .replace(/\.py$/, '')
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.');
}

function topNames(body: readonly Stmt[]): Map<string, Meaning> {
  const names = new Map<string, Meaning>();
  for (const statement of statementsOf(body, false)) declare(names, statement);
  return names;
}

/** Notes what a statement gives names to. */
export function declare(names: Map<string, Meaning>, statement: Stmt): void {
  if (statement.type === 'function') names.set(statement.name, { type: 'function', def: statement });
  else if (statement.type === 'class') names.set(statement.name, { type: 'class', def: statement });
  else if (statement.type === 'import') for (const from of statement.names) names.set(from.alias, { type: 'import', from });
  else if (statement.type === 'assign' && statement.value) {
    const [target] = statement.targets;
    if (target?.type !== 'name') return;
    const before = names.get(target.name);
    if (statement.operator === '+=' && before?.type === 'value')
      before.appended.push({ type: 'star', value: statement.value, at: statement.at });
    else if (statement.operator === '=' && before?.type !== 'value')
      names.set(target.name, { type: 'value', value: statement.value, appended: [] });
  } else if (statement.type === 'expression') noteAppended(names, statement.value);
}

/** `tools.append(x)`, `tools.extend(xs)`. */
function noteAppended(names: Map<string, Meaning>, call: Expr): void {
  if (call.type !== 'call' || call.callee.type !== 'attribute' || call.callee.object.type !== 'name') return;
  const target = names.get(call.callee.object.name);
  const value = call.args[0]?.value;
  if (target?.type !== 'value' || !value) return;
  if (call.callee.name === 'append') target.appended.push(value);
  else if (call.callee.name === 'extend') target.appended.push({ type: 'star', value, at: value.at });
}

/** The module that an import means, if it is one of the package's. */
function importedModule(program: Program, from: PyModule, imported: Pick<Imported, 'module' | 'level'>): PyModule | undefined {
  if (imported.level === 0) return program.byDotted.get(imported.module);
  const isPackage = from.path.endsWith('__init__.py');
  const parts = from.dotted.split('.');
  const base = parts.slice(0, parts.length - imported.level + (isPackage ? 1 : 0));
  return program.byDotted.get([...base, ...(imported.module === '' ? [] : imported.module.split('.'))].join('.'));
}

/** What a name of a module stands for, followed through the package's imports. */
export function lookUp(
  program: Program,
  module: PyModule,
  name: string,
  hops = 0,
): { module: PyModule; meaning: Meaning } | { module: PyModule } | undefined {
  const meaning = module.names.get(name);
  if (!meaning) return hops < 12 ? throughStar(program, module, name, hops) : undefined;
  if (meaning.type !== 'import' || hops >= 12) return { module, meaning };
  const { from } = meaning;
  if (from.name === undefined) {
    const target = program.byDotted.get(from.module);
    return target ? { module: target } : { module, meaning };
  }
  const target = importedModule(program, module, from);
  const inside = importedModule(program, module, {
    level: from.level,
    module: from.module === '' ? from.name : `${from.module}.${from.name}`,
  });
  const found = target ? lookUp(program, target, from.name, hops + 1) : undefined;
  return found ?? (inside ? { module: inside } : { module, meaning });
}

function throughStar(program: Program, module: PyModule, name: string, hops: number): ReturnType<typeof lookUp> {
  const star = module.names.get('*');
  if (star?.type !== 'import') return undefined;
  const target = importedModule(program, module, star.from);
  return target && target !== module ? lookUp(program, target, name, hops + 1) : undefined;
}

/** Modules that are reached from one, itself included. */
export function reachable(program: Program, start: PyModule): Set<PyModule> {
  const found = new Set<PyModule>();
  const waiting = [start];
  for (let module = waiting.pop(); module; module = waiting.pop()) {
    if (found.has(module)) continue;
    found.add(module);
    for (const statement of statementsOf(module.body)) {
      if (statement.type !== 'import') continue;
      for (const each of statement.names) {
        const named =
          each.name === undefined ? [each.module] : [each.module, each.module === '' ? each.name : `${each.module}.${each.name}`];
        for (const name of named) {
          const target = importedModule(program, module, { level: each.level, module: name });
          if (target) waiting.push(target, ...packagesOf(program, target));
        }
      }
    }
  }
  return found;
}

/** Importing a module runs the `__init__` of the packages around it. */
function packagesOf(program: Program, module: PyModule): PyModule[] {
  const parts = module.dotted.split('.');
  return parts.slice(0, -1).flatMap((_, index) => program.byDotted.get(parts.slice(0, index + 1).join('.')) ?? []);
}
