import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { type Gold, HEADS } from '../../../classifier/model/heads.ts';
import { labelledIn, packLabels, readLabels } from '../../../classifier/model/labels.ts';
import type { Labelled } from '../../../classifier/model/lessons.ts';
import { UsageError } from '../../../db/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'labels-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const READ: Gold = {
  category: 'Read',
  risk: 'Low',
  basis: ['base'],
  reversibility: 'n/a',
  sensitiveRead: 'none',
  untrustedIngest: false,
  exfilSink: false,
  sure: true,
  weight: 0.6,
};
const WRITE: Gold = { ...READ, category: 'Write', risk: 'Medium', reversibility: 'reversible', weight: 0.7 };

const LABELLED: Labelled[] = [
  { tool: { name: 'b', description: 'Something.' }, context: { server: 's', siblings: [] }, gold: READ },
  { tool: { name: 'a', description: 'Something.' }, context: { server: 's', siblings: [] }, gold: READ },
  { tool: { name: 'a', description: 'Something.' }, context: { server: 's', siblings: [] }, gold: WRITE },
];

it('labels are kept without a word of the definitions, and found again by them', async () => {
  const text = packLabels(LABELLED);
  expect(text).not.toContain('Something');
  expect(packLabels([...LABELLED].reverse())).toBe(text);
  const labels = await readLabels(file('labels.ndjson', text));
  const definitions = ['a', 'c', 'b', 'a'].map((name) => JSON.stringify({ server: `of ${name}`, name, description: 'Something.' }));
  const found = await labelledIn([file('definitions.ndjson', definitions.join('\n'))], labels);
  expect(found.map(({ tool, context, gold }) => [tool.name, context.server, gold])).toEqual([
    ['a', 'of a', READ],
    ['a', 'of a', WRITE],
    ['b', 'of b', READ],
  ]);
});

it('a label that names no definition is refused by its line', async () => {
  const path = file('bad.ndjson', `${JSON.stringify({ gold: READ, of: ['name'] })}\n`);
  await expect(readLabels(path)).rejects.toThrow(UsageError);
  await expect(readLabels(path)).rejects.toThrow(/bad\.ndjson:1: of/);
});

it('the labels that are kept here can be read, each tool by three readers at most', async () => {
  const labels = await readLabels(fileURLToPath(new URL('../../../classifier/model/labels.ndjson', import.meta.url)));
  expect(labels.size).toBeGreaterThan(0);
  for (const readings of labels.values()) expect(readings.length).toBeLessThanOrEqual(3);
});

it('a reversibility that depends teaches nothing', () => {
  const head = HEADS.find(({ id }) => id === 'reversibility');
  expect(head?.label(WRITE)).toBe('reversible');
  expect(head?.label({ ...WRITE, reversibility: 'depends' })).toBeUndefined();
});
