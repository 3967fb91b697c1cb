import { describe, expect, it } from 'vitest';
import { answersOf } from '../../classifier/answers.ts';
import { known, type Model } from '../../classifier/model/predict.ts';
import { CATEGORIES, type Category } from '../../db/model.ts';

/** A model that gives every tool these shares. */
function answering(shares: Record<string, Record<string, number>>) {
  const model: Model = {
    index: new Map([[7, 0]]),
    heads: new Map(
      Object.entries(shares).map(([id, classes]) => [
        id,
        { classes: Object.keys(classes), weights: Float32Array.from(Object.values(classes), (share) => Math.log(share)) },
      ]),
    ),
    calibration: [],
  };
  return answersOf(
    model,
    known(model, (into) => into.see(7, 1)),
  );
}

/** The category is read with this share, execute with the rest. */
function reading(share: number) {
  const of = (category: Category) => (category === 'Read' ? share : category === 'Execute' ? 0.997 - share : 0.001);
  return answering({
    category: Object.fromEntries(CATEGORIES.map((category) => [category, of(category)])),
    'risk of Read': { Low: 0.9, Medium: 0.08, High: 0.02 },
    'risk of Execute': { Medium: 0.05, High: 0.75, Critical: 0.2 },
  });
}

describe('the risk that errs least', () => {
  it('is never two levels below the likeliest, and a secret that may come back stays High', () => {
    const harmless = { category: { Read: 0.6, Write: 0.01, Execute: 0.37, Destructive: 0.01, Financial: 0.01 } };
    const run = answering({
      ...harmless,
      'risk of Read': { Low: 1, High: 1e-9 },
      'risk of Execute': { Medium: 0.1, High: 0.2, Critical: 0.7 },
    });
    expect([run.riskOf('Execute'), run.leastWrong('Execute')]).toEqual(['Critical', 'High']);
    const secret = answering({ category: { Read: 0.99, Write: 0.01 }, 'risk of Read': { Low: 0.3, Medium: 0.3, High: 0.4 } });
    expect(secret.leastWrong('Read')).toBe('High');
  });

  it('is the likeliest where the category is sure', () => {
    expect(reading(0.99).leastWrong('Read')).toBe('Low');
    expect(reading(0.01).leastWrong('Execute')).toBe('High');
  });

  it('lies between where another category may be right, as far as the category has such a level', () => {
    expect(reading(0.6).riskOf('Read')).toBe('Low');
    expect(reading(0.6).leastWrong('Read')).toBe('Medium');
    expect(reading(0.4).leastWrong('Execute')).toBe('Medium');
  });
});
