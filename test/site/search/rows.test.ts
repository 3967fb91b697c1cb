import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SnapshotEntry, SnapshotServer } from '../../../db/snapshot.ts';
import { readAddress, writeAddress } from '../../../site/search/address.ts';
import { packageKey, repositoryKey, urlKey } from '../../../site/search/lookup.ts';
import { writeSearch } from '../../../site/search/rows.ts';
import { FIXTURE } from '../built-site.ts';
import { built, server, tool } from './catalogue.ts';

const work = mkdtempSync(join(tmpdir(), 'search-rows-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const entries: SnapshotEntry[] = readFileSync(join(FIXTURE, 'servers.ndjson'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));
const read = (slug: string): SnapshotServer => JSON.parse(readFileSync(join(FIXTURE, 'servers', `${slug}.json`), 'utf8'));

describe('rows of a snapshot', () => {
  it('are read once: a server whose hash stands is taken from the cache, and the index is the same', async () => {
    const asked: string[] = [];
    const reader = (slug: string): SnapshotServer => {
      asked.push(slug);
      return read(slug);
    };
    const cache = join(work, 'cache');
    const index = (out: string): string => readFileSync(join(out, 'search/index.json'), 'utf8');
    const [first, second, third, without] = ['1', '2', '3', '4'].map((name) => join(work, name)) as [string, string, string, string];
    const { tools } = await writeSearch(entries, reader, first, cache);
    expect(tools).toBe(entries.reduce((sum, entry) => sum + entry.tools, 0));
    expect(asked.splice(0)).toEqual(entries.map(({ slug }) => slug));
    await writeSearch(entries, reader, second, cache);
    expect(asked.splice(0)).toEqual([]);
    const changed = entries.slice(1).map((entry, i) => (i === 2 ? { ...entry, hash: 'new' } : entry));
    await writeSearch(changed, reader, third, cache);
    expect(asked.splice(0)).toEqual([changed[2]?.slug]);
    await writeSearch(entries, reader, without);
    expect(index(second)).toBe(index(first));
    expect(index(without)).toBe(index(first));
    expect(index(third)).not.toBe(index(first));
  });

  it('of a damaged cache are read again', async () => {
    const cache = join(work, 'damaged');
    cpSync(join(work, 'cache'), cache, { recursive: true });
    const file = join(cache, 'search-rows.tsv');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -200));
    const { tools } = await writeSearch(entries, read, join(work, '5'), cache);
    expect(tools).toBe(entries.reduce((sum, entry) => sum + entry.tools, 0));
  });
});

describe('an address of the search page', () => {
  it('says what was asked, and nothing for nothing', () => {
    const filters = {
      categories: ['Destructive' as const],
      risks: ['High' as const, 'Critical' as const],
      evidence: ['live' as const],
      server: 'io.github.x-y',
    };
    const address = writeAddress('"delete file" & more', filters);
    expect(readAddress(new URLSearchParams(address))).toEqual({ text: '"delete file" & more', filters });
    expect(writeAddress(' ', { categories: [], risks: [], evidence: [] })).toBe('');
  });

  it('drops what it does not understand', () => {
    const { text, filters } = readAddress(new URLSearchParams(`q=${'x'.repeat(999)}&risk=critical&risk=nonsense&category=__proto__`));
    expect(text).toHaveLength(200);
    expect(filters).toEqual({ categories: [], risks: ['Critical'], evidence: [] });
  });
});

describe('a server is found by', () => {
  const keys = [
    packageKey('npm', '@Acme/Mail-MCP@1.2.3'),
    packageKey('pypi', 'acme_mail[all]==2.0'),
    urlKey('https://u:p@mail.example.com/mcp/?token=1#x'),
    repositoryKey('git+https://github.com/Acme/Mail.git'),
  ];
  const one = server('com.acme-mail', [tool('send')], {
    name: 'com.acme/mail',
    title: 'Acme Mail',
    keys: keys.filter((key) => key !== undefined),
  });

  it.each([
    ['npm:@acme/mail-mcp'],
    ['pypi:acme-mail'],
    ['url:mail.example.com/mcp'],
    ['host:mail.example.com'],
    ['repo:github.com/acme/mail'],
    ['slug:com.acme-mail'],
    ['name:mail'],
    ['name:acme-mail'],
  ])('%s', async (key) => {
    const index = await built([one, server('other', [])]);
    expect(await index.lookUp(key)).toEqual([['com.acme-mail', 'Acme Mail']]);
    for (const none of ['npm:nothing', '__proto__', 'constructor']) expect(await index.lookUp(none)).toEqual([]);
  });

  it.each([
    ['npm', '@a/b', '@a/b@latest'],
    ['npm', 'a', 'A@1'],
    ['pypi', 'a-b', 'A_b>=1'],
    ['oci', 'docker.io/mcp/fetch:1.0', 'mcp/fetch'],
    ['oci', 'ghcr.io/x/y@sha256:00', 'ghcr.io/x/y:latest'],
  ])('one key of %s however it is written: %s, %s', (registry, one, other) => {
    expect(packageKey(registry, one)).toBe(packageKey(registry, other));
  });
});
