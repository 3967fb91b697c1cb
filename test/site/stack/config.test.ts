import { describe, expect, it } from 'vitest';
import { type Choice, MOST_SERVERS, readLink, writeLink } from '../../../site/stack/link.ts';
import { matchServers } from '../../../site/stack/match.ts';
import { keysOfCommand } from '../../../site/stack/read-command.ts';
import { readConfig, UnreadableConfig } from '../../../site/stack/read-config.ts';

const SECRET = 's3cr3t-t0ken-9f8e7d';

describe('a command says which server it is', () => {
  it.each<[string, string[]]>([
    ['npx -y @modelcontextprotocol/server-github', ['npm:@modelcontextprotocol/server-github']],
    ['npx --yes @scope/name@1.2.3 --flag value', ['npm:@scope/name']],
    ['npx -p @scope/name bin-name', ['npm:@scope/name']],
    ['npx --package=@scope/name bin-name', ['npm:@scope/name']],
    ['npx github:Acme/tools#main', ['repo:github.com/acme/tools']],
    ['/usr/local/bin/npx some-mcp', ['npm:some-mcp']],
    ['C:\\nodejs\\npx.cmd -y some-mcp', ['npm:some-mcp']],
    ['cmd /c npx -y some-mcp', ['npm:some-mcp']],
    ['bunx some-mcp', ['npm:some-mcp']],
    ['pnpm dlx some-mcp', ['npm:some-mcp']],
    ['npm exec -- some-mcp', ['npm:some-mcp']],
    ['env API_KEY=x npx some-mcp', ['npm:some-mcp']],
    ['deno run -A npm:@scope/name', ['npm:@scope/name']],
    ['node /home/u/node_modules/@scope/name/dist/index.js', ['npm:@scope/name']],
    ['uvx mcp-server-fetch', ['pypi:mcp-server-fetch']],
    ['uvx --from git+https://github.com/Acme/Serena serena start', ['repo:github.com/acme/serena']],
    ['uvx --python 3.12 some_server@latest', ['pypi:some-server']],
    ['uv tool run some-server', ['pypi:some-server']],
    ['uv --version', []],
    ['pipx run some-server', ['pypi:some-server']],
    ['python -m mcp_server_git --repository x', ['pypi:mcp-server-git']],
    ['docker run -i --rm -e TOKEN -v /a:/b ghcr.io/github/github-mcp-server:v1 stdio', ['oci:ghcr.io/github/github-mcp-server']],
    ['docker run -i mcp/fetch', ['oci:mcp/fetch']],
    ['podman run --env-file .env docker.io/mcp/fetch', ['oci:mcp/fetch']],
    ['npx mcp-remote https://mcp.linear.app/sse --header Authorization:x', ['url:mcp.linear.app/sse', 'host:mcp.linear.app']],
    ['npx -y @smithery/cli@latest run @owner/server --key x', ['npm:@owner/server', 'name:server']],
    ['some-installed-server --stdio', ['npm:some-installed-server', 'pypi:some-installed-server']],
    ['', []],
  ])('%s', (line, keys) => {
    const [command = '', ...args] = line.split(' ');
    expect(keysOfCommand(command, args)).toEqual(keys);
  });

  it('given to a shell as one line', () => {
    expect(keysOfCommand('bash', ['-c', 'npx -y some-mcp'])).toEqual(['npm:some-mcp']);
  });
});

const ENTRY = { command: 'npx', args: ['-y', 'some-mcp', '--token', SECRET], env: { TOKEN: SECRET } };
const REMOTE = {
  url: `https://user:${SECRET}@mcp.example.com/mcp?key=${SECRET}#${SECRET}`,
  headers: { Authorization: `Bearer ${SECRET}` },
};
const both = { one: ENTRY, two: REMOTE };
const LOCAL_KEYS = { name: 'one', keys: ['npm:some-mcp', 'name:one'] };
const REMOTE_KEYS = { name: 'two', keys: ['url:mcp.example.com/mcp', 'host:mcp.example.com', 'name:two'] };

describe('a configuration is read', () => {
  it.each<[string, string]>([
    ['of Claude Desktop, Cursor or Windsurf', JSON.stringify({ mcpServers: both })],
    [
      'of VS Code',
      JSON.stringify({
        inputs: [{ id: 'token', password: true }],
        servers: { one: { type: 'stdio', ...ENTRY }, two: { type: 'http', ...REMOTE } },
      }),
    ],
    ['of VS Code settings', JSON.stringify({ 'editor.fontSize': 12, mcp: { servers: both } })],
    ['of Gemini CLI', JSON.stringify({ theme: 'x', mcpServers: { one: { ...ENTRY, trust: true }, two: { httpUrl: REMOTE.url } } })],
    ['of Windsurf with serverUrl', JSON.stringify({ mcpServers: { one: ENTRY, two: { serverUrl: REMOTE.url } } })],
    ['of Claude Code with projects', JSON.stringify({ projects: { '/home/u/x': { mcpServers: both, history: [] } } })],
    ['of Zed', JSON.stringify({ context_servers: { one: { command: { path: 'npx', args: ENTRY.args, env: ENTRY.env } }, two: REMOTE } })],
    [
      'of opencode',
      JSON.stringify({
        mcp: { one: { type: 'local', command: ['npx', ...ENTRY.args], environment: ENTRY.env }, two: { type: 'remote', ...REMOTE } },
      }),
    ],
    ['that is the bare map', JSON.stringify(both)],
    ['without its outer braces', `"mcpServers": ${JSON.stringify(both)}`],
    [
      'with comments and trailing commas',
      `\uFEFF{ // mine\n "mcpServers": { /* two */ "one": ${JSON.stringify(ENTRY)}, "two": ${JSON.stringify(REMOTE)}, }, }`,
    ],
    [
      'of Codex',
      `model = "x"\n[mcp_servers.one]\ncommand = "npx"\nargs = ["-y", "some-mcp", "--token", "${SECRET}"]\n[mcp_servers.one.env]\nTOKEN = "${SECRET}"\n[mcp_servers.two]\nurl = "${REMOTE.url}"\n`,
    ],
  ])('%s', async (_, text) => {
    expect(await readConfig(text)).toEqual([LOCAL_KEYS, REMOTE_KEYS]);
  });

  it('without a word of its values, headers and tokens', async () => {
    expect(JSON.stringify(await readConfig(JSON.stringify({ mcpServers: both })))).not.toContain(SECRET);
  });

  it.each([
    '',
    '   ',
    'hello',
    '{}',
    '{"mcpServers":{}}',
    '[1,2]',
    'null',
    '{"a":{"b":1}}',
    `{"mcpServers": {"one": {"env": {"T": "${SECRET}"`,
  ])('or refused without repeating it: %j', async (text) => {
    const refusal = await readConfig(text).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnreadableConfig);
    expect(String(refusal)).not.toContain(SECRET);
  });

  it('whatever its servers are called', async () => {
    const text =
      '{"mcpServers":{"__proto__":{"command":"npx","args":["a-mcp"]},"constructor":{"command":"npx","args":["b-mcp"]},"":{"command":"npx"},"🦄":{"url":"https://x.example/"}}}';
    expect((await readConfig(text)).map(({ name, keys }) => [name, keys[0]])).toEqual([
      ['__proto__', 'npm:a-mcp'],
      ['constructor', 'npm:b-mcp'],
      ['🦄', 'url:x.example'],
    ]);
  });
});

describe('a configured server', () => {
  const lookUp = async (key: string): Promise<[string, string][]> => {
    const known: Record<string, [string, string][]> = {
      'npm:some-mcp': [['some', 'Some']],
      'name:two': [
        ['a', 'A'],
        ['b', 'B'],
      ],
    };
    return known[key] ?? [];
  };

  it('is the one whose package it names; one found by its name only is not sure; others are unknown', async () => {
    const found = await matchServers([LOCAL_KEYS, REMOTE_KEYS, { name: 'three', keys: ['name:three'] }], lookUp);
    expect(found).toEqual([
      { name: 'one', servers: [['some', 'Some']], sure: true },
      {
        name: 'two',
        servers: [
          ['a', 'A'],
          ['b', 'B'],
        ],
        sure: false,
      },
      { name: 'three', servers: [], sure: false },
    ]);
  });
});

describe('a link', () => {
  const choice: Choice = {
    servers: [
      { slug: 'io.github.a-b', key: 'my server,~&#%' },
      { slug: 'x', key: '' },
    ],
    format: 'codex',
    posture: 'strict',
    breakFlows: true,
  };

  it('restores the choice', () => {
    expect(readLink(writeLink(choice))).toEqual(choice);
    expect(writeLink({ ...choice, servers: [] })).toBe('');
  });

  it('stays short where nothing is chosen but servers', () => {
    expect(writeLink({ servers: [{ slug: 'a', key: '' }], format: 'policy-json', posture: 'recommended', breakFlows: false })).toBe('#s=a');
  });

  it.each([
    '',
    '#',
    '#s=',
    '#s=../../etc',
    '#s=A B',
    '#s=%00',
    '#s=a~%E0%A4%A',
    '#p=nonsense&f=<script>&b=yes',
    `#s=${'a,'.repeat(500)}`,
    '#s=__proto__',
  ])('from a stranger harms nothing: %s', (hash) => {
    const { servers, format, posture } = readLink(hash);
    expect(servers.length).toBeLessThanOrEqual(MOST_SERVERS);
    for (const { slug } of servers) expect(slug).toMatch(/^[a-z0-9][a-z0-9.-]*$/);
    expect([format, posture]).toEqual(['policy-json', 'recommended']);
  });
});
