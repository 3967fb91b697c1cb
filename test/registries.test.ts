import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Folders in which one member is one file and one line of index.ts. `apart` are files of the folder that are no members. */
const REGISTRIES: { folder: string; apart?: string[] }[] = [
  { folder: 'crawler/sources' },
  { folder: 'crawler/inspectors' },
  { folder: 'crawler/runners' },
  { folder: 'classifier/rules' },
  { folder: 'classifier/suspicious/signals' },
  { folder: 'classifier/attacks' },
  { folder: 'classifier/policies/formats' },
];

describe.each(REGISTRIES)('$folder', ({ folder, apart = [] }) => {
  const path = join(root, folder);
  const members = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'index.ts' && !apart.includes(entry.name))
    .map((entry) => entry.name);

  it('has an index', () => {
    expect(existsSync(join(path, 'index.ts'))).toBe(true);
  });

  it('lists every member file in its index, and no other', () => {
    const imported = [...readFileSync(join(path, 'index.ts'), 'utf8').matchAll(/from '\.\/([^'/]+\.ts)'/g)].map((match) => match[1]);
    expect([...new Set(imported)].sort()).toEqual(members.sort());
  });

  it('names its files in kebab-case', () => {
    expect(members.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name))).toEqual([]);
  });
});
