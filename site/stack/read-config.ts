/**
 * Reads a client's configuration of MCP servers. Understood: `mcpServers` (Claude Desktop, Claude Code, Cursor, Windsurf, Gemini
 * CLI, Cline), `servers` and `mcp.servers` (VS Code), `context_servers` (Zed), `mcp` (opencode), `mcp_servers` in TOML (Codex), and
 * any of these inside another object, such as Claude Code's `projects`. Comments and trailing commas may stand in JSON.
 *
 * Nothing but names and lookup keys comes out: env, headers and tokens are never read.
 */
import { nameKey } from '../search/lookup.ts';
import { keysOfCommand, keysOfUrl } from './read-command.ts';
import { parseRelaxed } from './relaxed-json.ts';
import type { ConfiguredServer } from './types.ts';

/** What was pasted is no configuration; the message is for the person who pasted it. */
export class UnreadableConfig extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableConfig';
  }
}

const MAPS = ['mcpServers', 'servers', 'mcp_servers', 'context_servers', 'mcp'];
const ADDRESSES = ['url', 'serverUrl', 'httpUrl', 'uri', 'endpoint'];
const DEEPEST = 4;
const MOST = 60;
const LONGEST_NAME = 80;

type Dictionary = Record<string, unknown>;

/** Reads JSON or TOML. A server that is named twice is given once. Throws UnreadableConfig where there is none. */
export async function readConfig(text: string): Promise<ConfiguredServer[]> {
  if (text.trim() === '') throw new UnreadableConfig('Nothing was pasted.');
  const value = await parse(text);
  const found = new Map<string, ConfiguredServer>();
  for (const [name, entry] of entriesOf(value, 0)) {
    const server = readEntry(name, entry);
    if (server && !found.has(server.name)) found.set(server.name, server);
  }
  if (found.size === 0)
    throw new UnreadableConfig('No MCP servers stand in it: looked for mcpServers, servers, context_servers, mcp and [mcp_servers.…].');
  return [...found.values()].slice(0, MOST);
}

async function parse(text: string): Promise<unknown> {
  try {
    return parseRelaxed(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  // A part of a file: entries without the braces around them.
  try {
    return parseRelaxed(`{${text}}`);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const { parse: parseToml } = await import('smol-toml');
  try {
    return parseToml(text);
  } catch {
    // Both parsers' messages quote what was pasted; none of it is repeated.
    throw new UnreadableConfig('This is neither JSON nor TOML.');
  }
}

/** Every named server below a value. Without one of the known maps, the value itself may be the map, or a single entry. */
function entriesOf(value: unknown, depth: number): [string, Dictionary][] {
  if (!isDictionary(value) || depth > DEEPEST) return [];
  const maps = MAPS.flatMap((key) => (isDictionary(value[key]) ? [value[key]] : []));
  const named = maps.flatMap((map) => Object.entries(map).filter((entry): entry is [string, Dictionary] => isEntry(entry[1])));
  const inner = Object.entries(value).flatMap(([key, below]) =>
    MAPS.includes(key) && named.length > 0 ? [] : entriesOf(below, depth + 1),
  );
  if (named.length + inner.length > 0) return [...named, ...inner];
  const bare = Object.entries(value).filter((entry): entry is [string, Dictionary] => isEntry(entry[1]));
  if (bare.length > 0) return bare;
  return depth === 0 && isEntry(value) ? [['server', value]] : [];
}

function isEntry(value: unknown): value is Dictionary {
  if (!isDictionary(value)) return false;
  const { command } = value;
  return (
    typeof command === 'string' ||
    Array.isArray(command) ||
    (isDictionary(command) && 'path' in command) ||
    ADDRESSES.some((key) => typeof value[key] === 'string')
  );
}

function readEntry(name: string, entry: Dictionary): ConfiguredServer | undefined {
  const url = ADDRESSES.map((key) => entry[key]).find((value) => typeof value === 'string');
  const { command, args } = entry;
  // Zed: {"command": {"path", "args"}}; opencode: {"command": ["npx", …]}.
  const inner = isDictionary(command) ? command : entry;
  const words = Array.isArray(command)
    ? strings(command)
    : [String(isDictionary(command) ? command.path : (command ?? '')), ...strings(inner === entry ? args : inner.args)];
  const [program = '', ...rest] = words;
  const keys = typeof url === 'string' ? keysOfUrl(url) : keysOfCommand(program, rest);
  const shown = name.toWellFormed().slice(0, LONGEST_NAME);
  return shown === '' ? undefined : { name: shown, keys: [...new Set([...keys, nameKey(shown)])].filter((key) => key !== 'name:') };
}

function isDictionary(value: unknown): value is Dictionary {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
}
