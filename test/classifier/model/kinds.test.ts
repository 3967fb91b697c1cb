import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { KindsFile } from '../../../classifier/model/kinds.ts';
import { learnKinds } from '../../../classifier/model/learn-kinds.ts';

const folder = mkdtempSync(join(tmpdir(), 'kinds-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Beasts are fed, engines are started: each verb with each of its nouns, on several servers. */
const DEFINITIONS = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'].flatMap((server) =>
  [
    ['feed', ['otter', 'badger', 'heron']],
    ['ignite', ['turbine', 'engine', 'motor']],
  ].flatMap(([verb, nouns]) =>
    (nouns as string[]).map((noun) => ({ server, name: `${verb}_${noun}`, description: `The ${noun} on ${server} is what to ${verb}.` })),
  ),
);

function put(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const catalogue = put('catalogue.ndjson', DEFINITIONS.map((one) => `${JSON.stringify(one)}\n`).join(''));

function vector(...[beast = 0, engine = 0, other = 0]: number[]): number[] {
  return [beast, engine, other, ...new Array(97).fill(0), 0.123, 7];
}
const vectors = put(
  'vectors.json',
  JSON.stringify({
    words: ['weasel', 'diesel', 'quartz', 'otter', 'badger', 'heron', 'turbine', 'engine', 'motor'],
    vectors: {
      weasel: vector(0.9, 0, 0.1),
      diesel: vector(0, 0.9, 0.1),
      quartz: vector(-0.1, -0.1, 1),
      otter: vector(1),
      badger: vector(1, 0.1),
      heron: vector(0.9),
      turbine: vector(0, 1),
      engine: vector(0.1, 1),
      motor: vector(0, 0.9),
    },
  }),
);

async function kindsOf(...args: [] | [vectors: string]): Promise<string[][]> {
  const output = join(folder, `${args.length}.json`);
  await learnKinds(catalogue, args[0], output);
  const file: KindsFile = JSON.parse(readFileSync(output, 'utf8'));
  return file.fine.map((words) => words.split(' '));
}

describe('kinds of words', () => {
  it('are of the words that stand in definitions', async () => {
    const kinds = await kindsOf();
    expect(kinds.flat()).toContain('otter');
    expect(kinds.flat()).not.toContain('weasel');
  });

  it('take in, with word vectors, what stands in no definition, beside the nearest; what is near none is left out', async () => {
    const kinds = await kindsOf(vectors);
    const beside = (word: string) => kinds.find((kind) => kind.includes(word)) ?? [];
    expect(['otter', 'badger', 'heron'].some((word) => beside('weasel').includes(word))).toBe(true);
    expect(['turbine', 'engine', 'motor'].some((word) => beside('diesel').includes(word))).toBe(true);
    expect(kinds.flat()).not.toContain('quartz');
  });

  it('come out the same each time', async () => {
    expect(await kindsOf(vectors)).toEqual(await kindsOf(vectors));
  });

  it('are not learned from vectors of another shape', async () => {
    const odd = put('odd.json', '{"words":["otter"],"vectors":{"otter":[1,2]}}');
    await expect(learnKinds(catalogue, odd, join(folder, 'odd.out'))).rejects.toThrow(/odd\.json: vectors\.otter/);
  });
});
