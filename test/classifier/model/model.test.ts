import { describe, expect, it } from 'vitest';
import type { Gold } from '../../../classifier/model/heads.ts';
import { type Lesson, learn } from '../../../classifier/model/learn.ts';
import { packModel, unpackModel } from '../../../classifier/model/pack.ts';
import { ask, known, type Model } from '../../../classifier/model/predict.ts';
import { CATEGORIES, type Category } from '../../../db/model.ts';

function gold(category: Category, weight?: number): Gold {
  const risk = category === 'Read' ? 'Low' : category === 'Write' ? 'Medium' : 'High';
  return { category, risk, weight, reversibility: 'n/a', sensitiveRead: 'none', untrustedIngest: false, exfilSink: false, sure: true };
}

/** So many tools that read (feature 11) and that write (feature 22), all with feature 99. */
function lessons(count: number, marked: Gold | undefined = undefined): Lesson[] {
  return Array.from({ length: count }, () => [
    { features: { ids: [99, 11], values: [1, 1] }, gold: gold('Read') },
    { features: { ids: [99, 22], values: [1, 1] }, gold: gold('Write') },
    ...(marked ? [{ features: { ids: [99, 11], values: [1, 1] }, gold: marked }] : []),
  ]).flat();
}

function shares(model: Model, ids: number[]): number[] {
  const features = known(model, (into) => {
    for (const id of ids) into.see(id, 1);
  });
  return [...ask(model, 'category', features)];
}

function likeliest(model: Model, ids: number[]): Category | undefined {
  const all = shares(model, ids);
  return CATEGORIES[all.indexOf(Math.max(...all))];
}

describe('the model', () => {
  const model = learn(lessons(20));

  it('answers what it was taught', () => {
    expect([likeliest(model, [99, 11]), likeliest(model, [99, 22])]).toEqual(['Read', 'Write']);
  });

  it('passes over features it never saw, and over one that stands twice', () => {
    expect(shares(model, [99, 11, 11, 4_000_000_000])).toEqual(shares(model, [99, 11]));
  });

  it('is not changed by being asked', () => {
    const before = shares(model, [99, 22]);
    likeliest(model, [99, 11]);
    expect(shares(model, [99, 22])).toEqual(before);
  });

  it('is the same out of its file, but for rounding', () => {
    const packed = JSON.parse(JSON.stringify(packModel(model, { tools: 40, servers: 2 })));
    const again = unpackModel(packed);
    shares(again, [99, 11]).forEach((share, at) => {
      expect(share).toBeCloseTo(shares(model, [99, 11])[at] ?? 0, 2);
    });
    expect(packModel(model, { tools: 40, servers: 2 })).toEqual(packed);
  });
});

it('a label that counts less is outvoted by those that count fully', () => {
  expect(likeliest(learn(lessons(20, gold('Execute', 0.2))), [99, 11])).toBe('Read');
  expect(shares(learn(lessons(20, gold('Execute', 1))), [99, 11])[2]).toBeGreaterThan(
    shares(learn(lessons(20, gold('Execute', 0.2))), [99, 11])[2] ?? 1,
  );
});

it('a reader who doubts a facet teaches that doubt, beside whatever the label says', () => {
  const read = { ...gold('Read'), untrustedIngest: true };
  const taught = (chance?: number) =>
    learn(
      Array.from({ length: 40 }, () => [
        {
          features: { ids: [99, 11], values: [1, 1] },
          gold: { ...read, ...(chance === undefined ? {} : { untrustedChance: chance }) },
        },
        { features: { ids: [99, 22], values: [1, 1] }, gold: gold('Read') },
      ]).flat(),
    );
  const share = (chance?: number) => {
    const model = taught(chance);
    const features = known(model, (into) => {
      for (const id of [99, 11]) into.see(id, 1);
    });
    return ask(model, 'untrustedIngest of reading', features)[1] ?? 0;
  };
  expect(share()).toBeGreaterThan(0.7);
  expect(share(1)).toBeCloseTo(share(), 3);
  expect(share(0.5)).toBeLessThan(0.6);
  expect(share(0.1)).toBeLessThan(0.3);
});
