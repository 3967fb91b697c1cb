import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDefinitions, readLabelled } from '../../../classifier/model/lessons.ts';
import { UsageError } from '../../../db/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'lessons-'));
afterAll(() => rmSync(folder, { recursive: true }));

const gold = {
  category: 'Read',
  risk: 'Low',
  reversibility: 'n/a',
  sensitiveRead: 'none',
  untrustedIngest: false,
  exfilSink: false,
};

function file(...lines: (object | string)[]): string {
  const path = join(folder, 'gold.ndjson');
  writeFileSync(path, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
  return path;
}

describe('a file of labelled tools', () => {
  it('gives each tool with its server and its label, sure where nothing else is said', async () => {
    const path = file({ server: 'org.acme/a', name: 'list', description: 7, gold }, '', { server: 'org.acme/a', name: 'get', gold });
    expect(await readLabelled(path)).toMatchObject([
      { tool: { name: 'list', description: undefined }, context: { server: 'org.acme/a', siblings: [] }, gold: { ...gold, sure: true } },
      { tool: { name: 'get' } },
    ]);
  });

  it.each<[string, string | object, RegExp]>([
    ['is no JSON', '{', /gold\.ndjson:2: no JSON/],
    ['has no label', { server: 'a', name: 'b' }, /gold\.ndjson:2: gold/],
    ['has a label of another language', { server: 'a', name: 'b', gold: { ...gold, risk: 'Bad' } }, /gold\.ndjson:2: gold\.risk/],
    ['has no server', { name: 'b', gold }, /gold\.ndjson:2: server/],
  ])('is refused by the number of the line that %s', async (_what, line, message) => {
    const refused = readLabelled(file({ server: 'a', name: 'b', gold }, line));
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
  });

  it('serves as a file of definitions too, where neither server nor label is needed', async () => {
    const names: string[] = [];
    for await (const { tool } of readDefinitions(file({ name: 'a' }, { server: 'x', name: 'b', gold }))) names.push(tool.name);
    expect(names).toEqual(['a', 'b']);
  });
});
