import { describe, expect, it } from 'vitest';
import { answersOf } from '../../classifier/answers.ts';
import { listFeatures } from '../../classifier/model/features.ts';
import { AT } from '../../classifier/model/places.ts';
import { known, type Model } from '../../classifier/model/predict.ts';
import { changeOf, rationaleOf } from '../../classifier/rationale/index.ts';
import { readTool } from '../../classifier/reading/read.ts';
import { conclude } from '../../classifier/verdict.ts';
import { CATEGORIES, type Category } from '../../db/model.ts';

type Shares = Record<string, Record<string, number>>;

/** A model that gives every tool with the feature these shares. */
function modelOf(shares: Shares, feature: number): Model {
  return {
    index: new Map([[feature, 0]]),
    heads: new Map(
      Object.entries(shares).map(([id, classes]) => [
        id,
        { classes: Object.keys(classes), weights: Float32Array.from(Object.values(classes), (share) => Math.log(share)) },
      ]),
    ),
    calibration: [],
  };
}

function answering(shares: Shares) {
  const model = modelOf(shares, 7);
  return answersOf(
    model,
    known(model, (into) => into.see(7, AT.bias)),
  );
}

/** The category is read with this share, execute with the rest. */
function reading(share: number) {
  return answering(readingShares(share));
}

function readingShares(share: number): Shares {
  const of = (category: Category) => (category === 'Read' ? share : category === 'Execute' ? 0.997 - share : 0.001);
  return {
    category: Object.fromEntries(CATEGORIES.map((category) => [category, of(category)])),
    'risk of Read': { Low: 0.9, Medium: 0.08, High: 0.02 },
    'risk of Execute': { Medium: 0.05, High: 0.75, Critical: 0.2 },
  };
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

  it('is called doubted where another category moved it, and not where its own would have it so', () => {
    expect(reading(0.6).isDoubted('Read', reading(0.6).leastWrong('Read'))).toBe(true);
    expect(reading(0.4).isDoubted('Execute', reading(0.4).leastWrong('Execute'))).toBe(true);
    expect(reading(0.99).isDoubted('Read', reading(0.99).leastWrong('Read'))).toBe(false);
  });

  it('lies between where another category may be right, as far as the category has such a level', () => {
    expect(reading(0.6).riskOf('Read')).toBe('Low');
    expect(reading(0.6).leastWrong('Read')).toBe('Medium');
    expect(reading(0.4).leastWrong('Execute')).toBe('Medium');
  });
});

it('a level that another category moved names no rule of its own, claims no private content, and says why', () => {
  const tool = readTool({ name: 'digest', description: 'A digest.' }, { server: 'com.example/desk', siblings: ['digest'] });
  const bias = listFeatures(tool, []).ids[0] as number;
  const no = { false: 0.99, true: 0.01 };
  const shares = {
    ...readingShares(0.86),
    'risk of Read': { Low: 0.75, Medium: 0.2, High: 0.05 },
    'untrustedIngest of reading': no,
    'exfilSink of reading': no,
  };
  const judged = conclude(tool, [], modelOf(shares, bias), 'any');
  expect(judged.verdict).toMatchObject({ category: 'Read', risk: 'Medium', basis: ['base'], facets: { sensitiveRead: 'none' } });
  expect(rationaleOf(judged)).toContain('Medium, above the base of Read: on another reading it is Execute.');
  expect(changeOf(judged)).toBe(
    'It would be Low if the definition said plainly that it only tells something, and Execute, High if it said that it sets something going.',
  );
});
