import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../../classifier/policies/formats/index.ts';
import { suggestServerPolicy } from '../../../../classifier/policies/suggest.ts';
import type { Condition, ConditionRule, LossKind, Policy, PolicyInput, ToolPolicy } from '../../../../classifier/types.ts';
import { OPERATORS, POSTURES } from '../../../../classifier/types.ts';
import type { ActionLabel, Json, JsonObject } from '../../../../db/model.ts';
import { runs } from '../../../helpers/runs.ts';
import { judged } from '../tools.ts';
import { type Asked, undeclared } from './differences.ts';
import { READERS } from './readers.ts';

const TEXT = { type: 'string' };
const perAction: ActionLabel[] = [
  { param: 'mode', value: 'list', category: 'Read', risk: 'Low' },
  { param: 'mode', value: 'wipe', category: 'Destructive', risk: 'High' },
];
const TOOLS = [
  judged('Read/Low', { name: 'get_issue' }),
  judged('Read/Medium', { name: 'read_mail' }),
  judged('Read/Medium', { name: 'fetch', basis: ['R3'], parameters: { url: TEXT } }),
  judged('Write/Medium', { name: 'create-issue' }),
  judged('Write/High', { name: 'mail.send' }),
  judged('Execute/Critical', { name: 'run_sql', parameters: { sql: TEXT } }),
  judged('Destructive/High', { name: 'delete_repo' }),
  judged('Destructive/High', { name: 'manage', parameters: { mode: { enum: ['list', 'wipe'] } }, required: ['mode'], perAction }),
  judged('Financial/High', { name: 'refund', parameters: { amount: { type: 'integer', description: 'cents' } } }),
];
const ARGS: JsonObject[] = [
  {},
  { url: 'https://example.org/' },
  { url: 'http://127.0.0.1/' },
  { url: null },
  { url: ['http://127.0.0.1/'] },
  { mode: 'list' },
  { mode: 'wipe' },
  { mode: 'WIPE' },
  { mode: ['wipe'] },
  { mode: null, x: { mode: 'wipe' } },
  { sql: 'SELECT 1' },
  { sql: 'DROP TABLE t' },
  { amount: 5 },
  { amount: 50_000 },
  { amount: '5' },
];

function everyCall(inputs: readonly PolicyInput[], args: readonly JsonObject[]): Asked[] {
  return inputs.flatMap(({ server, tools, policy }) => {
    const names = new Set([...tools.map(({ name }) => name), ...Object.keys(policy.tools ?? {}), 'some_other']);
    return [...names].flatMap((tool) => args.map((given) => ({ server, tool, args: given })));
  });
}

it('every format has a reader', () => {
  expect(Object.keys(READERS).sort()).toEqual(FORMATS.map(({ id }) => id).sort());
});

describe.each(FORMATS.map((format) => [format.id, format] as const))('%s', (_id, format) => {
  it.each(POSTURES)('answers as the neutral policy of the %s posture, or says that it does not', (posture) => {
    const inputs = [
      { server: 'github', tools: TOOLS, policy: suggestServerPolicy(TOOLS, posture) },
      { server: 'other', tools: TOOLS.slice(0, 3), policy: suggestServerPolicy(TOOLS.slice(0, 3), posture) },
    ];
    expect(undeclared(format, inputs, everyCall(inputs, ARGS))).toEqual([]);
  });

  it('answers as any policy of the language, or says that it does not', () => {
    fc.assert(
      fc.property(policies, fc.array(calls, { minLength: 3, maxLength: 3 }), ([policy, more], args) => {
        const tools = [judged('Read/Low', { name: 'a' }), judged('Read/Low', { name: 'c.d' })];
        const inputs = [
          { server: 'one', tools, policy },
          { server: 'two', tools: [], policy: more },
        ];
        expect(undeclared(format, inputs, everyCall(inputs, [{}, ...args]))).toEqual([]);
      }),
      runs(80),
    );
  });
});

// What Go prints alike: Intercept compares by it.
it.each<[Condition['op'], Json, Json]>([
  ['eq', true, 'true'],
  ['eq', 'true', true],
  ['eq', 1, '1'],
  ['eq', '1', 1],
  ['eq', '[a]', ['a']],
  ['eq', ['a b'], ['a', 'b']],
  ['eq', { b: 'a' }, 'map[b:a]'],
  ['in', ['b', '1'], 1],
  ['in', [2, 1], '1'],
  ['in', ['a', 1], '1'],
  ['contains', '1', [1]],
  ['contains', ['a'], 'a'],
])('Intercept takes no value for another: %s %j is not met by %j', (op, value, given) => {
  const format = FORMATS.find(({ id }) => id === 'intercept-yaml');
  if (!format) throw new Error('no intercept-yaml');
  const require = [{ conditions: [{ path: 'args.x', op, value }], on_deny: 'No.' }];
  const policy: Policy = { version: '1', default: 'deny', tools: { a: { require } } };
  const inputs = [{ server: 'one', tools: [judged('Read/Low', { name: 'a' })], policy }];
  expect(undeclared(format, inputs, everyCall(inputs, [{ x: given }, { x: value }]))).toEqual([]);
});

const values: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  'a',
  'A',
  'ab',
  '',
  'tr"u\\e',
  'true',
  '1',
  '[a]',
  true,
  false,
  0,
  1,
  2.5,
  100,
  null,
  [],
  ['a'],
  ['a', 1],
  { b: 'a' },
  { b: null },
);
const paths = fc.constantFrom('args.x', 'args.y', 'args.x.b', 'args.x.0', 'args.y z');
const condition: fc.Arbitrary<Condition> = fc
  .record({
    path: paths,
    op: fc.constantFrom(...OPERATORS),
    value: values,
    number: fc.constantFrom(0, 1, 2.5, 1e12),
    list: fc.array(values, { maxLength: 3 }),
  })
  .map(({ path, op, value, number, list }) => {
    const pattern = fc.sample(fc.constantFrom('^a', '(?i)a', 'b$'), { numRuns: 1, seed: number })[0];
    const fitting: Partial<Record<Condition['op'], Json>> = { in: list, not_in: list, lt: number, lte: number, gt: number, gte: number };
    if (op === 'exists') return { path, op, value: number > 0 };
    return { path, op, value: op === 'regex' ? pattern : (fitting[op] ?? value) };
  });
const rule: fc.Arbitrary<ConditionRule> = fc.record({ conditions: fc.array(condition, { maxLength: 2 }), on_deny: fc.constant('No.') });
const own: fc.Arbitrary<ToolPolicy> = fc.record(
  {
    require: fc.array(rule, { maxLength: 2 }),
    deny_if: fc.array(rule, { maxLength: 2 }),
    limits: fc.constantFrom<NonNullable<ToolPolicy['limits']>>(
      [],
      [{ counter: 'n', window: 'minute', max: 5, scope: 'grant' }],
      [{ counter: 'n', window: 'day', max: 100, scope: 'grant' }],
      [{ counter: 'n', window: 'minute', max: 90, scope: 'grant' }],
      [{ counter: 'n', window: 'minute', max: 0, scope: 'grant' }],
      [
        { counter: 'n', window: 'hour', max: 9, scope: 'grant' },
        { counter: 'm', window: 'hour', max: 7, scope: 'grant' },
      ],
    ),
  },
  { requiredKeys: [] },
);
const policy: fc.Arbitrary<Policy> = fc.record(
  {
    version: fc.constant('1' as const),
    default: fc.constantFrom('allow', 'deny'),
    hide: fc.subarray(['a', 'b', 'c.d', '*'], { maxLength: 2 }),
    tools: fc.dictionary(fc.constantFrom('a', 'b', 'c.d', 'e_f'), own, { maxKeys: 3, noNullPrototype: true }),
  },
  { requiredKeys: ['version', 'default'] },
);
const policies = fc.tuple(policy, policy);
const calls: fc.Arbitrary<JsonObject> = fc.dictionary(fc.constantFrom('x', 'y', 'y z', 'b'), values, { maxKeys: 3, noNullPrototype: true });

/** What each format gives up of the recommended policy of the tools above, tool by tool. */
const LOST: Record<string, Partial<Record<LossKind, string[]>>> = {
  'policy-json': {},
  'intercept-yaml': { 'args-deny': ['fetch'], 'rate-open': ['mail.send'], 'args-stricter': ['manage'] },
  'claude-code': { 'all-tools': ['*'], 'default-ask': ['*'], ...asked(['create-issue', 'mail.send'], ['fetch', 'manage']) },
  codex: { 'all-tools': ['*'], ...asked(['create-issue', 'mail.send'], ['fetch', 'manage']) },
  gemini: { 'all-tools': ['*'], ...asked(['create-issue', 'mail.send'], ['fetch']), 'args-stricter': ['manage'] },
  cursor: {
    'all-tools': ['*'],
    'default-ask': ['*'],
    'deny-ask': ['delete_repo', 'refund', 'run_sql'],
    ...asked(['create-issue', 'mail.send'], ['fetch', 'manage']),
  },
  vscode: { 'all-tools': ['*'], 'always-ask': ['*'], ...asked(['create-issue', 'mail.send'], ['fetch', 'manage']) },
  'openai-responses': { 'all-tools': ['*'], ...asked(['create-issue', 'mail.send'], ['fetch', 'manage']) },
  'anthropic-mcp-toolset': {
    'all-tools': ['*'],
    'rate-open': ['create-issue', 'mail.send', 'read_mail'],
    'args-deny': ['fetch', 'manage'],
  },
  'toolhive-cedar': {
    'all-tools': ['*'],
    'rate-open': ['create-issue', 'mail.send', 'read_mail'],
    'args-deny': ['fetch'],
    'args-stricter': ['manage'],
  },
  agentgateway: {
    'all-tools': ['*'],
    'beyond-tools': ['*'],
    'rate-open': ['create-issue', 'mail.send', 'read_mail'],
    'args-deny': ['fetch', 'manage'],
  },
  'envoy-ai-gateway': { 'all-tools': ['*'], 'rate-open': ['create-issue', 'fetch', 'mail.send', 'read_mail'] },
  'docker-mcp-gateway': { 'all-tools': ['*'], 'rate-open': ['create-issue', 'mail.send', 'read_mail'], 'args-deny': ['fetch', 'manage'] },
  'opa-rego': { 'all-tools': ['*'], 'rate-open': ['create-issue', 'fetch', 'mail.send', 'read_mail'], hide: ['delete_repo'] },
};

/** A client that asks: about tools whose calls should be counted, and about those whose arguments should be looked at. */
function asked(counted: string[], looked: string[]): Partial<Record<LossKind, string[]>> {
  return { 'rate-ask': counted, 'args-ask': looked, 'rate-open': ['read_mail'] };
}

it.each(FORMATS.map((format) => [format.id, format] as const))('%s loses exactly what it says', (id, format) => {
  const { lost } = format.render([{ server: 'github', tools: TOOLS, policy: suggestServerPolicy(TOOLS) }]);
  expect(Object.fromEntries(lost.map(({ kind, tools }) => [kind, tools]))).toEqual(LOST[id]);
});
