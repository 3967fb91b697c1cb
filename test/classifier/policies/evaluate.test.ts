import { describe, expect, it } from 'vitest';
import { type Call, evaluate, newState } from '../../../classifier/policies/evaluate.ts';
import { parsePolicy } from '../../../classifier/policies/parse.ts';
import { type Limit, OPERATORS, type Operator, type Policy } from '../../../classifier/types.ts';
import type { Json, JsonObject } from '../../../db/model.ts';

function meets(op: Operator, value: Json, args: JsonObject, path = 'args.x'): boolean {
  const deny = { conditions: [{ path, op, value }], on_deny: 'met' };
  const policy = parsePolicy({ version: '1', default: 'deny', tools: { t: { deny_if: [deny] } } });
  return evaluate(policy, { tool: 't', args }).decision === 'deny';
}

/** Operator, its value, arguments that meet it, arguments that do not. `undefined` leaves `x` out. */
const TABLE: [op: Operator, value: Json, met: (Json | undefined)[], unmet: (Json | undefined)[]][] = [
  ['eq', 'a', ['a'], ['A', 'ab', ['a'], 1, null, undefined]],
  ['eq', 1, [1, 1.0], ['1', true, 2, undefined]],
  ['eq', { b: [1], a: 2 }, [{ a: 2, b: [1] }], [{ a: 2 }, { a: 2, b: [1], c: 3 }, undefined]],
  ['eq', null, [null], [0, '', undefined]],
  ['neq', 'a', ['b', null, ['a'], undefined], ['a']],
  ['in', ['a', 1, [2]], ['a', 1, [2]], ['b', '1', 2, null, undefined]],
  ['in', [], [], ['a', undefined]],
  ['not_in', ['a', 1], ['b', '1', null, undefined], ['a', 1]],
  ['lt', 5, [4.9, -1], [5, 6, '4', null, [1], undefined]],
  ['lte', 5, [5, 4], [5.1, '5', undefined]],
  ['gt', 5, [5.1, 1e300], [5, '6', '99999', true, undefined]],
  ['gte', 5, [5, 6], [4.9, '5', undefined]],
  ['regex', '^a+$', ['a', 'aaa'], ['ab', 'A', ['a'], 1, null, undefined]],
  ['regex', '(?i)B', ['abc', 'ABC'], ['ac', undefined]],
  ['contains', 'a', ['cat', ['a', 'b']], ['dog', ['cat'], { a: 1 }, 1, undefined]],
  ['contains', 1, [[1, 2]], ['1', [[1]], undefined]],
  ['exists', true, ['', 0, false, [], {}], [null, undefined]],
  ['exists', false, [null, undefined], ['', 0, false]],
];

describe('a condition', () => {
  it.each(TABLE)('%s %j', (op, value, met, unmet) => {
    const args = (x: Json | undefined): JsonObject => (x === undefined ? {} : { x });
    expect(met.filter((x) => !meets(op, value, args(x)))).toEqual([]);
    expect(unmet.filter((x) => meets(op, value, args(x)))).toEqual([]);
  });

  it('is tried for every operator', () => {
    expect([...new Set(TABLE.map(([op]) => op))].sort()).toEqual([...OPERATORS].sort());
  });

  it.each<[string, JsonObject, boolean]>([
    ['args.a.b', { a: { b: 1 } }, true],
    ['args.a.b', { a: null }, false],
    ['args.a.b', { a: 'text' }, false],
    ['args.a.1', { a: ['x', 'y'] }, true],
    ['args.a.2', { a: ['x', 'y'] }, false],
    ['args.a.length', { a: ['x'] }, false],
    ['args.a.length', { a: 'x' }, false],
    ['args.__proto__', {}, false],
    ['args.constructor.name', {}, false],
    ['args.toString', {}, false],
    ['args.__proto__', JSON.parse('{"__proto__":1}'), true],
    ['args.héllo wörld', { 'héllo wörld': 1 }, true],
  ])('at %s reads only what the caller sent', (path, args, there) => {
    expect(meets('exists', true, args, path)).toBe(there);
  });

  it('searches in linear time', () => {
    expect(meets('regex', '^(a+)+$', { x: `${'a'.repeat(5000)}!` })).toBe(false);
  });
});

const AT = '2026-03-04T05:06:00Z';

function policy(rest: Partial<Policy>): Policy {
  return parsePolicy({ version: '1', default: 'deny', ...rest });
}

const limits = (max: number, window: Limit['window'] = 'minute', counter = 'c'): { limits: Limit[] } => ({
  limits: [{ counter, window, max, scope: 'grant' }],
});

describe('a decision', () => {
  it.each<[string, Policy | null, Call, object]>([
    ['without a policy is denied', null, { tool: 't' }, { decision: 'deny', pointer: '' }],
    ['of an unlisted tool follows the default', policy({}), { tool: 't' }, { decision: 'deny', pointer: '/default' }],
    [
      'of an unlisted tool follows the other default',
      policy({ default: 'allow' }),
      { tool: 't' },
      { decision: 'allow', pointer: '/default' },
    ],
    ['of a listed tool is allowed', policy({ tools: { t: {} } }), { tool: 't' }, { decision: 'allow', pointer: '/tools/t' }],
    ['of a hidden tool', policy({ default: 'allow', hide: ['s', 't'] }), { tool: 't' }, { decision: 'hidden', pointer: '/hide/1' }],
    [
      'of any tool when all are hidden',
      policy({ hide: ['*'], tools: { t: {} } }),
      { tool: 't' },
      { decision: 'hidden', pointer: '/hide/0' },
    ],
    [
      'is denied by empty conditions',
      policy({ tools: { 'a/b~c': { deny_if: [{ conditions: [], on_deny: 'No.' }] } } }),
      { tool: 'a/b~c' },
      { decision: 'deny', pointer: '/tools/a~1b~0c/deny_if/0', message: 'No.' },
    ],
    [
      'is denied where a requirement does not hold',
      policy({ tools: { t: { require: [{ conditions: [{ path: 'args.reason', op: 'exists', value: true }], on_deny: 'Why?' }] } } }),
      { tool: 't' },
      { decision: 'deny', pointer: '/tools/t/require/0', message: 'Why?' },
    ],
    ['is limited at zero', policy({ tools: { t: limits(0) } }), { tool: 't' }, { decision: 'limit', pointer: '/tools/t/limits/0' }],
    ['of an inherited name is not listed', policy({ tools: {} }), { tool: 'constructor' }, { decision: 'deny', pointer: '/default' }],
  ])('%s', (_law, rules, call, decision) => {
    expect(evaluate(rules, call)).toMatchObject(decision);
  });

  it('needs all conditions of a rule, and one rule of deny_if', () => {
    const both = ['a', 'b'].map((name) => ({ path: `args.${name}`, op: 'exists' as const, value: true }));
    const either = policy({
      tools: {
        t: {
          deny_if: [
            { conditions: both, on_deny: 'both' },
            { conditions: both.slice(0, 1), on_deny: 'a' },
          ],
        },
      },
    });
    const message = (args: JsonObject): string => evaluate(either, { tool: 't', args }).message;
    expect([message({ a: 1, b: 1 }), message({ a: 1 }), message({ b: 1 })]).toEqual(['both', 'a', 'Allowed.']);
  });

  it('refuses a time that is none', () => {
    expect(() => evaluate(policy({}), { tool: 't', at: 'soon' })).toThrow(/no date/);
  });
});

describe('a limit', () => {
  const run = (rules: Policy, calls: Partial<Call>[]): string[] => {
    const state = newState(Date.parse(AT));
    return calls.map((call) => evaluate(rules, { tool: 't', ...call }, state).decision);
  };

  it.each<[Limit['window'], string, string]>([
    ['minute', '2026-03-04T05:06:59.999Z', '2026-03-04T05:07:00Z'],
    ['hour', '2026-03-04T05:59:59Z', '2026-03-04T06:00:00Z'],
    ['day', '2026-03-04T23:59:59Z', '2026-03-05T00:00:00Z'],
  ])('of a %s begins anew with the calendar, not with the first call', (window, before, after) => {
    expect(run(policy({ tools: { t: limits(1, window) } }), [{ at: AT }, { at: before }, { at: after }])).toEqual([
      'allow',
      'limit',
      'allow',
    ]);
  });

  it('is aligned to UTC, whatever the zone that the time is written in', () => {
    const calls = [{ at: '2026-03-04T23:30:00-02:00' }, { at: '2026-03-05T01:40:00Z' }];
    expect(run(policy({ tools: { t: limits(1, 'day') } }), calls)).toEqual(['allow', 'limit']);
  });

  it('counts each grant apart, and calls without a grant together', () => {
    const calls = [{ grant: 'a' }, { grant: 'b' }, { grant: 'a' }, {}, {}];
    expect(run(policy({ tools: { t: limits(1) } }), calls)).toEqual(['allow', 'allow', 'limit', 'allow', 'limit']);
  });

  it('counts only calls that are let through', () => {
    const deny = { deny_if: [{ conditions: [{ path: 'args.bad', op: 'eq' as const, value: true }], on_deny: 'no' }] };
    const calls = [{ args: { bad: true } }, { args: { bad: true } }, {}, {}];
    expect(run(policy({ tools: { t: { ...deny, ...limits(1) } } }), calls)).toEqual(['deny', 'deny', 'allow', 'limit']);
  });

  it('on all tools counts them together, unlisted ones too', () => {
    const all = policy({ default: 'allow', all_tools: limits(2, 'minute', 'all'), tools: { t: {} } });
    expect(run(all, [{ tool: 't' }, { tool: 'u' }, { tool: 'v' }])).toEqual(['allow', 'allow', 'limit']);
  });

  it('is one count where two tools name one counter', () => {
    const shared = policy({ tools: { t: limits(2), u: limits(2) } });
    expect(run(shared, [{ tool: 't' }, { tool: 'u' }, { tool: 't' }])).toEqual(['allow', 'allow', 'limit']);
  });

  it('names the tightest of several that is reached', () => {
    const two = policy({ tools: { t: { limits: [...limits(2, 'minute', 'm').limits, ...limits(3, 'day', 'd').limits] } } });
    const state = newState(Date.parse(AT));
    const times = [AT, AT, AT, '2026-03-04T05:07:00Z', '2026-03-04T05:07:01Z'];
    const pointers = times.map((at) => evaluate(two, { tool: 't', at }, state).pointer);
    expect(pointers).toEqual(['/tools/t', '/tools/t', '/tools/t/limits/0', '/tools/t', '/tools/t/limits/1']);
  });

  it('holds for calls in any order: each counts in its own window', () => {
    const calls = [{ at: '2026-03-04T05:07:00Z' }, { at: AT }, { at: '2026-03-04T05:07:30Z' }, { at: '2026-03-04T05:06:30Z' }];
    expect(run(policy({ tools: { t: limits(1) } }), calls)).toEqual(['allow', 'allow', 'limit', 'limit']);
  });
});
