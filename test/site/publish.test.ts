import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asideOf, finishPublishing, publishPart, publishWhole } from '../../site/publish.ts';
import { newFolder } from './built-site.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = newFolder();
  out = join(folder, 'site');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(root: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}
const read = (name: string): string | undefined => (existsSync(join(out, name)) ? readFileSync(join(out, name), 'utf8') : undefined);

const OLD = {
  'index.html': 'old',
  'servers/index.html': 'old',
  'servers/~2/index.html': 'old',
  'servers/a/t/index.html': 'old',
  'servers/b/index.html': 'old',
  'servers/c/index.html': 'old',
  'tools/~9/index.html': 'old',
  'data/servers.tsv': 'old',
};
const NEW = {
  'index.html': 'new',
  'servers/index.html': 'new',
  'servers/a/index.html': 'new',
  'tools/index.html': 'new',
  'data/servers.tsv': 'new',
};
const AFTER = {
  'index.html': 'new',
  'servers/index.html': 'new',
  'servers/~2/index.html': undefined,
  'servers/a/index.html': 'new',
  'servers/a/t/index.html': undefined,
  'servers/b/index.html': 'old',
  'servers/c/index.html': undefined,
  'tools/index.html': 'new',
  'tools/~9/index.html': undefined,
  'data/servers.tsv': 'new',
};

const shown = (): Record<string, string | undefined> => Object.fromEntries(Object.keys(AFTER).map((name) => [name, read(name)]));

describe('publishing', () => {
  it('a part replaces what was built, takes away what went, and leaves the rest', () => {
    put(out, OLD);
    put(asideOf(out), NEW);
    publishPart(out, ['c'], []);
    expect(shown()).toEqual(AFTER);
    expect(existsSync(asideOf(out))).toBe(false);
  });

  it('a tool that was not built again stays in the folder of its server, and another that went is gone', () => {
    put(out, { ...OLD, 'servers/a/u/index.html': 'old' });
    put(asideOf(out), NEW);
    publishPart(out, [], ['a/u']);
    expect(['servers/a/index.html', 'servers/a/u/index.html', 'servers/a/t/index.html'].map(read)).toEqual(['new', 'old', undefined]);
  });

  it.each(['a/u', 'a/v'])('folders that stay are there after an end between two of them, before %s', (next) => {
    const kept = ['a/u', 'a/v'];
    const done = kept.slice(0, kept.indexOf(next));
    for (const folder of kept) put(done.includes(folder) ? asideOf(out) : out, { [`servers/${folder}/index.html`]: 'old' });
    put(out, { 'servers/b/index.html': 'old' });
    const list = { put: ['servers/a'], remove: [], keep: { 'servers/a': kept.map((folder) => `servers/${folder}`) } };
    put(asideOf(out), { 'servers/a/index.html': 'new', '.publish.json': JSON.stringify(list) });
    finishPublishing(out);
    expect(kept.map((folder) => read(`servers/${folder}/index.html`))).toEqual(['old', 'old']);
    expect(read('servers/a/index.html')).toBe('new');
  });

  it('a part that was broken off anywhere is finished by whoever comes next', () => {
    const list = JSON.stringify({
      put: ['servers/index.html', 'servers/a', 'index.html', 'tools', 'data'],
      remove: ['servers/c', 'servers/~2'],
    });
    for (const done of [0, 1, 2, 3, 4, 5]) {
      rmSync(folder, { recursive: true, force: true });
      put(out, OLD);
      put(asideOf(out), { ...NEW, '.publish.json': list });
      for (const path of JSON.parse(list).put.slice(0, done)) {
        rmSync(join(out, path), { recursive: true, force: true });
        put(out, Object.fromEntries(Object.entries(NEW).filter(([name]) => name === path || name.startsWith(`${path}/`))));
        rmSync(join(asideOf(out), path), { recursive: true, force: true });
      }
      finishPublishing(out);
      expect(shown(), `after ${done} moves`).toEqual(AFTER);
    }
  });

  it('a whole site that was broken off between its two renames comes back', () => {
    put(`${out}.old`, OLD);
    put(asideOf(out), NEW);
    finishPublishing(out);
    expect(read('servers/b/index.html')).toBe('old');
  });

  it('a whole site is swapped in, and nothing of the old one is left', () => {
    put(out, OLD);
    put(asideOf(out), NEW);
    publishWhole(out);
    expect(read('index.html')).toBe('new');
    expect(read('servers/b/index.html')).toBeUndefined();
    expect(existsSync(`${out}.old`)).toBe(false);
  });
});
