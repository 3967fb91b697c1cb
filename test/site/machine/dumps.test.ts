import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { openDump } from '../../../site/machine/dumps.ts';
import { newFolder } from '../built-site.ts';

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(to: string, last: string | undefined, servers: [string, string[] | 'unread'][]): Buffer {
  const dump = openDump(join(folder, to), 'd.gz', last && join(folder, last), last === undefined ? undefined : join(folder, 'cache'));
  for (const [key, lines] of servers)
    dump.add(key, () => {
      if (lines === 'unread') throw new Error(`${key} was read again`);
      return lines;
    });
  dump.end();
  return readFileSync(join(folder, to, 'd.gz'));
}

it('a dump takes over what stands, without reading it, to the bytes of a dump made anew', () => {
  write('1', 'none', [
    ['a\t1', ['a']],
    ['b\t1', ['b', 'bb']],
    ['c\t1', []],
  ]);
  const taken = write('2', '1', [
    ['a\t1', 'unread'],
    ['b\t2', ['new']],
    ['c\t1', 'unread'],
    ['d\t1', ['d']],
  ]);
  const anew = write('3', undefined, [
    ['a\t1', ['a']],
    ['b\t2', ['new']],
    ['c\t1', []],
    ['d\t1', ['d']],
  ]);
  expect(taken.equals(anew)).toBe(true);
  expect(gunzipSync(taken).toString()).toBe('a\nnew\nd\n');
});

it('an index that speaks of another file is not believed', () => {
  write('4', 'none', [['a\t1', ['first']]]);
  write('5', undefined, [['a\t1', ['a longer line than the first']]]);
  expect(gunzipSync(write('6', '5', [['a\t1', ['read again']]])).toString()).toBe('read again\n');
});
