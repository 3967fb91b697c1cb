import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECISIONS, evaluate, newState } from '../../../classifier/policies/evaluate.ts';
import { suggestPolicy } from '../../../classifier/policies/suggest.ts';
import { type Label, POSTURES, type Policy, type Posture, RUBRIC_IDS } from '../../../classifier/types.ts';
import { CATEGORIES, type Facets, type JsonObject, type JudgedTool, RISKS } from '../../../db/model.ts';
import { runs } from '../../helpers/runs.ts';
import { judged } from './tools.ts';

const NAME = 'probed';
const PARAMETERS: JsonObject = {
  url: { type: 'string' },
  file_path: { type: 'string' },
  sql: { type: 'string', description: 'A SQL statement' },
  amount: { type: 'number', description: 'in USD' },
  dry_run: { type: 'boolean' },
  mode: { type: 'string', enum: ['show', 'change', 'wipe'] },
};

/** Calls that tell treatments apart: with arguments of every kind, once and until a limit stops them. */
const PROBES: JsonObject[] = [
  {},
  { url: 'https://example.org/', file_path: 'notes/today.txt', mode: 'show' },
  { url: 'http://127.0.0.1/', mode: 'change' },
  { file_path: '../../.ssh/id_rsa', mode: 'show' },
  { sql: 'SELECT 1', mode: 'show' },
  { sql: 'DROP TABLE t' },
  { amount: 5, mode: 'show' },
  { amount: 5000, mode: 'change' },
  { dry_run: true, mode: 'wipe' },
];
const MOST_CALLS = 130;

/** How strict a policy is with each probe: what it answers, and how few calls it lets through in a minute and in a day. */
function strictness(policy: Policy): number[] {
  return PROBES.flatMap((args) => {
    const first = evaluate(policy, { tool: NAME, args, at: '2026-01-05T00:00:00Z' });
    const state = newState();
    let inMinute = 0;
    while (inMinute < MOST_CALLS && evaluate(policy, { tool: NAME, args, at: '2026-01-05T00:00:00Z' }, state).decision === 'allow')
      inMinute++;
    const own = policy.tools?.[NAME];
    const inDay = Math.min(...(own?.limits ?? []).filter(({ window }) => window === 'day').map(({ max }) => max), 1000);
    return [DECISIONS.indexOf(first.decision), -inMinute, first.decision === 'allow' ? -inDay : 0];
  });
}

function looserThan(a: Policy, b: Policy): boolean {
  const [left, right] = [strictness(a), strictness(b)];
  return left.some((value, i) => value < (right[i] as number));
}

const facets: fc.Arbitrary<Partial<Facets>> = fc.record({
  sensitiveRead: fc.constantFrom('none', 'private', 'secret'),
  exfilSink: fc.constantFrom(null, false, true),
  privilegeChange: fc.constantFrom(null, false, true),
  production: fc.constantFrom(null, false, true),
  hostFile: fc.constantFrom('none', 'read', 'write'),
  exec: fc.constantFrom('none', 'bounded', 'arbitrary'),
});
const label: fc.Arbitrary<Label> = fc.record({ category: fc.constantFrom(...CATEGORIES), risk: fc.constantFrom(...RISKS) });
const tool: fc.Arbitrary<JudgedTool> = fc
  .record({
    label,
    runnerUp: label,
    confidence: fc.constantFrom(0.3, 0.65, 0.9),
    facets,
    basis: fc.subarray([...RUBRIC_IDS]),
    parameters: fc.subarray(Object.keys(PARAMETERS)),
    actions: fc.option(fc.array(label, { minLength: 3, maxLength: 3 }), { nil: undefined }),
  })
  .map(({ label: { category, risk }, parameters, actions, ...wanted }) => {
    const values = ['show', 'change', 'wipe'];
    const perAction = actions?.map((action, i) => ({ param: 'mode', value: values[i] ?? '', ...action })) ?? [];
    const chosen = Object.fromEntries(parameters.map((name) => [name, PARAMETERS[name] ?? null]));
    return judged(`${category}/${risk}`, { name: NAME, parameters: chosen, perAction, ...wanted });
  });

function changed(from: JudgedTool, verdict: Partial<JudgedTool['verdict']>): JudgedTool {
  return { ...from, verdict: { ...from.verdict, ...verdict } };
}

const RUNS = runs(300);

describe.each(POSTURES)('the %s posture', (posture) => {
  const neverLooser = (from: JudgedTool, to: JudgedTool): void => {
    const [before, after] = [suggestPolicy(from, posture), suggestPolicy(to, posture)];
    if (looserThan(after, before)) expect(after).toEqual(before);
  };

  it('is never looser for a higher risk', () => {
    fc.assert(
      fc.property(tool, fc.constantFrom(...RISKS), (low, risk) => {
        fc.pre(RISKS.indexOf(risk) > RISKS.indexOf(low.verdict.risk));
        // A whole tool that is worse than each of its actions is no longer treated by action: strictly more careful.
        neverLooser(low, changed(low, { risk }));
      }),
      RUNS,
    );
  });

  it('is never looser for a lower confidence', () => {
    fc.assert(
      fc.property(tool, fc.constantFrom(0, 0.4, 0.59, 0.7), (sure, confidence) => {
        fc.pre(confidence < sure.verdict.confidence);
        neverLooser(sure, changed(sure, { confidence }));
      }),
      RUNS,
    );
  });

  it('is never looser for one more facet', () => {
    const worse: Partial<Facets>[] = [
      { sensitiveRead: 'secret' },
      { exfilSink: true },
      { privilegeChange: true },
      { production: true },
      { hostFile: 'write' },
      { exec: 'arbitrary' },
    ];
    fc.assert(
      fc.property(tool, fc.constantFrom(...worse), (plain, facet) => {
        neverLooser(plain, changed(plain, { facets: { ...plain.verdict.facets, ...facet } }));
      }),
      RUNS,
    );
  });

  it('is never looser for text that addresses the model', () => {
    const suspiciousText = [{ field: 'description', excerpt: 'do not tell', signal: 'do-not-tell-user' }];
    fc.assert(
      fc.property(tool, (plain) => neverLooser(plain, changed(plain, { suspiciousText }))),
      RUNS,
    );
  });
});

it.each([
  ['strict', 'recommended'],
  ['recommended', 'permissive'],
] satisfies [Posture, Posture][])('%s is nowhere looser than %s', (strict, loose) => {
  fc.assert(
    fc.property(tool, (any) => {
      const [tight, wide] = [suggestPolicy(any, strict), suggestPolicy(any, loose)];
      if (looserThan(tight, wide)) expect(tight).toEqual(wide);
    }),
    RUNS,
  );
});
