/** Which file of a package an import means, as Node and the bundlers look for it. */
import { posix } from 'node:path';
import type { PackageFiles } from '../files.ts';
import { parseObject } from '../json.ts';

type Resolved = { file: string } | { external: string };

export interface Resolver {
  files: PackageFiles;
  resolve(specifier: string, from: string): Resolved;
}

const SUFFIXES = [
  '',
  '.js',
  '.mjs',
  '.cjs',
  '.ts',
  '.mts',
  '.cts',
  '.tsx',
  '.jsx',
  '.json',
  '/index.js',
  '/index.mjs',
  '/index.cjs',
  '/index.ts',
  '/index.tsx',
];
const SOURCE_OF: Record<string, string[]> = { '.js': ['.ts', '.tsx', '.jsx'], '.mjs': ['.mts'], '.cjs': ['.cts'], '.jsx': ['.tsx'] };
const CONDITIONS = ['node', 'import', 'module', 'require', 'default'];

export function createResolver(files: PackageFiles): Resolver {
  const packages = new Map<string, Record<string, unknown>>();
  const packageAt = (folder: string): Record<string, unknown> => {
    const path = folder === '' ? 'package.json' : `${folder}/package.json`;
    let parsed = packages.get(path);
    if (!parsed) {
      parsed = parseObject(files.text(path) ?? '{}');
      packages.set(path, parsed);
    }
    return parsed;
  };

  function asFile(path: string): string | undefined {
    const clean = posix.normalize(path).replace(/\/$/, '');
    const direct = SUFFIXES.map((suffix) => clean + suffix).find((each) => files.has(each));
    if (direct) return direct;
    const extension = posix.extname(clean);
    return (SOURCE_OF[extension] ?? []).map((each) => clean.slice(0, -extension.length) + each).find((each) => files.has(each));
  }

  function asFolder(folder: string): string | undefined {
    const { main, module } = packageAt(folder);
    for (const entry of [module, main, 'index.js']) {
      const found = typeof entry === 'string' ? asFile(posix.join(folder, entry)) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  function inPackage(folder: string, subpath: string): string | undefined {
    const { exports } = packageAt(folder);
    const target = exports === undefined ? undefined : matchExports(exports, subpath === '' ? '.' : `./${subpath}`);
    if (target) return asFile(posix.join(folder, target));
    return subpath === '' ? asFolder(folder) : asFile(posix.join(folder, subpath));
  }

  function resolve(specifier: string, from: string): Resolved {
    const folder = posix.dirname(from);
    if (specifier.startsWith('.') || specifier.startsWith('/')) {
      const path = specifier.startsWith('/') ? specifier.replace(/^\/(package\/)?/, '') : posix.join(folder, specifier);
      const file = path.startsWith('..') ? undefined : (asFile(path) ?? asFolder(path));
      return file ? { file } : { external: specifier };
    }
    const root = rootOf(from);
    if (specifier.startsWith('#')) {
      const target = matchExports(packageAt(root).imports ?? {}, specifier);
      const file = target ? asFile(posix.join(root, target)) : undefined;
      return file ? { file } : { external: specifier };
    }
    const [name, subpath] = splitSpecifier(specifier);
    for (let at = folder; ; at = posix.dirname(at)) {
      const home = at === '.' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
      if (files.has(`${home}/package.json`)) {
        const file = inPackage(home, subpath);
        if (file) return { file };
      }
      if (at === '.' || at === '/') break;
    }
    const own = packageAt(root).name === name ? inPackage(root, subpath) : aliased(specifier, root);
    return own ? { file: own } : { external: specifier };
  }

  /** `@/tools/x`, as TypeScript's path aliases are usually set up. */
  function aliased(specifier: string, root: string): string | undefined {
    if (!specifier.startsWith('@/') && !specifier.startsWith('~/')) return undefined;
    return ['src', 'dist', 'build', 'lib', '']
      .map((folder) => asFile(posix.join(root, folder, specifier.slice(2))))
      .find((each) => each !== undefined);
  }

  return { files, resolve };
}

/** The folder of the package that a file belongs to: the package itself or one inside `node_modules`. */
function rootOf(file: string): string {
  const match = /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
  return match?.[1] ?? '';
}

/** `@scope/name/sub/path` → name and subpath. */
export function splitSpecifier(specifier: string): [name: string, subpath: string] {
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  return [parts.slice(0, length).join('/'), parts.slice(length).join('/')];
}

/** The target of a subpath in `exports` or `imports` of a package.json: https://nodejs.org/api/packages.html#subpath-patterns */
function matchExports(exports: unknown, subpath: string): string | undefined {
  if (typeof exports === 'string' || Array.isArray(exports)) return subpath === '.' ? byCondition(exports) : undefined;
  if (typeof exports !== 'object' || exports === null) return undefined;
  const table = exports as Record<string, unknown>;
  if (!Object.keys(table).some((key) => key.startsWith('.') || key.startsWith('#')))
    return subpath === '.' ? byCondition(table) : undefined;
  if (Object.hasOwn(table, subpath)) return byCondition(table[subpath]);
  for (const [pattern, target] of Object.entries(table)) {
    const star = pattern.indexOf('*');
    if (star === -1 || !subpath.startsWith(pattern.slice(0, star)) || !subpath.endsWith(pattern.slice(star + 1))) continue;
    const matched = subpath.slice(star, subpath.length - (pattern.length - star - 1));
    return byCondition(target)?.replaceAll('*', matched);
  }
  return undefined;
}

function byCondition(target: unknown, depth = 0): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null || depth > 8) return undefined;
  if (Array.isArray(target)) return target.map((each) => byCondition(each, depth + 1)).find((each) => each !== undefined);
  for (const condition of CONDITIONS) {
    const value = (target as Record<string, unknown>)[condition];
    const found = value === undefined ? undefined : byCondition(value, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
