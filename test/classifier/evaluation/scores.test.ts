import { describe, expect, it } from 'vitest';
import { BASELINES } from '../../../classifier/evaluation/baselines.ts';
import { type Pair, score } from '../../../classifier/evaluation/scores.ts';
import type { Category, Risk } from '../../../db/model.ts';

function pair(label: [Category, Risk], verdict: [Category, Risk], more: Partial<Pair['guess']> = {}): Pair {
  return {
    truth: { category: label[0], risk: label[1], sensitiveRead: 'none', untrustedIngest: false, exfilSink: false },
    guess: { category: verdict[0], risk: verdict[1], ...more },
  };
}

const agreeing = [
  pair(['Read', 'Low'], ['Read', 'Low']),
  pair(['Write', 'Medium'], ['Write', 'Medium']),
  pair(['Execute', 'High'], ['Execute', 'High']),
  pair(['Destructive', 'High'], ['Destructive', 'High']),
  pair(['Financial', 'Critical'], ['Financial', 'Critical']),
];

describe('scores', () => {
  it('full agreement is 1 in every measure', () => {
    const { accuracy, macroF1, risk, dangerousMisses, falseAlarms } = score(agreeing);
    expect([accuracy, macroF1, risk.exact, risk.withinOne, risk.kappa]).toEqual([1, 1, 1, 1, 1]);
    expect([dangerousMisses.tools, falseAlarms.tools]).toEqual([0, 0]);
  });

  it('a dangerous tool judged Read or Write is a dangerous miss, a Read judged dangerous a false alarm', () => {
    const { dangerousMisses, falseAlarms } = score([
      ...agreeing,
      pair(['Destructive', 'High'], ['Write', 'Medium']),
      pair(['Read', 'Low'], ['Execute', 'High']),
      pair(['Execute', 'High'], ['Destructive', 'High']),
    ]);
    expect(dangerousMisses).toEqual({ tools: 1, of: 5, share: 0.2 });
    expect(falseAlarms).toEqual({ tools: 1, of: 2, share: 0.5 });
  });

  it('the confusion matrix has labels in rows and verdicts in columns', () => {
    const { confusion } = score([pair(['Read', 'Low'], ['Write', 'Medium'])]);
    expect(confusion[0]).toEqual([0, 1, 0, 0, 0]);
  });

  it('kappa is weighted quadratically: an error of two levels costs four times one of one level', () => {
    const risks: Risk[] = ['Low', 'Medium', 'High', 'Critical'];
    const pairs = (to: Risk) => [...risks.map((risk) => pair(['Read', risk], ['Read', risk])), pair(['Read', 'Low'], ['Read', to])];
    // By hand: 5 tools, observed 1 or 4, expected from the margins 61/5 or 64/5.
    expect(score(pairs('Medium')).risk.kappa).toBeCloseTo(1 - 1 / 12.2, 10);
    expect(score(pairs('High')).risk.kappa).toBeCloseTo(1 - 4 / 12.8, 10);
  });

  it('calibration compares the mean confidence of a bin with how often it was right', () => {
    const sure = Array.from({ length: 10 }, (_, at) => pair(['Read', 'Low'], [at < 9 ? 'Read' : 'Write', 'Low'], { confidence: 0.95 }));
    const { calibration } = score(sure);
    expect(calibration?.bins).toMatchObject([{ tools: 10, right: 0.9 }]);
    expect(calibration?.error).toBeCloseTo(0.05, 6);
  });

  it('an unknown facet counts as not seen', () => {
    const one = pair(['Read', 'Low'], ['Read', 'Low'], { facets: { sensitiveRead: 'private', untrustedIngest: null, exfilSink: true } });
    one.truth = { ...one.truth, sensitiveRead: 'secret', untrustedIngest: true, exfilSink: true };
    expect(score([one]).facets).toEqual({ sensitiveRead: 1, secret: 0, untrustedIngest: 0, exfilSink: 1 });
  });

  it('secrets judged Low are counted', () => {
    const one = pair(['Read', 'High'], ['Read', 'Low']);
    one.truth = { ...one.truth, sensitiveRead: 'secret' };
    expect(score([one]).secretsLow).toBe(1);
  });
});

describe('baselines', () => {
  const guesses = (id: string, tool: { name: string; annotations?: { [hint: string]: boolean } }) =>
    BASELINES.find((baseline) => baseline.id === id)?.guess(tool);

  it.each([
    ['deleteFile', 'Destructive'],
    ['list_users', 'Read'],
    ['github_run_job', 'Execute'],
    ['frobnicate', 'Write'],
  ])('the first verb of %s says %s', (name, category) => {
    expect(guesses('first-verb', { name })?.category).toBe(category);
  });

  it('declared annotations are believed by their baseline, and a tool without them is Write', () => {
    expect(guesses('declared-annotations', { name: 'x', annotations: { readOnlyHint: true } })?.category).toBe('Read');
    expect(guesses('declared-annotations', { name: 'x' })?.category).toBe('Write');
  });
});
