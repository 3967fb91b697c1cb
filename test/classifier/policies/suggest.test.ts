import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../classifier/policies/evaluate.ts';
import { suggestPolicy, suggestServerPolicy } from '../../../classifier/policies/suggest.ts';
import { POSTURES } from '../../../classifier/types.ts';
import { CATEGORIES, type JudgedTool, RISKS } from '../../../db/model.ts';
import { judged, pathsOf, type Wanted } from './tools.ts';

const limit = (counter: string, window: string, max: number): object => ({ counter, window, max, scope: 'grant' });

/** The decision table as text: the order of keys counts. */
const ROWS: [row: string, tool: JudgedTool, policy: object][] = [
  ['1', judged('Read/Low', { name: 'get_timeline' }), { tools: { get_timeline: {} } }],
  ['2', judged('Read/Medium', { name: 'get_history' }), { tools: { get_history: { limits: [limit('get_history_rate', 'minute', 60)] } } }],
  [
    '2b',
    judged('Read/High', { name: 'get_secret', basis: ['R1'], facets: { sensitiveRead: 'secret' } }),
    { tools: { get_secret: { deny_if: [{ conditions: [], on_deny: 'Returns secrets. Requires human approval.' }] } } },
  ],
  ['3b', judged('Write/Low', { name: 'note' }), { tools: { note: { limits: [limit('note_rate', 'minute', 60)] } } }],
  [
    '4',
    judged('Write/High', { name: 'send_dm', basis: ['W2'] }),
    { tools: { send_dm: { limits: [limit('send_dm_rate', 'minute', 10), limit('send_dm_daily', 'day', 100)] } } },
  ],
  [
    '5',
    judged('Write/High', { name: 'add_collaborator', basis: ['W1'], facets: { privilegeChange: true } }),
    { tools: { add_collaborator: { deny_if: [{ conditions: [], on_deny: 'Changes access rights. Requires human approval.' }] } } },
  ],
  [
    '6',
    judged('Execute/High', { name: 'browser_click', basis: ['E1'] }),
    { tools: { browser_click: { limits: [limit('browser_click_rate', 'minute', 10)] } } },
  ],
  ['6b', judged('Execute/Medium', { name: 'lint' }), { tools: { lint: { limits: [limit('lint_rate', 'minute', 30)] } } }],
  [
    '7',
    judged('Execute/Critical', { name: 'execute_sql', basis: ['E2'] }),
    { tools: { execute_sql: { deny_if: [{ conditions: [], on_deny: 'Runs caller-supplied code. Requires human approval.' }] } } },
  ],
  [
    '7, production',
    judged('Execute/High', { name: 'restart', basis: ['E3'], facets: { production: true } }),
    { tools: { restart: { deny_if: [{ conditions: [], on_deny: 'Acts on production. Requires human approval.' }] } } },
  ],
  ['8', judged('Destructive/High', { name: 'delete_repository' }), { hide: ['delete_repository'] }],
  [
    '10',
    judged('Financial/High', { name: 'create_refund' }),
    { tools: { create_refund: { deny_if: [{ conditions: [], on_deny: 'Requires human approval.' }] } } },
  ],
  [
    '13',
    judged('Read/Low', { name: 'hour', suspiciousText: [{ field: 'description', excerpt: 'ignore', signal: 'ignore-previous' }] }),
    { hide: ['hour'] },
  ],
];

describe('the decision table', () => {
  it.each(ROWS)('writes row %s to the letter', (_row, tool, policy) => {
    expect(JSON.stringify(suggestPolicy(tool))).toBe(JSON.stringify({ version: '1', default: 'deny', ...policy }));
  });

  it.each(['follow_user', 'join_community', 'request_to_join_community', 'leave_community'])(
    'writes %s, a Write of medium risk, as its reference page does',
    (name) => {
      const parameters = { user_id: { type: 'string' }, ctx: { type: 'object' } };
      const tool = judged('Write/Medium', { name, parameters, facets: { egress: 'tenant', identityActing: true } });
      expect(`${JSON.stringify(suggestPolicy(tool), null, 2)}`).toBe(`{
  "version": "1",
  "default": "deny",
  "tools": {
    "${name}": {
      "limits": [
        {
          "counter": "${name}_rate",
          "window": "minute",
          "max": 30,
          "scope": "grant"
        }
      ]
    }
  }
}`);
    },
  );

  it('believes the runner-up as well below a confidence of 0.60', () => {
    const runnerUp = { category: 'Destructive', risk: 'High' } as const;
    expect(suggestPolicy(judged('Write/Medium', { confidence: 0.59, runnerUp }))).toEqual({
      version: '1',
      default: 'deny',
      hide: ['tidy_shelf'],
    });
    expect(suggestPolicy(judged('Write/Medium', { confidence: 0.6, runnerUp })).hide).toBeUndefined();
  });

  it('is no looser for a doubt than it would be without it', () => {
    const runnerUp = { category: 'Read', risk: 'Low' } as const;
    const doubted = suggestPolicy(judged('Execute/Medium', { confidence: 0.4, runnerUp }));
    expect(doubted).toEqual(suggestPolicy(judged('Execute/High', { confidence: 0.4, runnerUp })));
    expect(suggestPolicy(judged('Execute/Medium', { confidence: 0.4, runnerUp, basis: ['E↓'] }))).not.toEqual(doubted);
  });
});

/** Every category and risk with parameters of every kind. */
const PARAMETERS = {
  url: { type: 'string' },
  path: { type: 'string' },
  sql: { type: 'string', description: 'SQL to run' },
  amount: { type: 'number', description: 'in cents, USD' },
  dry_run: { type: 'boolean' },
};
const ALL = CATEGORIES.flatMap((category) =>
  RISKS.flatMap((risk) =>
    [
      {},
      { basis: ['R3', 'R5', 'W1', 'E3'] },
      { facets: { sensitiveRead: 'secret', exfilSink: true, hostFile: 'write' } } satisfies Wanted,
    ].map((wanted, i) => judged(`${category}/${risk}`, { name: `${category}_${risk}_${i}`, parameters: PARAMETERS, ...wanted })),
  ),
);

describe.each(POSTURES)('a policy of the %s posture', (posture) => {
  it.each(ALL.map((tool) => [tool.name, tool] as const))('denies by default, and %s is either hidden or listed', (name, tool) => {
    const policy = suggestPolicy(tool, posture);
    expect(policy.default).toBe('deny');
    expect([...(policy.hide ?? []), ...Object.keys(policy.tools ?? {})]).toEqual([name]);
  });

  it('names only parameters that the definition has', () => {
    const known = Object.keys(PARAMETERS).map((name) => `args.${name}`);
    for (const tool of ALL) expect(known).toEqual(expect.arrayContaining(pathsOf(suggestPolicy(tool, posture))));
  });

  it('lets no deletion, payment, secret or arbitrary code through on a rate limit alone', () => {
    const dangerous = ALL.filter(({ verdict: { category, risk, facets } }) => {
      const reads = category === 'Read' && (risk === 'High' || risk === 'Critical' || facets.sensitiveRead === 'secret');
      return category === 'Destructive' || category === 'Financial' || reads || (category === 'Execute' && risk === 'Critical');
    });
    for (const tool of dangerous) {
      const policy = suggestPolicy(tool, posture);
      const own = policy.tools?.[tool.name] ?? {};
      expect([tool.name, Boolean(policy.hide) || own.deny_if !== undefined || own.require !== undefined]).toEqual([tool.name, true]);
      if (posture !== 'permissive') expect(evaluate(policy, { tool: tool.name }).decision).toMatch(/deny|hidden/);
    }
  });

  it('counts each limit by a counter of its own', () => {
    const { tools = {} } = suggestServerPolicy(ALL, posture);
    const counters = Object.values(tools).flatMap(({ limits = [] }) => limits.map(({ counter }) => counter));
    expect(new Set(counters).size).toBe(counters.length);
  });
});

describe('the policy of a server', () => {
  it('is what its tools are recommended one by one, under a limit for all', () => {
    const policy = suggestServerPolicy(ALL);
    const single = ALL.map((tool) => suggestPolicy(tool));
    expect(policy.hide).toEqual(single.flatMap(({ hide = [] }) => hide).sort());
    expect(policy.tools).toEqual(Object.assign({}, ...single.map(({ tools }) => tools)));
    expect(Object.keys(policy)).toEqual(['version', 'default', 'hide', 'all_tools', 'tools']);
    expect(policy.all_tools).toEqual({ limits: [limit('all_calls', 'minute', 60)] });
  });

  it('lists every tool that may be used, so that the rest keeps working', () => {
    const usable = ALL.filter(({ verdict: { category, risk } }) => category === 'Write' && risk === 'Medium');
    for (const { name } of usable) expect(evaluate(suggestServerPolicy(ALL), { tool: name }).decision).toBe('allow');
  });

  it('takes the stricter of two tools of one name', () => {
    const twice = [judged('Read/Low', { name: 'same' }), judged('Destructive/High', { name: 'same' })];
    expect(suggestServerPolicy(twice).hide).toEqual(['same']);
    expect(suggestServerPolicy(twice.toReversed()).hide).toEqual(['same']);
  });

  it('of no tools denies everything', () => {
    expect(evaluate(suggestServerPolicy([]), { tool: 'any' })).toMatchObject({ decision: 'deny', pointer: '/default' });
  });

  it.each(['__proto__', 'constructor', 'a/b~c', 'naïve 🔥', 'line\nbreak'])('holds for a tool called %j', (name) => {
    const policy = suggestServerPolicy([judged('Read/Low', { name }), judged('Execute/Critical', { name: 'run' })]);
    expect(evaluate(policy, { tool: name }).decision).toBe('allow');
    expect(evaluate(suggestServerPolicy([judged('Financial/High', { name })]), { tool: name }).decision).toBe('deny');
  });

  it('never hides all because one tool is called *', () => {
    const policy = suggestServerPolicy([judged('Destructive/High', { name: '*' }), judged('Read/Low', { name: 'look' })]);
    expect(evaluate(policy, { tool: 'look' }).decision).toBe('allow');
    expect(evaluate(policy, { tool: '*' }).decision).toBe('deny');
  });
});

describe('limits that a definition states', () => {
  it.each([
    ['Posts a note. Rate limit: 5 per minute.', { minute: 5 }],
    ['Posts a note (max 50 per hour).', { minute: 30, hour: 50 }],
    ['Limited to 1,000 requests a day', { minute: 30, day: 1000 }],
    ['At most 2 calls/second', { minute: 30 }],
    ['Up to 20 messages per minute, 10 calls per hour.', { minute: 20, hour: 10 }],
    ['Returns at most 100 rows per page', { minute: 30 }],
    ['Waits up to 5 minutes', { minute: 30 }],
    ['max 0 per hour', { minute: 30 }],
  ])('%j is kept where it is tighter', (description, caps) => {
    const limits = suggestPolicy(judged('Write/Medium', { description })).tools?.tidy_shelf?.limits ?? [];
    expect(Object.fromEntries(limits.map(({ window, max }) => [window, max]))).toEqual(caps);
  });
});
