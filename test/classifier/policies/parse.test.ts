import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { PolicyError, parsePolicy } from '../../../classifier/policies/parse.ts';
import { suggestPolicy, suggestServerPolicy } from '../../../classifier/policies/suggest.ts';
import { variantsOf } from '../../../classifier/policies/variants.ts';
import { OPERATORS, POSTURES } from '../../../classifier/types.ts';
import { CATEGORIES, RISKS } from '../../../db/model.ts';
import { judged } from './tools.ts';

const schema = JSON.parse(readFileSync(fileURLToPath(new URL('../../../classifier/policy.schema.json', import.meta.url)), 'utf8'));
const fitsSchema = new Ajv2020().compile(schema);

const limit = { counter: 'c', window: 'minute', max: 1, scope: 'grant' };
const rule = (condition: object): object => ({ conditions: [condition], on_deny: 'no' });
const tool = (own: unknown): object => ({ version: '1', default: 'deny', tools: { 'a/b': own } });
const condition = (changes: object): object => tool({ deny_if: [rule({ path: 'args.x', op: 'eq', value: 1, ...changes })] });

const GOOD: [what: string, policy: object][] = [
  ['nothing but a default', { version: '1', default: 'allow' }],
  [
    'every part',
    {
      version: '1',
      default: 'deny',
      hide: ['*'],
      all_tools: { limits: [limit] },
      tools: { t: { require: [], deny_if: [], limits: [limit] } },
    },
  ],
  ['a rule without conditions', tool({ deny_if: [{ conditions: [], on_deny: '' }] })],
  ['a nested path', condition({ path: 'args.a.b c.0' })],
  ['a limit of zero', tool({ limits: [{ ...limit, max: 0 }] })],
];

/** `schemaToo`: the published schema sees it as well. Patterns are checked by the parser alone. */
const BAD: [what: string, policy: unknown, pointer: string, schemaToo?: false][] = [
  ['no object', [], ''],
  ['no version', { default: 'deny' }, '/version'],
  ['another version', { version: '2', default: 'deny' }, '/version'],
  ['a version that is a number', { version: 1, default: 'deny' }, '/version'],
  ['no default', { version: '1' }, '/default'],
  ['another default', { version: '1', default: 'ask' }, '/default'],
  ['an unknown key', { version: '1', default: 'deny', tool: {} }, '/tool'],
  ['an unknown key with a slash', { version: '1', default: 'deny', 'a/b~': {} }, '/a~1b~0'],
  ['hide that is text', { version: '1', default: 'deny', hide: '*' }, '/hide'],
  ['a hidden name that is none', { version: '1', default: 'deny', hide: ['a', 7] }, '/hide/1'],
  ['a hidden name that is empty', { version: '1', default: 'deny', hide: [''] }, '/hide/0'],
  ['limits on all without limits', { version: '1', default: 'deny', all_tools: {} }, '/all_tools/limits'],
  ['tools as a list', { version: '1', default: 'deny', tools: [] }, '/tools'],
  ['a tool that is null', tool(null), '/tools/a~1b'],
  ['a tool with a key of another language', tool({ action: 'deny' }), '/tools/a~1b/action'],
  ['a rate limit of another language', tool({ rate_limit: '5/hour' }), '/tools/a~1b/rate_limit'],
  ['a window that is none', tool({ limits: [{ ...limit, window: 'week' }] }), '/tools/a~1b/limits/0/window'],
  ['a limit that is negative', tool({ limits: [{ ...limit, max: -1 }] }), '/tools/a~1b/limits/0/max'],
  ['a limit in parts', tool({ limits: [{ ...limit, max: 1.5 }] }), '/tools/a~1b/limits/0/max'],
  ['a scope that is none', tool({ limits: [{ ...limit, scope: 'user' }] }), '/tools/a~1b/limits/0/scope'],
  ['a limit without a counter', tool({ limits: [{ window: 'day', max: 1, scope: 'grant' }] }), '/tools/a~1b/limits/0/counter'],
  ['a rule without a message', tool({ deny_if: [{ conditions: [] }] }), '/tools/a~1b/deny_if/0/on_deny'],
  ['conditions as an object', tool({ require: [{ conditions: {}, on_deny: 'no' }] }), '/tools/a~1b/require/0/conditions'],
  ['a path outside the arguments', condition({ path: 'x' }), '/tools/a~1b/deny_if/0/conditions/0/path'],
  ['a path that ends in a dot', condition({ path: 'args.' }), '/tools/a~1b/deny_if/0/conditions/0/path'],
  ['an operator that is none', condition({ op: 'like' }), '/tools/a~1b/deny_if/0/conditions/0/op'],
  ['in without a list', condition({ op: 'in', value: 'a' }), '/tools/a~1b/deny_if/0/conditions/0/value'],
  ['gt with text', condition({ op: 'gt', value: '5' }), '/tools/a~1b/deny_if/0/conditions/0/value'],
  ['exists with text', condition({ op: 'exists', value: 'yes' }), '/tools/a~1b/deny_if/0/conditions/0/value'],
  ['a condition without a value', tool({ deny_if: [rule({ path: 'args.x', op: 'exists' })] }), '/tools/a~1b/deny_if/0/conditions/0/value'],
  ['a pattern that is too long', condition({ op: 'regex', value: 'a'.repeat(2001) }), '/tools/a~1b/deny_if/0/conditions/0/value'],
  ['a pattern that does not parse', condition({ op: 'regex', value: '(' }), '/tools/a~1b/deny_if/0/conditions/0/value', false],
  ['a pattern that looks ahead', condition({ op: 'regex', value: '^(?!a)' }), '/tools/a~1b/deny_if/0/conditions/0/value', false],
];

describe('a policy', () => {
  it.each(GOOD)('with %s is read as it stands', (_what, policy) => {
    expect(parsePolicy(policy)).toEqual(policy);
    expect(parsePolicy(JSON.stringify(policy))).toEqual(policy);
    expect(fitsSchema(policy)).toBe(true);
  });

  it.each(BAD)('with %s is an error that says where', (_what, policy, pointer, schemaToo) => {
    expect(() => parsePolicy(policy)).toThrow(expect.objectContaining({ name: 'PolicyError', pointer }));
    expect(fitsSchema(policy)).toBe(schemaToo === false);
  });

  it('that is no JSON is an error of the whole', () => {
    expect(() => parsePolicy('{"version":')).toThrow(PolicyError);
  });

  it('keeps a tool called __proto__', () => {
    const policy = parsePolicy('{"version":"1","default":"deny","tools":{"__proto__":{}}}');
    expect(Object.keys(policy.tools ?? {})).toEqual(['__proto__']);
  });

  it('names in its schema the operators that it has', () => {
    expect(schema.$defs.condition.properties.op.enum).toEqual([...OPERATORS]);
  });
});

it('every recommended policy is one of the language, and of its schema', () => {
  const parameters = {
    url: { type: 'string' },
    path: { type: 'string' },
    sql: { type: 'string' },
    amount: { type: 'number', description: 'EUR' },
  };
  const tools = CATEGORIES.flatMap((category) =>
    RISKS.map((risk) => judged(`${category}/${risk}`, { name: `${category} ${risk}`, parameters, basis: ['R3', 'R5'] })),
  );
  const policies = [
    ...tools.flatMap((one) => [...POSTURES.map((posture) => suggestPolicy(one, posture)), ...variantsOf(one).map(({ policy }) => policy)]),
    ...POSTURES.map((posture) => suggestServerPolicy(tools, posture)),
  ];
  for (const policy of policies) {
    expect(JSON.stringify(parsePolicy(policy))).toBe(JSON.stringify(policy));
    expect([fitsSchema(policy), fitsSchema.errors]).toEqual([true, null]);
  }
});
