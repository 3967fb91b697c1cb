import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, newState } from '../../../classifier/policies/evaluate.ts';
import { howToBlock, howToLimit, type SentenceId, sentences } from '../../../classifier/policies/explain.ts';
import { serverSentences } from '../../../classifier/policies/explain-server.ts';
import { suggestPolicy, suggestServerPolicy } from '../../../classifier/policies/suggest.ts';
import { POSTURES, type Policy } from '../../../classifier/types.ts';
import { CATEGORIES, type JudgedTool, RISKS } from '../../../db/model.ts';
import { runs } from '../../helpers/runs.ts';
import { judged } from './tools.ts';

const said = (policy: Policy, name = 'tidy_shelf'): SentenceId[] => sentences(policy, { name }).map(({ id }) => id);
const text = (policy: Policy, id: SentenceId, name = 'tidy_shelf'): string | undefined =>
  sentences(policy, { name }).find((sentence) => sentence.id === id)?.text;

describe('what is said of a policy', () => {
  it.each([
    ['Read/Low', ['free', 'rest-denied']],
    ['Read/Medium', ['limited', 'rest-denied']],
    ['Write/Medium', ['limited', 'rest-denied']],
    ['Write/High', ['limited', 'rest-denied']],
    ['Execute/High', ['limited', 'rest-denied']],
    ['Execute/Critical', ['blocked', 'rest-denied']],
    ['Destructive/High', ['hidden', 'rest-denied']],
    ['Financial/High', ['blocked', 'rest-denied']],
  ] as const)('follows its row: %s', (label, ids) => {
    expect(said(suggestPolicy(judged(label)))).toEqual(ids);
  });

  it('names the numbers of every limit', () => {
    expect(text(suggestPolicy(judged('Write/High')), 'limited')).toMatch(/up to 10 calls a minute and 100 calls a day/);
  });

  it('does not say of a tool of a single policy that the rest keeps working', () => {
    expect(text(suggestPolicy(judged('Write/Medium')), 'rest-denied')).toMatch(/denied unless the policy lists it/);
    expect(said({ version: '1', default: 'allow', tools: {} })).toEqual(['free', 'rest-allowed']);
  });

  it('says of a whole server what holds for all tools together', () => {
    const tools = [judged('Read/Low', { name: 'look' }), judged('Write/Medium')];
    expect(said(suggestServerPolicy(tools))).toEqual(['limited', 'rest-denied', 'all-tools']);
    expect(text(suggestServerPolicy(tools, 'strict'), 'all-tools')).toMatch(/30 calls a minute/);
  });

  it('gives the reasons of argument rules, as the agent is told them', () => {
    const tool = judged('Read/Medium', { basis: ['R3'], parameters: { url: { type: 'string' } } });
    expect(said(suggestPolicy(tool))).toEqual(['limited', 'rules', 'rest-denied']);
    expect(text(suggestPolicy(tool), 'rules')).toMatch(/“Private, local or non-web address\.”/);
  });

  it('names an odd name in one bounded line', () => {
    const name = `a\nb \u202e${'x'.repeat(200)}`;
    const line = text(suggestPolicy(judged('Read/Low', { name })), 'free', name) ?? '';
    expect(line).not.toMatch(/[\n\u202e]/);
    expect(line.length).toBeLessThan(120);
  });

  it.each<[string, Policy, SentenceId]>([
    [
      'a limit that another one makes unreachable',
      {
        version: '1',
        default: 'deny',
        tools: {
          tidy_shelf: {
            limits: [
              { counter: 'a', window: 'minute', max: 5, scope: 'grant' },
              { counter: 'b', window: 'minute', max: 9, scope: 'grant' },
            ],
          },
        },
      },
      'limited',
    ],
    ['a limit of a tool that is hidden', { version: '1', default: 'deny', hide: ['*'], tools: { tidy_shelf: {} } }, 'free'],
    [
      'a rule that never denies',
      {
        version: '1',
        default: 'deny',
        tools: { tidy_shelf: { deny_if: [{ conditions: [{ path: 'args.x', op: 'in', value: [] }], on_deny: 'no' }] } },
      },
      'rules',
    ],
    ['that the rest is allowed, where all is hidden', { version: '1', default: 'allow', hide: ['*'] }, 'rest-allowed'],
    ['a limit on all tools of nothing', { version: '1', default: 'deny', all_tools: { limits: [] }, tools: {} }, 'all-tools'],
  ])('leaves out what is not so: %s', (_what, policy, id) => {
    expect(said(policy)).not.toContain(id);
  });

  it('is borne out by the evaluator, whatever the label', () => {
    const label = fc.tuple(fc.constantFrom(...CATEGORIES), fc.constantFrom(...RISKS), fc.constantFrom(...POSTURES), fc.boolean());
    fc.assert(
      fc.property(label, ([category, risk, posture, whole]) => {
        const tool = judged(`${category}/${risk}`);
        const policy = whole ? suggestServerPolicy([tool], posture) : suggestPolicy(tool, posture);
        const { decision } = evaluate(policy, { tool: tool.name });
        const [first] = said(policy);
        expect(first).toBe(
          decision === 'hidden' ? 'hidden' : decision === 'deny' ? 'blocked' : policy.tools?.tidy_shelf?.limits ? 'limited' : 'free',
        );
      }),
      runs(100),
    );
  });
});

describe('how to change a policy', () => {
  const policy = suggestServerPolicy([judged('Write/Medium'), judged('Read/Low', { name: 'look' })]);

  it('limits: the policy given lets exactly so many calls through', () => {
    const change = howToLimit(policy, 'tidy_shelf', 3, 'hour');
    const state = newState();
    const decisions = Array.from({ length: 4 }, () => evaluate(change?.policy, { tool: 'tidy_shelf' }, state).decision);
    expect(decisions).toEqual(['allow', 'allow', 'allow', 'limit']);
    expect(change?.text).toMatch(/"max": 3.*"window": "hour".*call 4/);
  });

  it('limits: is not offered where the tool is denied anyway', () => {
    expect(howToLimit(suggestPolicy(judged('Financial/High')), 'tidy_shelf', 3, 'hour')).toBeUndefined();
  });

  it('blocks in two ways, visible and hidden, and leaves the rest', () => {
    const ways = howToBlock(policy, 'tidy_shelf');
    expect(ways.map((way) => evaluate(way.policy, { tool: 'tidy_shelf' }).decision)).toEqual(['deny', 'hidden']);
    expect(ways.map((way) => evaluate(way.policy, { tool: 'look' }).decision)).toEqual(['allow', 'allow']);
  });
});

describe('what is said of a server', () => {
  const tools = [
    judged('Read/Low', { name: 'look' }),
    judged('Write/Medium', { name: 'write' }),
    judged('Read/Medium', { name: 'fetch', basis: ['R3'], parameters: { url: { type: 'string' } } }),
    judged('Financial/High', { name: 'pay' }),
    judged('Destructive/High', { name: 'wipe' }),
  ];

  it('is that the rest keeps working, and which tools do not', () => {
    expect(serverSentences(suggestServerPolicy(tools), tools).map(({ text }) => text)).toEqual([
      '3 of 5 tools stay usable.',
      'Every tool that may be used is listed, so the rest of the server keeps working.',
      'Only with certain arguments: `fetch`.',
      'Visible, but every call is denied: `pay`.',
      'Neither listed to the agent nor callable: `wipe`.',
    ]);
  });

  it('is not that the rest keeps working under the policy of one tool', () => {
    const ids = serverSentences(suggestPolicy(tools[0] as JudgedTool), tools).map(({ id }) => id);
    expect(ids).toEqual(['usable', 'blocked']);
  });

  it('is nothing of a server without tools, and little of one that may do nothing', () => {
    expect(serverSentences(suggestServerPolicy([]), [])).toEqual([]);
    const pay = [judged('Financial/High', { name: 'pay' })];
    expect(serverSentences(suggestServerPolicy(pay), pay).map(({ id }) => id)).toEqual(['none-usable', 'blocked']);
  });
});
