/** Where the program of an npm package begins. */
import { posix } from 'node:path';
import type { PackageFiles } from './files.ts';
import { parseObject } from './json.ts';

const SUFFIXES = ['', '.js', '.mjs', '.cjs', '.ts', '/index.js', '/index.mjs', '/index.cjs', '/index.ts'];
const BUILT = /^(?:dist|build|lib|out)\//;
const USUAL = [
  'index.js',
  'dist/index.js',
  'build/index.js',
  'src/index.ts',
  'src/index.js',
  'src/server.ts',
  'server.js',
  'index.ts',
  'src/main.ts',
  'server/index.js',
];
const MAX_ENTRIES = 16;

/** Files to begin with, likeliest first: the command named like the package, its main module, its other commands and exports. */
export function entriesOf(files: PackageFiles): string[] {
  const { name, bin, main, module, exports, mcp } = parseObject(files.text('package.json') ?? '{}');
  const own = typeof name === 'string' ? (name.split('/').at(-1) ?? '') : '';
  const commands =
    typeof bin === 'string'
      ? [bin]
      : isRecord(bin)
        ? Object.entries(bin)
            .sort(([a], [b]) => Number(b === own) - Number(a === own))
            .map(([, path]) => path)
        : [];
  const exported = isRecord(exports)
    ? Object.entries(exports).flatMap(([key, value]) =>
        /mcp|server|stdio|\.$/.test(key) || key === 'import' || key === 'default' ? [value] : [],
      )
    : [exports];
  const bundle = parseObject(files.text('manifest.json') ?? '{}').server;
  const candidates = [
    commands[0],
    isRecord(bundle) ? bundle.entry_point : undefined,
    isRecord(mcp) ? mcp.entry : undefined,
    main,
    module,
    ...commands.slice(1),
    ...exported.map(target),
    ...USUAL,
  ];
  const found = candidates.flatMap((each) => (typeof each === 'string' ? (fileOf(files, each) ?? []) : []));
  return [...new Set(found)].slice(0, MAX_ENTRIES);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The file of an export's conditions. */
function target(value: unknown): unknown {
  let at = value;
  for (let depth = 0; isRecord(at) && depth < 4; depth += 1) at = at.node ?? at.import ?? at.default ?? at.require;
  return at;
}

/** The file that an entry names; of a package that was not built, its source. */
function fileOf(files: PackageFiles, entry: string): string | undefined {
  const path = posix.normalize(entry).replace(/^\.?\//, '');
  const built = SUFFIXES.map((suffix) => path + suffix).find((each) => files.has(each));
  if (built) return built;
  const source = path.replace(BUILT, 'src/').replace(/\.[cm]?js$/, '');
  return BUILT.test(path) ? SUFFIXES.map((suffix) => source + suffix).find((each) => files.has(each)) : undefined;
}
