import { describe, expect, it } from 'vitest';
import { ATTACKS } from '../../../classifier/attacks/index.ts';
import { attackOf, matchAttacks } from '../../../classifier/attacks/matching/match.ts';
import { CATEGORIES, type JudgedTool, RISKS } from '../../../db/model.ts';
import { type FACETS, judged, type Wanted } from '../policies/tools.ts';

const ids = (tool: JudgedTool, ...signals: Parameters<typeof matchAttacks>[1][]): string[] =>
  matchAttacks(
    tool,
    signals.flat().filter((one) => one !== undefined),
  ).map(({ id }) => id);

/** Tools of all labels, with nothing known and with much known. */
const RICH: Partial<typeof FACETS> = {
  sensitiveRead: 'secret',
  untrustedIngest: true,
  exfilSink: true,
  exec: 'arbitrary',
  money: 'moves',
  privilegeChange: true,
  scope: 'bulk',
  production: true,
  hostFile: 'write',
  egress: 'public',
  persistsInstructions: true,
  identityActing: true,
  costBearing: true,
  openWorld: true,
};
const TOOLS = CATEGORIES.flatMap((category) =>
  RISKS.flatMap((risk) => [
    judged(`${category}/${risk}`),
    judged(`${category}/${risk}`, { facets: RICH, description: 'Runs git, SQL, a browser, mail and payments.' }),
  ]),
);

describe('the patterns of a tool', () => {
  it('are three to five, without repetition', () => {
    for (const tool of TOOLS) {
      const found = ids(tool);
      expect([3, 4, 5]).toContain(found.length);
      expect(new Set(found).size).toBe(found.length);
    }
  });

  it('never rest on a facet that nobody knows', () => {
    for (const tool of TOOLS.filter(({ verdict: { facets } }) => facets.untrustedIngest === null)) {
      for (const { facetsAny } of matchAttacks(tool)) {
        const unknown =
          facetsAny.length > 0 &&
          facetsAny.every(({ facet }) => tool.verdict.facets[facet] === null || tool.verdict.facets[facet] === 'unknown');
        expect(unknown).toBe(false);
      }
    }
  });

  it('never are of another category', () => {
    for (const tool of TOOLS) {
      const foreign = matchAttacks(tool).filter(({ categories }) => categories.length > 0 && !categories.includes(tool.verdict.category));
      expect(foreign.map(({ id }) => id)).toEqual([]);
    }
  });

  it('put an incident with a primary source before a report, and a report before a technique', () => {
    const order = { verified: 0, partial: 1, pattern: 2 };
    for (const tool of TOOLS) {
      const ranks = matchAttacks(tool)
        .filter(({ facetsAny, words }) => facetsAny.length > 0 || words)
        .map(({ status }) => order[status]);
      if (ids(tool).length === 5) expect(ranks).toEqual([...ranks].sort());
    }
  });

  it.each<[string, JudgedTool, string[]]>([
    [
      'that follows somebody in your name',
      judged('Write/Medium', { name: 'follow_user', facets: { identityActing: true, egress: 'tenant' } }),
      ['runaway-loop', 'bulk-mutation'],
    ],
    [
      'that reads strangers’ words',
      judged('Read/Medium', { name: 'read_page', facets: { untrustedIngest: true } }),
      ['indirect-prompt-injection'],
    ],
    ['that returns secrets', judged('Read/High', { name: 'get_secret', facets: { sensitiveRead: 'secret' } }), ['credential-harvesting']],
    [
      'that runs SQL',
      judged('Execute/Critical', { name: 'execute_sql', description: 'Runs SQL', facets: { exec: 'arbitrary' } }),
      ['supabase-token-leak'],
    ],
    ['that deletes', judged('Destructive/High', { name: 'delete_database', facets: { production: true } }), ['replit-production-database']],
    ['that pays', judged('Financial/High', { name: 'create_payment', facets: { money: 'moves' } }), ['fraudulent-transactions']],
    [
      'that sends mail',
      judged('Write/High', { name: 'send_email', facets: { exfilSink: true, egress: 'recipient' } }),
      ['postmark-backdoor'],
    ],
    ['that writes files of the host', judged('Write/High', { name: 'write_file', facets: { hostFile: 'write' } }), ['path-traversal']],
    [
      'that stores what the agent will be told',
      judged('Write/High', { name: 'remember', facets: { persistsInstructions: true } }),
      ['memory-poisoning'],
    ],
    ['of which nothing is known', judged('Read/Low'), []],
  ])('of a tool %s', (_what, tool, expected) => {
    expect(ids(tool)).toEqual(expect.arrayContaining(expected));
  });

  it('begin with what a signal calls for', () => {
    const suspicious: Wanted = { suspiciousText: [{ field: 'description', excerpt: 'x', signal: 'y' }] };
    const mismatch: Wanted = { mismatches: [{ hint: 'readOnlyHint', declared: true, judged: 'Write' }] };
    const signalled = (signal: string): string[] =>
      ATTACKS.filter(({ signals }) => (signals as string[] | undefined)?.includes(signal)).map(({ id }) => id);
    for (const [tool, signal, given] of [
      [judged('Read/Low', suspicious), 'suspicious-text', []],
      [judged('Write/Medium', mismatch), 'annotation-mismatch', []],
      [judged('Read/Low'), 'definition-changed', ['definition-changed']],
    ] as const) {
      const expected = signalled(signal);
      expect(expected.length).toBeGreaterThan(0);
      expect(ids(tool, [...given]).slice(0, expected.length)).toEqual(expected);
    }
  });

  it('are found by what the tool says of itself, wherever it says so', () => {
    const git = judged('Write/Medium', { name: 'git_add', facets: { hostFile: 'read' } });
    expect(ids(git)).toContain('git-add-traversal');
    expect(ids({ ...git, name: 'stage' })).not.toContain('git-add-traversal');
  });
});

it('every pattern about tools can be met by some tool, and every filler exists', () => {
  expect(() => attackOf('runaway-loop')).not.toThrow();
  expect(() => attackOf('nothing')).toThrow(/no attack/);
});
