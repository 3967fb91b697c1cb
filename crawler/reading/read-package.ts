/** Reads the tools of an unpacked package, whatever it is written in. */
import { builtinModules } from 'node:module';
import type { InspectedTool } from '../../db/model.ts';
import { entriesOf } from './entries.ts';
import { type PackageFiles, packageFiles } from './files.ts';
import { judge, type Unsure } from './gate.ts';
import { parseObject } from './json.ts';
import { jsonClaims } from './json-lists.ts';
import { readPython } from './python/read-python.ts';
import type { Claim } from './script/claims.ts';
import type { Patience } from './script/machine.ts';
import { readScript } from './script/read-script.ts';

export interface PackageReading {
  name: string | undefined;
  version: string | undefined;
  tools: InspectedTool[];
  unsure: Unsure;
  defects: string[];
  /** npm packages that the program imports, that are not at hand and may hold its tools, likeliest first; with the versions asked for. */
  wants: { name: string; range: string }[];
}

const BUILTIN = new Set(builtinModules);
const MAX_DEFECTS = 100;

/** `dependencies`: unpacked npm packages by name, as if they were installed. `spent` ends the reading of a program that takes too long. */
export function readPackage(
  content: ReadonlyMap<string, Uint8Array>,
  dependencies: ReadonlyMap<string, ReadonlyMap<string, Uint8Array>> = new Map(),
  spent: Patience = () => 0,
): PackageReading {
  const all = new Map(content);
  for (const [name, inside] of dependencies) for (const [path, bytes] of inside) all.set(`node_modules/${name}/${path}`, bytes);
  const files = packageFiles(all);
  const script = readEntries(files, spent);
  const python = script.claims.some(isNamed) ? undefined : readPython(files);
  const found = python && python.claims.length > 0 ? python.claims : script.claims;
  const claims = found.some(isNamed) ? found : [...found, ...jsonClaims(files)];
  const { tools, unsure, defects } = judge(claims, files);
  const { name, version } = identityOf(files);
  return {
    name,
    version,
    tools,
    unsure,
    defects: [...defects, ...script.defects, ...(python?.defects ?? [])].slice(0, MAX_DEFECTS),
    wants: tools.length > 0 && !script.incomplete ? [] : wanted(files, script.missing, new Set(dependencies.keys())),
  };
}

interface Entries {
  claims: Claim[];
  missing: string[];
  defects: string[];
  /** A list of tools was only partly known: the rest may lie in a dependency. */
  incomplete: boolean;
}

/** Follows the program from its entries, one after the other, until one of them offers tools. */
function readEntries(files: PackageFiles, spent: Patience): Entries {
  const read: Entries = { claims: [], missing: [], defects: [], incomplete: false };
  for (const entry of entriesOf(files)) {
    if (spent() > 1) break;
    const reading = readScript(files, entry, spent);
    read.claims.push(...reading.claims);
    read.missing.push(...reading.missing);
    read.defects.push(...reading.defects);
    read.incomplete ||= reading.incomplete;
    if (reading.claims.some((each) => isNamed(each) && each.strength !== 'loose')) break;
  }
  return read;
}

function isNamed(claim: Claim): boolean {
  return claim.name !== '';
}

/** Name and version as the package says: of npm, of a wheel or sdist, of a bundle. */
function identityOf(files: PackageFiles): { name: string | undefined; version: string | undefined } {
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  for (const file of ['package.json', 'manifest.json']) {
    const { name, version } = parseObject(files.text(file) ?? '{}');
    if (text(name)) return { name: text(name), version: text(version) };
  }
  const metadata = files.paths().find((path) => /(?:^|\/)(?:METADATA|PKG-INFO)$/.test(path));
  // Headers end at the first empty line; after it comes the description.
  const head = metadata ? (files.text(metadata) ?? '').split(/\r?\n\r?\n/)[0] : files.text('pyproject.toml');
  const line = (name: string): string | undefined =>
    new RegExp(`^${name}(?::|\\s*=)\\s*"?([^"\\r\\n]+)"?`, 'im').exec(head ?? '')?.[1]?.trim();
  return { name: line('name'), version: line('version') };
}

/** Packages by how likely they hold the tools: of the same scope, named for it, or the only one there is. */
function wanted(files: PackageFiles, missing: readonly string[], present: ReadonlySet<string>): PackageReading['wants'] {
  const { name, dependencies } = parseObject(files.text('package.json') ?? '{}');
  const scope = typeof name === 'string' && name.startsWith('@') ? `${name.split('/')[0]}/` : undefined;
  const ranges = rangesOf(files, dependencies, present);
  const candidates = [...new Set(missing)].filter((each) => !BUILTIN.has(each) && !present.has(each) && ranges.has(each));
  const score = (each: string): number =>
    (scope && each.startsWith(scope) ? 4 : 0) +
    (/mcp/i.test(each) ? 3 : 0) +
    (/tool|agent|server/i.test(each) ? 2 : 0) +
    (candidates.length <= 2 ? 1 : 0);
  return candidates
    .filter((each) => score(each) > 0)
    .sort((a, b) => score(b) - score(a))
    .map((each) => ({ name: each, range: ranges.get(each) ?? 'latest' }));
}

function rangesOf(files: PackageFiles, own: unknown, present: ReadonlySet<string>): Map<string, string> {
  const tables = [own, ...[...present].map((each) => parseObject(files.text(`node_modules/${each}/package.json`) ?? '{}').dependencies)];
  return new Map(
    tables
      .flatMap((table) => Object.entries((table ?? {}) as Record<string, unknown>))
      .filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}
