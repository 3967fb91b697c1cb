import { describe, expect, it } from 'vitest';
import type { Gold } from '../../../classifier/model/heads.ts';
import { type Lesson, learn } from '../../../classifier/model/learn.ts';
import { packModel, unpackModel } from '../../../classifier/model/pack.ts';
import { AT, type Place } from '../../../classifier/model/places.ts';
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
    for (const id of ids) into.see(id, AT.bias);
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

  it('is asked as it will be out of its file', () => {
    const packed = JSON.parse(JSON.stringify(packModel(model, { tools: 40, servers: 2 })));
    const again = unpackModel(packed);
    expect(shares(again, [99, 11])).toEqual(shares(model, [99, 11]));
    expect(packModel(again, { tools: 40, servers: 2 })).toEqual(packed);
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
      for (const id of [99, 11]) into.see(id, AT.bias);
    });
    return ask(model, 'untrustedIngest of reading', features)[1] ?? 0;
  };
  expect(share()).toBeGreaterThan(0.7);
  expect(share(1)).toBeCloseTo(share(), 3);
  expect(share(0.5)).toBeLessThan(0.6);
  expect(share(0.1)).toBeLessThan(0.3);
});

it('however many features a tool has, each adds its weight times how much it counts, those of its server beside them', () => {
  const ids = Array.from({ length: 1400 }, (_, at) => at + 1);
  const weights = ids.flatMap((id) => [127, -127, id % 100, -(id % 60), 10]);
  const scale = 1 / 20_000;
  const model: Model = {
    index: new Map(ids.map((id, row) => [id, row])),
    heads: new Map([['category', { classes: CATEGORIES, weights: Int8Array.from(weights), scale }]]),
    calibration: [],
  };
  const ownPlaces = [AT.bias, AT['pair in the first sentence'], AT.rule];
  const own = ids.slice(0, 1200).map((id): [number, Place] => [id, ownPlaces[id % 3] as Place]);
  const serverOwn = ids.slice(1200).map((id): [number, Place] => [id, { ...AT['word of a sibling'], value: id / 1400 }]);
  const scores = CATEGORIES.map((_, c) =>
    [...own, ...serverOwn].reduce((sum, [id, { value }]) => sum + value * scale * (weights[(id - 1) * CATEGORIES.length + c] ?? 0), 0),
  );
  const sum = scores.reduce((all, score) => all + Math.exp(score), 0);
  const features = known(model, (into) => {
    for (const [id, place] of own) into.see(id, place);
    into.shared({}, () => {
      for (const [id, place] of serverOwn) into.see(id, place);
    });
  });
  const found = [...ask(model, 'category', features)];
  found.forEach((share, c) => {
    expect(share).toBeCloseTo(Math.exp(scores[c] ?? 0) / sum, 6);
  });
});
