/** Clients that are configured by lists of tools, read as their documentation says. */
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import type { Answer, Reader } from './answers.ts';

/** deny before ask before allow; what no rule names is asked about. Odd characters of a name reach the rules as `_`. */
export const claudeCode: Reader = ({ text }) => {
  const { permissions } = JSON.parse(text) as { permissions: Record<Answer, string[]> };
  const rule = (server: string, tool: string): string => `mcp__${server}__${tool.replace(/[^a-zA-Z0-9_-]/g, '_')}`;
  const decide = (server: string, tool: string): Answer =>
    (['deny', 'ask', 'allow'] as const).find((one) => permissions[one].includes(rule(server, tool))) ?? 'ask';
  return { decide, lists: (server, tool) => decide(server, tool) !== 'deny' };
};

interface CodexServer {
  default_tools_approval_mode: string;
  enabled_tools?: string[];
  disabled_tools?: string[];
  tools?: Record<string, { approval_mode: string }>;
}

/** `disabled_tools` after `enabled_tools`; then the mode of the tool, else the default one. */
export const codex: Reader = ({ text }) => {
  const { mcp_servers: servers } = parseToml(text) as unknown as { mcp_servers: Record<string, CodexServer> };
  const registered = (server: string, tool: string): boolean => {
    const { enabled_tools: on, disabled_tools: off = [] } = servers[server] as CodexServer;
    return (on?.includes(tool) ?? true) && !off.includes(tool);
  };
  return {
    lists: registered,
    decide(server, tool) {
      if (!registered(server, tool)) return 'deny';
      const { tools = {}, default_tools_approval_mode: otherwise } = servers[server] as CodexServer;
      const mode = Object.hasOwn(tools, tool) ? tools[tool]?.approval_mode : otherwise;
      if (mode !== 'approve' && mode !== 'prompt') throw new Error(`no mode: ${mode}`);
      return mode === 'approve' ? 'allow' : 'ask';
    },
  };
};

interface GeminiRule {
  mcpName: string;
  toolName?: string | string[];
  argsPattern?: string;
  decision: 'allow' | 'deny' | 'ask_user';
  priority: number;
}

/** The matching rule of the highest priority decides; without one a person is asked. A tool called otherwise than its rules is not found by them. */
export const gemini: Reader = ({ text }) => {
  const { rule: rules } = parseToml(text) as unknown as { rule: GeminiRule[] };
  const named = (server: string, tool: string): string => {
    const name = tool.replace(/[^a-zA-Z0-9_.-]/g, '_');
    return `mcp_${server}_${name}`.length > 63 ? `${name.slice(0, 20)}...${name.slice(-20)}` : name;
  };
  const decide = (server: string, tool: string, line: string | undefined): Answer => {
    const matching = rules
      .filter(({ mcpName, toolName }) => mcpName === server && (toolName === undefined || [toolName].flat().includes(named(server, tool))))
      .filter(({ argsPattern }) => argsPattern === undefined || (line !== undefined && new RegExp(argsPattern).test(line)));
    const decision = matching.sort((a, b) => b.priority - a.priority)[0]?.decision ?? 'ask_user';
    return decision === 'ask_user' ? 'ask' : decision;
  };
  return {
    decide: (server, tool, args) => decide(server, tool, sortedJson(args)),
    lists: (server, tool) => decide(server, tool, undefined) !== 'deny',
  };
};

function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${sortedJson(item)}`).join(',')}}`;
}

/** `server:tool`, `*` in either; what is not on the list is asked about. */
export const cursor: Reader = ({ text }) => {
  const { mcpAllowlist } = JSON.parse(text) as { mcpAllowlist: string[] };
  return {
    decide: (server, tool) => (mcpAllowlist.includes(`${server}:${tool}`) ? 'allow' : 'ask'),
    lists: () => true,
  };
};

/** An agent has the tools of its list and asks before each. */
export const vscode: Reader = ({ text }) => {
  const [, head = ''] = /^---\n(.*?)\n---\n/s.exec(text) ?? [];
  const { tools, name } = parseYaml(head) as { tools: string[]; name: string };
  if (name !== 'guarded') throw new Error('no head');
  const listed = (server: string, tool: string): boolean => tools.includes(`${server}/${tool}`);
  return { decide: (server, tool) => (listed(server, tool) ? 'ask' : 'deny'), lists: listed };
};

type ToolNames = { tool_names: string[] };
interface OpenaiTool {
  server_label: string;
  allowed_tools: string[];
  require_approval: 'always' | { always?: ToolNames; never?: ToolNames };
}

export const openaiResponses: Reader = ({ text }) => {
  const tools = JSON.parse(text) as OpenaiTool[];
  const listed = (server: string, tool: string): OpenaiTool | undefined =>
    tools.find(({ server_label, allowed_tools }) => server_label === server && allowed_tools.includes(tool));
  return {
    lists: (server, tool) => listed(server, tool) !== undefined,
    decide(server, tool) {
      const found = listed(server, tool);
      if (!found) return 'deny';
      const { require_approval: approval } = found;
      return approval !== 'always' && approval.never?.tool_names.includes(tool) ? 'allow' : 'ask';
    },
  };
};

interface AnthropicToolset {
  mcp_server_name: string;
  default_config: { enabled: boolean };
  configs: Record<string, { enabled: boolean }>;
}

export const anthropicMcpToolset: Reader = ({ text }) => {
  const { tools, mcp_servers: servers } = JSON.parse(text) as { tools: AnthropicToolset[]; mcp_servers: { name: string }[] };
  const enabled = (server: string, tool: string): boolean => {
    const set = tools.find(({ mcp_server_name: name }) => name === server);
    if (!set || !servers.some(({ name }) => name === server)) return false;
    return (Object.hasOwn(set.configs, tool) ? set.configs[tool] : set.default_config)?.enabled === true;
  };
  return { decide: (server, tool) => (enabled(server, tool) ? 'allow' : 'deny'), lists: enabled };
};

/** `--tools=a:x,b:y` or repeated; without any flag all tools of the servers. Compose replaces `$`. */
export const dockerMcpGateway: Reader = ({ text }) => {
  const { services } = parseYaml(text) as { services: { gateway?: { command: string[] } } };
  const command = services.gateway?.command ?? [];
  if (command.some((word) => word.includes('$'))) throw new Error('Compose would replace a variable');
  const of = (flag: string): string[] =>
    command.filter((word) => word.startsWith(`--${flag}=`)).flatMap((word) => word.slice(flag.length + 3).split(','));
  const enabled = (server: string, tool: string): boolean =>
    of('servers').includes(server) && [`${server}:${tool}`, `${server}:*`, '*'].some((name) => of('tools').includes(name));
  if (services.gateway && of('tools').length === 0) throw new Error('no tool named: all would be offered');
  return { decide: (server, tool) => (enabled(server, tool) ? 'allow' : 'deny'), lists: enabled };
};
