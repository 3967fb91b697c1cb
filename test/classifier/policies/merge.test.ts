import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../classifier/policies/evaluate.ts';
import { breakFlow, type FlowServer, legsOf, toxicFlows, withDenied } from '../../../classifier/policies/flows.ts';
import { FORMATS } from '../../../classifier/policies/formats/index.ts';
import { mergeServers, withoutFlows } from '../../../classifier/policies/merge.ts';
import { suggestServerPolicy } from '../../../classifier/policies/suggest.ts';
import type { PolicyFormat, PolicyInput } from '../../../classifier/types.ts';
import { judged } from './tools.ts';

const PRIVATE = { facets: { sensitiveRead: 'private' } } as const;
const UNTRUSTED = { facets: { untrustedIngest: true } } as const;
const OUTBOUND = { facets: { exfilSink: true } } as const;

const MAIL: FlowServer = {
  server: 'mail',
  tools: [judged('Read/Medium', { name: 'read_mail', facets: { sensitiveRead: 'private', untrustedIngest: true } })],
};
const WEB: FlowServer = {
  server: 'web',
  tools: [judged('Read/Medium', { name: 'fetch', ...UNTRUSTED }), judged('Write/High', { name: 'post', ...OUTBOUND })],
};
const CHAT: FlowServer = {
  server: 'chat',
  tools: [
    judged('Write/High', { name: 'say', ...OUTBOUND }),
    judged('Write/High', { name: 'shout', ...OUTBOUND }),
    judged('Read/Medium', { name: 'history', ...PRIVATE }),
  ],
};
const CLOCK: FlowServer = { server: 'clock', tools: [judged('Read/Low', { name: 'hour' })] };

const serversOf = (servers: FlowServer[]): string[][] => toxicFlows(servers).map((flow) => flow.servers);

describe('a toxic flow', () => {
  it('needs private data, strangers’ words and a way out, on one server or over several', () => {
    expect(serversOf([MAIL])).toEqual([]);
    expect(serversOf([MAIL, CLOCK])).toEqual([]);
    expect(serversOf([MAIL, WEB])).toEqual([['mail', 'web']]);
    expect(serversOf([{ server: 'all', tools: [...MAIL.tools, ...WEB.tools] }, CLOCK])).toEqual([['all']]);
  });

  it('can be spread over three servers', () => {
    const [a, b, c] = [PRIVATE, UNTRUSTED, OUTBOUND].map((wanted, i) => ({ server: `s${i}`, tools: [judged('Read/Medium', wanted)] }));
    expect(serversOf([a, b, c] as FlowServer[])).toEqual([['s0', 's1', 's2']]);
  });

  it('is named with no server that it does not need', () => {
    expect(serversOf([MAIL, WEB, CHAT, CLOCK])).toEqual([
      ['mail', 'web'],
      ['mail', 'chat'],
      ['web', 'chat'],
    ]);
  });

  it('names the tools of each leg', () => {
    expect(toxicFlows([MAIL, CHAT])[0]).toEqual({
      servers: ['mail', 'chat'],
      private: [
        { server: 'mail', tool: 'read_mail' },
        { server: 'chat', tool: 'history' },
      ],
      untrusted: [{ server: 'mail', tool: 'read_mail' }],
      outbound: [
        { server: 'chat', tool: 'say' },
        { server: 'chat', tool: 'shout' },
      ],
    });
  });

  it('is not made of facets that nobody knows', () => {
    expect(legsOf(judged('Read/Medium', { facets: { untrustedIngest: null, exfilSink: null } }))).toEqual([]);
    expect(legsOf(judged('Read/High', { facets: { sensitiveRead: 'secret' } }))).toEqual(['private']);
  });

  it('does not run through a tool that the policy denies or hides', () => {
    const input = { ...WEB, policy: withDenied(suggestServerPolicy(WEB.tools), ['post']) };
    expect(serversOf([MAIL, WEB])).toHaveLength(1);
    expect(serversOf([MAIL, input])).toEqual([]);
    expect(serversOf([MAIL, { ...WEB, policy: { version: '1', default: 'allow', hide: ['*'] } }])).toEqual([]);
    expect(serversOf([MAIL, { ...WEB, policy: { version: '1', default: 'allow' } }])).toHaveLength(1);
  });
});

describe('the least that breaks a flow', () => {
  it('is the leg with the fewest tools', () => {
    const [flow] = toxicFlows([MAIL, CHAT]);
    expect(flow && breakFlow(flow, [MAIL, CHAT])).toEqual({ leg: 'untrusted', deny: [{ server: 'mail', tool: 'read_mail' }] });
  });

  it('is, of legs of one length, the one of the riskiest tools', () => {
    const [flow] = toxicFlows([MAIL, WEB]);
    expect(flow && breakFlow(flow, [MAIL, WEB])).toEqual({ leg: 'outbound', deny: [{ server: 'web', tool: 'post' }] });
  });

  it('is nothing less: with any one of its tools left the flow stands', () => {
    const servers = [MAIL, CHAT, WEB];
    for (const flow of toxicFlows(servers)) {
      const { deny } = breakFlow(flow, servers);
      const without = (denied: typeof deny): FlowServer[] =>
        servers
          .filter(({ server }) => flow.servers.includes(server))
          .map(({ server, tools }) => ({
            server,
            tools: tools.filter(({ name }) => !denied.some((ref) => ref.server === server && ref.tool === name)),
          }));
      expect(toxicFlows(without(deny))).toEqual([]);
      for (const kept of deny) expect(toxicFlows(without(deny.filter((ref) => ref !== kept)))).not.toEqual([]);
    }
  });

  it('leaves, flow by flow, none behind', () => {
    const inputs: PolicyInput[] = [MAIL, WEB, CHAT, CLOCK].map(({ server, tools }) => ({
      server,
      tools,
      policy: suggestServerPolicy(tools),
    }));
    expect(toxicFlows(inputs)).not.toEqual([]);
    const broken = withoutFlows(inputs);
    expect(toxicFlows(broken)).toEqual([]);
    expect(broken.find(({ server }) => server === 'clock')).toEqual(inputs.find(({ server }) => server === 'clock'));
  });

  it('is denied with a message, and everything else stays as it was', () => {
    const policy = suggestServerPolicy(WEB.tools);
    const denied = withDenied(policy, ['post']);
    expect(evaluate(denied, { tool: 'post' })).toMatchObject({ decision: 'deny', message: expect.stringContaining('toxic flow') });
    expect(denied.tools?.fetch).toEqual(policy.tools?.fetch);
    expect(withDenied(policy, [])).toBe(policy);
  });
});

describe('several servers', () => {
  const format = (id: string): PolicyFormat => FORMATS.find((one) => one.id === id) as PolicyFormat;

  it('become one file where the format keeps all servers in one, else one for each', () => {
    const names = (id: string): string[] =>
      mergeServers([MAIL, CLOCK], format(id), 'recommended', false).rendered.files.map(({ name }) => name);
    expect(names('claude-code')).toEqual(['.claude/settings.json']);
    expect(names('policy-json')).toEqual(['policy.mail.json', 'policy.clock.json']);
    expect(names('opa-rego')).toEqual(['mcp_tools.mail.rego', 'mcp_tools.clock.rego']);
  });

  it('that share a name keep their own rules, and the clash is said', () => {
    const twins = [
      { server: 'safe', tools: [judged('Read/Low', { name: 'run' })] },
      { server: 'risky', tools: [judged('Execute/Critical', { name: 'run' })] },
    ];
    const { rendered, clashes } = mergeServers(twins, format('claude-code'), 'recommended', false);
    expect(clashes).toEqual([{ tool: 'run', servers: ['safe', 'risky'] }]);
    expect(JSON.parse(rendered.text).permissions).toEqual({ allow: ['mcp__safe__run'], ask: [], deny: ['mcp__risky__run'] });
  });

  it('show the flows that are left open, or break them when asked', () => {
    const open = mergeServers([MAIL, WEB], format('codex'), 'recommended', false);
    expect(open.flows.map(({ break: { deny } }) => deny)).toEqual([[{ server: 'web', tool: 'post' }]]);
    const broken = mergeServers([MAIL, WEB], format('codex'), 'recommended', true);
    expect(broken.flows).toEqual([]);
    expect(broken.rendered.text).toContain('disabled_tools = [\n  "post",\n]');
  });
});

it('policies, formats, flows and attacks can run in a browser: they import nothing of Node', () => {
  const folder = fileURLToPath(new URL('../../../classifier/', import.meta.url));
  const files = ['policies', 'attacks'].flatMap((room) =>
    readdirSync(`${folder}${room}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}${room}/${name}`),
  );
  expect(files.length).toBeGreaterThan(30);
  expect(files.filter((file) => /from '(?:node:|fs|path|os)/.test(readFileSync(file, 'utf8')))).toEqual([]);
});
