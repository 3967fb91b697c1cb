import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../classifier/policies/conditions.ts';
import { evaluate } from '../../../classifier/policies/evaluate.ts';
import { DENIED_EXAMPLES } from '../../../classifier/policies/guards.ts';
import { suggestPolicy } from '../../../classifier/policies/suggest.ts';
import { variantsOf } from '../../../classifier/policies/variants.ts';
import type { Policy } from '../../../classifier/types.ts';
import type { Json, JsonObject, JudgedTool } from '../../../db/model.ts';
import { judged } from './tools.ts';

const TEXT = { type: 'string' };

function decisions(policy: Policy, tool: JudgedTool, param: string, values: Json[]): string[] {
  return values.map((value) => evaluate(policy, { tool: tool.name, args: { [param]: value } }).decision);
}

/** The variant of a blocked tool that its parameters allow. */
function guarded(tool: JudgedTool, kind: string): Policy {
  const variant = variantsOf(tool).find(({ id }) => id === `guarded-${kind}`);
  if (!variant) throw new Error(`no variant ${kind}`);
  return variant.policy;
}

const fetcher = judged('Read/Medium', { basis: ['R3'], parameters: { url: TEXT } });
const reader = judged('Read/Medium', { facets: { hostFile: 'read' }, parameters: { file_path: TEXT } });
const writer = judged('Write/High', { basis: ['W5'], facets: { hostFile: 'write' }, parameters: { path: TEXT } });
const database = judged('Execute/Critical', { parameters: { sql: { type: 'string', description: 'The SQL statement' } } });
const shell = judged('Execute/Critical', { name: 'run_shell', parameters: { command: { type: 'string', description: 'Shell command' } } });
const refund = judged('Financial/High', {
  parameters: { amount: { type: 'integer', description: 'in cents' }, currency: TEXT, reason: TEXT },
});

const CASES: [kind: string, tool: JudgedTool, policy: Policy, param: string, allowed: string[], denied: Json[]][] = [
  [
    'address',
    fetcher,
    suggestPolicy(fetcher),
    'url',
    ['https://example.org/a?b=10.0.0.1', 'http://sub.example.com:8080/', 'example.net/page', 'https://1e100.net/'],
    [
      'http://localhost:3000/',
      'http://127.0.0.1/',
      'HTTP://LOCALHOST',
      'http://user@127.1/',
      'http://169.254.169.254/latest/meta-data/',
      'http://[::1]/',
      'http://10.1.2.3',
      'http://192.168.0.1/admin',
      'http://172.16.0.1',
      'http://172.31.255.1',
      'http://2130706433/',
      'http://0x7f000001/',
      'http://db.internal/',
      'http://printer.local/',
      'file:///etc/passwd',
      ' file:///etc/passwd',
      'gopher://x',
      '//127.0.0.1/',
      'http:\\\\127.0.0.1\\',
    ],
  ],
  [
    'file to read',
    reader,
    suggestPolicy(reader),
    'file_path',
    ['notes/today.md', '/home/ann/report.txt', 'a..b.txt', 'src/environment.ts', 'docs/keys.md'],
    [
      '../x',
      'a/../../b',
      '..\\x',
      '/root/.ssh/id_rsa',
      '~/.aws/credentials',
      '.env',
      'app/.env.local',
      '/etc/passwd',
      '/proc/self/environ',
      'key.PEM',
      '..',
    ],
  ],
  [
    'file to write',
    writer,
    suggestPolicy(writer),
    'path',
    ['notes/today.md', 'src/index.ts'],
    [
      '../x',
      '.git/hooks/pre-commit',
      '.claude/settings.json',
      'CLAUDE.md',
      'sub/AGENTS.md',
      '.bashrc',
      '.vscode/tasks.json',
      '.mcp.json',
      '.github/workflows/x.yml',
    ],
  ],
  [
    'SQL',
    database,
    guarded(database, 'sql'),
    'sql',
    ['SELECT * FROM t WHERE a = 1', 'select 1;', 'WITH a AS (SELECT 1) SELECT * FROM a', 'explain select 1', 'SHOW TABLES'],
    [
      'DROP TABLE t',
      'SELECT 1; DROP TABLE t',
      'select * into copy from t',
      'WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a',
      'EXPLAIN ANALYZE DELETE FROM t',
      'SELECT pg_read_file($$/etc/passwd$$)',
      '/* x */ DROP TABLE t',
      '',
      ['SELECT 1'],
    ],
  ],
  [
    'command',
    shell,
    guarded(shell, 'shell'),
    'command',
    ['ls', 'ls src', 'git status', 'git log main', 'pwd'],
    [
      'rm -rf /',
      'ls; rm x',
      'ls $(id)',
      'ls `id`',
      'ls | sh',
      'ls\nrm x',
      'git log --output=x',
      'cat /etc/passwd',
      'ls > x',
      'ls -la && id',
      '',
    ],
  ],
];

describe.each(CASES)('a guard on %s', (_kind, tool, policy, param, allowed, denied) => {
  it.each(allowed)('lets %j through', (value) => {
    expect(decisions(policy, tool, param, [value])).toEqual(['allow']);
  });

  it.each(denied.map((value) => [value]))('denies %j', (value) => {
    expect(decisions(policy, tool, param, [value])).toEqual(['deny']);
  });
});

describe('a guard on an amount', () => {
  const policy = guarded(refund, 'amount');
  it.each<[JsonObject, string]>([
    [{ amount: 100, reason: 'damaged' }, 'allow'],
    [{ amount: 10_000, reason: 'damaged' }, 'allow'],
    [{ amount: 10_001, reason: 'damaged' }, 'deny'],
    [{ amount: '10001', reason: 'damaged' }, 'deny'],
    [{ amount: -5, reason: 'damaged' }, 'deny'],
    [{ amount: null, reason: 'damaged' }, 'deny'],
    [{ reason: 'damaged' }, 'deny'],
    [{ amount: 100 }, 'deny'],
  ])('answers %j with %s', (args, decision) => {
    expect(evaluate(policy, { tool: refund.name, args }).decision).toBe(decision);
  });

  it('is not made where the sum is not known to be ordinary money', () => {
    const kinds = (parameters: JsonObject): string[] => variantsOf(judged('Financial/High', { parameters })).map(({ id }) => id);
    expect(kinds({ amount: { type: 'number' } })).not.toContain('guarded-amount');
    expect(kinds({ amount: { type: 'number', description: 'ETH to send, in USD' } })).not.toContain('guarded-amount');
    expect(kinds({ amount: { type: 'string', description: 'USD' } })).not.toContain('guarded-amount');
    expect(kinds({ amount: { type: 'number', description: 'USD' } })).toContain('guarded-amount');
  });
});

it('keeps the plain rows plain: a guard stands only where the parameter is what the risk comes from', () => {
  const plain = judged('Read/Medium', { parameters: { url: TEXT, path: TEXT } });
  expect(suggestPolicy(plain).tools?.tidy_shelf).toEqual({
    limits: [{ counter: 'tidy_shelf_rate', window: 'minute', max: 60, scope: 'grant' }],
  });
  expect(suggestPolicy(plain, 'strict').tools?.tidy_shelf?.deny_if).toHaveLength(3);
});

it('never guards a command that other parameters complete', () => {
  const parameters = { command: { type: 'string' }, args: { type: 'array', items: TEXT } };
  expect(variantsOf(judged('Execute/Critical', { name: 'run_shell', parameters })).map(({ id }) => id)).not.toContain('guarded-shell');
});

it('shows of each denying pattern a text that it denies', () => {
  for (const [pattern, text] of DENIED_EXAMPLES) expect([text, compilePattern(pattern).test(text)]).toEqual([text, true]);
});

describe('the variants of a tool', () => {
  it('begin with the recommended one and repeat nothing', () => {
    for (const tool of [fetcher, reader, writer, database, shell, refund]) {
      const variants = variantsOf(tool);
      expect(variants[0]).toMatchObject({ id: 'recommended', policy: suggestPolicy(tool) });
      expect(new Set(variants.map(({ policy }) => JSON.stringify(policy))).size).toBe(variants.length);
    }
  });

  it('offer no looser way to a tool that was hidden for its text', () => {
    const suspiciousText = [{ field: 'description', excerpt: 'x', signal: 'y' }];
    const tool = { ...database, verdict: { ...database.verdict, suspiciousText } };
    expect(variantsOf(tool).map(({ id }) => id)).toEqual(['recommended']);
  });

  it('say which of them use argument conditions', () => {
    expect(variantsOf(database).map(({ id, conditional }) => [id, conditional])).toEqual([
      ['recommended', false],
      ['strict', false],
      ['guarded-sql', true],
    ]);
  });
});
