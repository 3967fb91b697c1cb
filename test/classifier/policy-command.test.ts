import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { policyCommand } from '../../classifier/policy-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'policy-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | object[]): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : content.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return path;
}

let written = { out: '', err: '' };
beforeEach(() => {
  written = { out: '', err: '' };
  for (const stream of ['out', 'err'] as const) {
    vi.spyOn(process[`std${stream}`], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    });
  }
  vi.stubEnv('DATA_DIR', fileURLToPath(new URL('../fixtures', import.meta.url)));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const VERDICTS = [
  {
    id: '1',
    server: 'mail',
    name: 'read_mail',
    category: 'Read',
    risk: 'Medium',
    confidence: 0.9,
    facets: { sensitiveRead: 'private', untrustedIngest: true },
  },
  { id: '2', server: 'web', name: 'post', category: 'Write', risk: 'High', confidence: 0.9, basis: ['W2'], facets: { exfilSink: true } },
  {
    id: '3',
    server: 'web',
    name: 'read_mail',
    category: 'Write',
    risk: 'Medium',
    confidence: 0.5,
    runnerUp: { category: 'Destructive', risk: 'High' },
  },
  { name: 'bare', category: 'Read', risk: 'Low' },
];

describe('npm run policy', () => {
  it('prints the policy of a server of the snapshot', async () => {
    expect(await policyCommand(['--server', 'com.example.keepsafe-vault'])).toBe(0);
    expect(JSON.parse(written.out)).toMatchObject({ version: '1', default: 'deny' });
  });

  it('prints several servers in one format, under the keys that the client gives them', async () => {
    const servers = ['--server', 'desk=io.github.deskcraft-workbench', '--server', 'chirp=io.github.harborlight-chirper'];
    expect(await policyCommand([...servers, '--format', 'claude-code', '--posture', 'strict'])).toBe(0);
    const { permissions } = JSON.parse(written.out);
    expect(permissions.deny).toContain('mcp__desk__run_command');
    expect(permissions.deny).toContain('mcp__chirp__delete_account');
  });

  it('reads the classifier’s lines where there is no snapshot, and says what is lost, what flows and what clashes', async () => {
    expect(await policyCommand(['--input', file('verdicts.ndjson', VERDICTS), '--format', 'codex'])).toBe(0);
    expect(written.out).toContain('[mcp_servers.mail]');
    expect(written.out).toContain('disabled_tools = [\n  "read_mail",\n]');
    expect(written.err).toContain('loses: The limit on all calls together is not kept.');
    expect(written.err).toContain('toxic flow over mail + web');
    expect(written.err).toContain('same name on mail and web: read_mail');
  });

  it('takes only the servers that are asked for', async () => {
    expect(await policyCommand(['--input', file('verdicts.ndjson', VERDICTS), '--server', 'post=mail'])).toBe(0);
    expect(Object.keys(JSON.parse(written.out).tools)).toEqual(['read_mail']);
  });

  it('breaks every flow when asked to', async () => {
    const input = file('verdicts.ndjson', VERDICTS);
    expect(await policyCommand(['--input', input, '--break-flows', '--format', 'gemini', '--json'])).toBe(0);
    const report = JSON.parse(written.out);
    expect(report).toMatchObject({ format: 'gemini', posture: 'recommended', servers: ['mail', 'web', 'server'], flows: [] });
    expect(written.err).toBe('');
  });

  it('writes the files where they are wanted', async () => {
    const output = join(folder, 'out');
    expect(await policyCommand(['--input', file('verdicts.ndjson', VERDICTS), '--output', output])).toBe(0);
    expect(JSON.parse(readFileSync(join(output, 'policy.web.json'), 'utf8')).hide).toEqual(['read_mail']);
    expect(written.out.trim().split('\n')).toHaveLength(3);
  });

  it.each<[string, string[], RegExp]>([
    ['nothing to do', [], /at least one --server/],
    ['a server that is not there', ['--server', 'nobody'], /no server "nobody" in the snapshot/],
    ['a server that leads elsewhere', ['--server', '../servers'], /is no server of the snapshot/],
    ['a format that is none', ['--server', 'x', '--format', 'toml'], /no format "toml": there are policy-json,/],
    ['a posture that is none', ['--server', 'x', '--posture', 'brave'], /no posture "brave"/],
    ['a file that is not there', ['--input', '/nowhere/at/all'], /cannot read \/nowhere\/at\/all: ENOENT/],
    ['a line that is no JSON', ['--input', file('broken.ndjson', '{"name":"a"\n')], /broken\.ndjson:1: no JSON/],
    [
      'a line that is no verdict',
      ['--input', file('odd.ndjson', [{ name: 'a', category: 'Nice', risk: 'Low' }])],
      /odd\.ndjson:1: category/,
    ],
    [
      'a name that no format carries',
      ['--input', file('half.ndjson', [{ name: '\ud83d', category: 'Read', risk: 'Low' }])],
      /no valid text/,
    ],
  ])('ends with 2 and one line for %s', async (_what, argv, message) => {
    expect(await policyCommand(argv)).toBe(2);
    expect(written.err).toMatch(message);
    expect(written.err.trim().split('\n')).toHaveLength(1);
    expect(written.out).toBe('');
  });
});

describe('npm run policy -- evaluate', () => {
  const policy = {
    version: '1',
    default: 'deny',
    hide: ['wipe'],
    tools: { post: { limits: [{ counter: 'post_rate', window: 'minute', max: 1, scope: 'grant' }] } },
  };
  const calls = [
    { tool: 'post', at: '2026-01-05T00:00:00Z' },
    { tool: 'post' },
    { tool: 'post', grant: 'other' },
    { tool: 'post', at: '2026-01-05T00:01:00Z', args: null },
    { tool: 'wipe', args: { all: true } },
    { tool: 'other' },
  ];

  it('prints one decision for each call, with where in the policy it was made', async () => {
    const argv = ['evaluate', '--policy', file('p.json', JSON.stringify(policy)), '--calls', file('c.ndjson', calls)];
    expect(await policyCommand(argv)).toBe(0);
    const decisions = written.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(decisions.map(({ decision, pointer }) => [decision, pointer])).toEqual([
      ['allow', '/tools/post'],
      ['limit', '/tools/post/limits/0'],
      ['allow', '/tools/post'],
      ['allow', '/tools/post'],
      ['hidden', '/hide/0'],
      ['deny', '/default'],
    ]);
    expect(Object.keys(decisions[0])).toEqual(['decision', 'pointer', 'message']);
  });

  it('denies everything where there is no policy', async () => {
    expect(await policyCommand(['evaluate', '--calls', file('c.ndjson', calls), '--json'])).toBe(0);
    expect(JSON.parse(written.out)).toEqual({ calls: 6, allow: 0, limit: 0, deny: 6, hidden: 0 });
  });

  it.each<[string, string, object[], RegExp]>([
    [
      'a policy with a key of another language',
      '{"version":"1","default":"deny","tools":{"a":{"action":"deny"}}}',
      [],
      /p\.json: \/tools\/a\/action: is no key/,
    ],
    ['a policy that is no JSON', '{', [], /p\.json: policy: is no JSON/],
    ['a call without a tool', '{"version":"1","default":"deny"}', [{ args: {} }], /c\.ndjson:1: tool/],
    [
      'arguments that are a list',
      '{"version":"1","default":"deny"}',
      [{ tool: 'a' }, { tool: 'a', args: [] }],
      /c\.ndjson:2: args: must be an object/,
    ],
    ['a time that is none', '{"version":"1","default":"deny"}', [{ tool: 'a', at: 'noon' }], /c\.ndjson:1: at: no date/],
  ])('ends with 2 and one line for %s', async (_what, text, lines, message) => {
    const argv = ['evaluate', '--policy', file('p.json', text), '--calls', file('c.ndjson', lines)];
    expect(await policyCommand(argv)).toBe(2);
    expect(written.err).toMatch(message);
    expect(written.err.trim().split('\n')).toHaveLength(1);
  });
});
