import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Call, evaluate, newState } from '../../classifier/policies/evaluate.ts';
import { parsePolicy } from '../../classifier/policies/parse.ts';
import { type Condition, type ConditionRule, type Limit, OPERATORS, type Policy } from '../../classifier/types.ts';
import type { Json, JsonObject } from '../../db/model.ts';
import { runs } from '../helpers/runs.ts';

/** Few names and values, so that policies and calls meet. */
const TOOLS = ['a', 'b', '*', '__proto__', 'toString'];
const leaf: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  null,
  true,
  false,
  0,
  1,
  2,
  -1,
  '',
  'x',
  'xy',
  '1',
  [],
  ['x'],
  [1, 2],
  {},
  { k: 1 },
  { k: { k: 'x' } },
);
const args: fc.Arbitrary<JsonObject> = fc.dictionary(fc.constantFrom('p', 'q', '__proto__', 'length'), leaf, {
  maxKeys: 3,
  noNullPrototype: true,
});
const condition: fc.Arbitrary<Condition> = fc
  .record({
    path: fc.constantFrom('args.p', 'args.q', 'args.p.k', 'args.p.k.k', 'args.p.0', 'args.p.length', 'args.__proto__'),
    op: fc.constantFrom(...OPERATORS),
    value: leaf,
    list: fc.array(leaf, { maxLength: 3 }),
    pattern: fc.constantFrom('x', '^x$', '^$', 'y$', '.', '[0-9]'),
    number: fc.constantFrom(-1, 0, 1, 1.5),
    flag: fc.boolean(),
  })
  .map(({ path, op, value, list, pattern, number, flag }) => {
    const wanted: Partial<Record<Condition['op'], Json>> = {
      in: list,
      not_in: list,
      lt: number,
      lte: number,
      gt: number,
      gte: number,
      regex: pattern,
      exists: flag,
    };
    return { path, op, value: wanted[op] ?? value };
  });
const rule: fc.Arbitrary<ConditionRule> = fc.record({ conditions: fc.array(condition, { maxLength: 3 }), on_deny: fc.constant('No.') });
const limit: fc.Arbitrary<Limit> = fc.record({
  counter: fc.constantFrom('calls', 'others'),
  window: fc.constantFrom('minute', 'hour', 'day'),
  max: fc.integer({ min: 0, max: 3 }),
  scope: fc.constant('grant' as const),
});
const few = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 2 });
const policy: fc.Arbitrary<Policy> = fc.record(
  {
    version: fc.constant('1' as const),
    default: fc.constantFrom('allow' as const, 'deny' as const),
    hide: few(fc.constantFrom(...TOOLS)).filter((list) => !list.includes('*') || list.length === 1),
    all_tools: fc.record({ limits: few(limit) }),
    tools: fc.dictionary(
      fc.constantFrom(...TOOLS.filter((name) => name !== '__proto__')),
      fc.record({ require: few(rule), deny_if: few(rule), limits: few(limit) }, { requiredKeys: [] }),
      { noNullPrototype: true },
    ),
  },
  { requiredKeys: ['version', 'default'] },
);
const call: fc.Arbitrary<Call> = fc.record({
  tool: fc.constantFrom(...TOOLS),
  args,
  at: fc.constantFrom(
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:59.999Z',
    '2026-01-01T00:01:00Z',
    '2026-01-01T23:59:59Z',
    '2026-01-02T00:00:00Z',
  ),
  grant: fc.constantFrom(undefined, 'g', 'h'),
});

/** Written from the description of the language alone, the slow and plain way: it remembers every call that went through. */
function plainly(document: Policy, calls: readonly Call[]): string[] {
  const through: { call: Call; limits: Limit[] }[] = [];
  return calls.map((one) => {
    if ((document.hide ?? []).some((name) => name === '*' || name === one.tool)) return 'hidden';
    const listed = new Map(Object.entries(document.tools ?? {})).get(one.tool);
    if (!listed && document.default === 'deny') return 'deny';
    const every = ({ conditions }: ConditionRule) => conditions.filter((each) => !meets(each, one.args ?? {})).length === 0;
    if ((listed?.require ?? []).filter(every).length < (listed?.require ?? []).length) return 'deny';
    if ((listed?.deny_if ?? []).filter(every).length > 0) return 'deny';
    const limits = [...(listed?.limits ?? []), ...(document.all_tools?.limits ?? [])];
    for (const each of limits) {
      const used = through.filter(
        (before) =>
          (before.call.grant ?? '') === (one.grant ?? '') &&
          window(before.call, each) === window(one, each) &&
          before.limits.some(({ counter, window: of }) => counter === each.counter && of === each.window),
      );
      if (used.length >= each.max) return 'limit';
    }
    through.push({ call: one, limits });
    return 'allow';
  });
}

/** The calendar's own words for it: 2026-01-01T00:00 is a minute, 2026-01-01T00 an hour, 2026-01-01 a day. */
function window({ at = '' }: Call, { window: of }: Limit): string {
  return new Date(at).toISOString().slice(0, { minute: 16, hour: 13, day: 10 }[of]);
}

function meets({ path, op, value }: Condition, given: JsonObject): boolean {
  const found = path
    .split('.')
    .slice(1)
    .reduce<Json | undefined>((inside, step) => {
      if (Array.isArray(inside)) return /^\d+$/.test(step) ? inside[Number(step)] : undefined;
      return inside !== null && typeof inside === 'object' ? new Map(Object.entries(inside)).get(step) : undefined;
    }, given);
  const equal = (one: unknown, other: unknown) => canonical(one) === canonical(other);
  if (op === 'exists') return ((found ?? null) !== null) === value;
  if (found === undefined) return op === 'neq' || op === 'not_in';
  if (op === 'eq' || op === 'neq') return equal(found, value) === (op === 'eq');
  if (op === 'in' || op === 'not_in') return (value as Json[]).some((item) => equal(item, found)) === (op === 'in');
  if (op === 'regex') return typeof found === 'string' && new RegExp(value as string, 'u').test(found);
  if (op === 'contains') {
    if (Array.isArray(found)) return found.some((item) => equal(item, value));
    return typeof found === 'string' && typeof value === 'string' && found.indexOf(value) !== -1;
  }
  if (typeof found !== 'number' || typeof value !== 'number') return false;
  const difference = found - value;
  return { lt: difference < 0, lte: difference <= 0, gt: difference > 0, gte: difference >= 0 }[op];
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inside: unknown) =>
    inside !== null && typeof inside === 'object' && !Array.isArray(inside)
      ? Object.fromEntries(Object.entries(inside).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inside,
  );
}

it('two evaluators written apart decide every call of every policy alike', () => {
  fc.assert(
    fc.property(policy, fc.array(call, { maxLength: 8 }), (document, calls) => {
      const state = newState();
      const decided = calls.map((one) => evaluate(document, one, state).decision);
      expect(decided).toEqual(plainly(document, calls));
    }),
    runs(2_000),
  );
});

it('every policy of the language is read as it was written', () => {
  fc.assert(
    fc.property(policy, (document) => {
      expect(parsePolicy(JSON.stringify(document))).toEqual(document);
    }),
    runs(500),
  );
});
