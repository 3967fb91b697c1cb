import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { blend } from '../../../classifier/model/blend.ts';
import { HEADS } from '../../../classifier/model/heads.ts';
import { learn } from '../../../classifier/model/learn.ts';
import { packModel, unpackModel } from '../../../classifier/model/pack.ts';
import type { Model } from '../../../classifier/model/predict.ts';
import { trainCommand } from '../../../classifier/train-command.ts';
import { UsageError } from '../../../db/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'blend-'));
afterAll(() => rmSync(folder, { recursive: true }));

function model(heads: Record<string, Record<number, [number, number]>>, scale?: number, classes = ['x', 'y']): Model {
  const ids = Object.keys(Object.values(heads)[0] ?? {}).map(Number);
  const rowsOf = (rows: Record<number, [number, number]>) => Float32Array.from(ids.flatMap((id) => rows[id] ?? [0, 0]));
  return {
    index: new Map(ids.map((id, row) => [id, row])),
    heads: new Map(Object.entries(heads).map(([id, rows]) => [id, { classes, weights: rowsOf(rows), scale }])),
    calibration: [[0.5, 0.6]],
  };
}

function weightsOf({ index, heads }: Model, head: string): Record<number, number[]> {
  const { weights = [], scale = 1 } = heads.get(head) ?? {};
  return Object.fromEntries([...index].map(([id, row]) => [id, [...weights.slice(2 * row, 2 * row + 2)].map((one) => one * scale)]));
}

const BEFORE = model({ a: { 11: [1, -1], 12: [0.5, 0] }, b: { 11: [2, 0], 12: [3, 0] } });

it('a question learned anew weighs by its share, and one that was not stays as it was', () => {
  const after = blend(BEFORE, model({ a: { 13: [0, 2], 11: [6, 2] } }, 0.5), 0.5);
  expect(weightsOf(after, 'a')).toEqual({ 11: [2, 0], 12: [0.25, 0], 13: [0, 0.5] });
  expect(weightsOf(after, 'b')).toEqual({ 11: [2, 0], 12: [3, 0], 13: [0, 0] });
  expect(after.calibration).toEqual([[0.5, 0.6]]);
});

it('with the full share nothing of the old question is left', () => {
  expect(weightsOf(blend(BEFORE, model({ a: { 11: [6, 2] } }), 1), 'a')).toEqual({ 11: [6, 2], 12: [0, 0] });
});

it('a question with other answers is refused', () => {
  expect(() => blend(BEFORE, model({ a: { 11: [1, -1] } }, 1, ['x', 'z']), 0.5)).toThrow(UsageError);
});

const LINES = Array.from({ length: 12 }, (_, at) => [
  { server: `s${at}`, name: `search_${at}`, description: 'Searches the web.', gold: gold(true) },
  { server: `s${at}`, name: `list_${at}`, description: 'Lists the units.', gold: gold(false) },
]).flat();

function gold(untrustedIngest: boolean): object {
  return { category: 'Read', risk: 'Low', reversibility: 'n/a', sensitiveRead: 'none', untrustedIngest, exfilSink: false, sure: true };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

it('the command learns one question into the weights that lie there, and says what is wrong with a call', async () => {
  const labelled = file('gold.ndjson', LINES.map((line) => JSON.stringify(line)).join('\n'));
  const empty = learn([]);
  const output = file('weights.json', JSON.stringify(packModel(empty, { tools: 7, servers: 3 })));
  const run = (values: object) =>
    trainCommand.run({ gold: [labelled], output, share: '1', ...values }, { signal: new AbortController().signal, json: false });
  await run({ only: ['untrustedIngest of reading'] });
  const packed = JSON.parse(readFileSync(output, 'utf8'));
  expect(packed.trained).toEqual({ tools: 7, servers: 3 });
  const { index, heads } = unpackModel(packed);
  expect(index.size).toBeGreaterThan(0);
  for (const { id } of HEADS) expect(heads.get(id)?.weights.some((one) => one !== 0)).toBe(id === 'untrustedIngest of reading');
  await expect(run({ only: ['untrustedIngest'], share: '2' })).rejects.toThrow(/--share/);
  await expect(run({ only: ['colour'] })).rejects.toThrow(/no question is called so; there are: category,/);
  await expect(run({ only: ['category'], output: join(folder, 'none.json') })).rejects.toThrow(/cannot read .*none\.json/);
  await expect(run({ only: ['category'], output: file('bad.json', '{}') })).rejects.toThrow(/bad\.json:1: id/);
});
