import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each room may import of ours: prefixes of paths from the top, first match of the file's path wins. */
const ROOMS: { files: string; mayImport: string[] }[] = [
  { files: 'db/', mayImport: ['db/'] },
  { files: 'crawler/', mayImport: ['crawler/', 'db/'] },
  ...['rules', 'attacks', 'policies', 'reading', 'suspicious', 'rationale'].map((room) => ({
    files: `classifier/${room}/`,
    mayImport: ['classifier/types.ts', 'classifier/reading/', 'classifier/suspicious/', `classifier/${room}/`, 'db/model.ts'],
  })),
  { files: 'classifier/', mayImport: ['classifier/', 'db/'] },
  {
    files: 'site/',
    mayImport: [
      'site/',
      'db/model.ts',
      'db/snapshot.ts',
      'classifier/types.ts',
      'classifier/rules/',
      'classifier/attacks/',
      'classifier/policies/',
      'classifier/evaluation.json',
    ],
  },
];

/** Doors to the outside: the module may be imported from these places only. */
const DOORS: { module: RegExp; from: string[] }[] = [
  { module: /^(pg|@electric-sql\/pglite.*|drizzle-orm\/(node-postgres|pglite).*)$/, from: ['db/client.ts'] },
  { module: /^undici$/, from: ['crawler/http.ts'] },
  { module: /^@modelcontextprotocol\/sdk/, from: ['crawler/mcp.ts'] },
  { module: /^(node:)?child_process$/, from: ['crawler/sandbox/', 'crawler/night/'] },
  { module: /^cheerio$/, from: ['crawler/inspectors/'] },
  { module: /^openai/, from: ['classifier/llm/judge.ts'] },
  { module: /^pg-boss$/, from: ['crawler/queue.ts'] },
];

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'"\n;]*?(?:\{[^}]*\}[^'"\n;]*?)?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

const files = globSync('{crawler,classifier,db,site}/**/*.{ts,mts,mjs,astro}', { cwd: root, exclude: ['site/dist/**', 'site/.astro/**'] })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith('.d.ts'))
  .sort();
const imports = files.flatMap((file) => importsOf(file).map((specifier) => ({ file, specifier })));

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function target(file: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? relative(root, normalize(join(root, dirname(file), specifier))) : undefined;
}

describe('architecture', () => {
  it('reads the imports of every room', () => {
    for (const room of ['crawler/', 'classifier/', 'db/', 'site/']) expect(imports.some(({ file }) => file.startsWith(room))).toBe(true);
  });

  it('a room imports of ours only what the table allows', () => {
    const wrong = imports.flatMap(({ file, specifier }) => {
      const path = target(file, specifier);
      const room = ROOMS.find(({ files }) => file.startsWith(files));
      return path === undefined || path === 'package.json' || room?.mayImport.some((allowed) => path.startsWith(allowed))
        ? []
        : [`${file} → ${path}`];
    });
    expect(wrong).toEqual([]);
  });

  it('each door to the outside is used in its one place', () => {
    const wrong = imports.flatMap(({ file, specifier }) => {
      const door = DOORS.find(({ module }) => module.test(specifier));
      return !door || door.from.some((place) => file.startsWith(place)) ? [] : [`${file} → ${specifier}`];
    });
    expect(wrong).toEqual([]);
  });

  it('process.env is read only in a config.ts, console is used only in a main.ts, set:html only in JsonLd.astro', () => {
    const laws: { pattern: RegExp; allowed: RegExp }[] = [
      { pattern: /\bprocess\.env\b/, allowed: /(^|\/)config\.ts$|^db\/drizzle\.config\.ts$|^site\/astro\.config\.ts$/ },
      { pattern: /\bconsole\.\w+\(/, allowed: /(^|\/)main\.ts$/ },
      { pattern: /\bset:html\b/, allowed: /^site\/components\/JsonLd\.astro$/ },
    ];
    const wrong = files.flatMap((file) => {
      const code = withoutComments(readFileSync(join(root, file), 'utf8'));
      return laws
        .filter(({ pattern, allowed }) => pattern.test(code) && !allowed.test(file))
        .map(({ pattern }) => `${file}: ${pattern.source}`);
    });
    expect(wrong).toEqual([]);
  });
});

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1');
}
