/**
 * What the MCP clients of this machine are set up to start: Claude Desktop and Code, Cursor, VS Code, Windsurf, Codex,
 * Gemini. Only what identifies a server is kept: the package or image, the address without its query, the names of its
 * variables and headers. Arguments, values of variables and headers may be secrets and are never stored.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { z } from 'zod';
import type { Manifest, ServerPackage } from '../../db/model.ts';
import { looksLikeKey } from '../../db/secrets.ts';
import { cleanText } from '../normalize.ts';
import type { Found, Skipped, Source } from '../types.ts';

interface ClientConfig {
  client: string;
  /** Path from the home folder. */
  path: string;
  /** Keys that lead to the table of servers. */
  at: string[][];
}

/** Paths as the clients document them, on Linux, macOS and Windows. */
const CONFIGS: readonly ClientConfig[] = [
  ...['.config/Claude', 'Library/Application Support/Claude', 'AppData/Roaming/Claude'].map((folder) => ({
    client: 'claude-desktop',
    path: `${folder}/claude_desktop_config.json`,
    at: [['mcpServers']],
  })),
  { client: 'claude-code', path: '.claude.json', at: [['mcpServers'], ['projects', '*', 'mcpServers']] },
  { client: 'cursor', path: '.cursor/mcp.json', at: [['mcpServers']] },
  ...['.config/Code/User', 'Library/Application Support/Code/User', 'AppData/Roaming/Code/User'].flatMap((folder) => [
    { client: 'vs-code', path: `${folder}/mcp.json`, at: [['servers']] },
    { client: 'vs-code', path: `${folder}/settings.json`, at: [['mcp', 'servers']] },
  ]),
  { client: 'windsurf', path: '.codeium/windsurf/mcp_config.json', at: [['mcpServers']] },
  { client: 'codex', path: '.codex/config.toml', at: [['mcp_servers']] },
  { client: 'gemini', path: '.gemini/settings.json', at: [['mcpServers']] },
];

const words = z.record(z.string(), z.unknown()).optional().catch(undefined);
const text = z.string().optional().catch(undefined);
const Entry = z.object({
  command: text,
  args: z.array(z.unknown()).optional().catch(undefined),
  env: words,
  headers: words,
  type: text,
  url: text,
  /** Windsurf's and Gemini's words for it. */
  serverUrl: text,
  httpUrl: text,
});
type Entry = z.output<typeof Entry>;

export const clientConfig: Source = {
  id: 'client-config',
  title: 'Clients on this machine',
  rank: 90,
  vouches: { name: false, kinds: [] },
  async *list({ config, listedAll }) {
    for (const { client, path, at } of CONFIGS) {
      const content = await readIfThere(join(config.home, path));
      if (content === undefined) continue;
      const document = parseConfig(path, content);
      if (document === undefined) {
        yield { skipped: { ref: `${client} ${path}`, code: 'malformed-manifest', detail: 'neither JSON nor TOML' } };
        continue;
      }
      for (const table of at.flatMap((keys) => follow(document, keys))) {
        for (const [name, entry] of Object.entries(table)) yield read(client, name, entry);
      }
    }
    listedAll();
  },
};

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES' || code === 'EISDIR') return undefined;
    throw error;
  }
}

function parseConfig(path: string, content: string): unknown {
  try {
    return path.endsWith('.toml') ? parseToml(content) : JSON.parse(withoutComments(content));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** VS Code's JSON has comments and trailing commas; strings are stepped over. */
function withoutComments(json: string): string {
  return json
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string: string | undefined) => string ?? '')
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, string: string | undefined) => string ?? '');
}

function follow(value: unknown, keys: readonly string[]): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const [key, ...rest] = keys;
  if (key === undefined) return [value as Record<string, unknown>];
  if (key === '*') return Object.values(value).flatMap((item) => follow(item, rest));
  return Object.hasOwn(value, key) ? follow((value as Record<string, unknown>)[key], rest) : [];
}

function read(client: string, name: string, value: unknown): Found | Skipped {
  const ref = `${client}/${cleanText(name, 200)}`;
  const parsed = Entry.safeParse(value);
  if (!parsed.success) return { skipped: { ref, code: 'malformed-manifest', detail: 'not an object' } };
  const entry = parsed.data;
  const found = packageOf(entry);
  const address = addressOf(entry);
  const names = Object.keys(entry.env ?? {}).map((variable) => ({ name: cleanText(variable, 300) }));
  const manifest: Manifest = {
    name: found?.identifier ?? cleanText(name, 300),
    title: cleanText(name, 300),
    ...(found?.version ? { version: found.version } : {}),
    packages: found ? [{ ...found, transport: { type: 'stdio' }, ...(names.length > 0 ? { environmentVariables: names } : {}) }] : [],
    remotes: address ? [{ type: entry.type === 'sse' ? 'sse' : 'streamable-http', url: address, ...headerNames(entry) }] : [],
  };
  return { manifest, origin: { source: 'client-config', ref } };
}

/** Where a key may hide: user, password, query and fragment are left out, and an address whose path holds one altogether. */
function addressOf({ url, serverUrl, httpUrl }: Entry): string | undefined {
  const address = url ?? httpUrl ?? serverUrl;
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol, host, pathname } = new URL(address);
  if (pathname.split('/').some(looksLikeKey)) return undefined;
  return protocol === 'http:' || protocol === 'https:' ? `${protocol}//${host}${pathname}` : undefined;
}

function headerNames({ headers }: Entry): { headers?: { name: string }[] } {
  const names = Object.keys(headers ?? {}).map((name) => ({ name: cleanText(name, 300) }));
  return names.length > 0 ? { headers: names } : {};
}

/** The package that a launcher is told to run; anything else on the line is not looked at. */
function packageOf({ command, args = [] }: Entry): ServerPackage | undefined {
  const launcher = command
    ?.split(/[\\/]/)
    .at(-1)
    ?.replace(/\.(cmd|exe|ps1)$/i, '');
  const line = args.filter((argument): argument is string => typeof argument === 'string');
  // `cmd /c npx …` is how Windows starts it.
  if (launcher === 'cmd' && /^\/c$/i.test(line[0] ?? '')) return packageOf({ command: line[1], args: line.slice(2) } as Entry);
  if (launcher === 'npx' || launcher === 'bunx' || launcher === 'pnpx') return npmPackage(runner(line, NPM_FLAGS));
  if (launcher === 'npm' || launcher === 'pnpm' || launcher === 'yarn') return npmPackage(runner(line.slice(1), NPM_FLAGS));
  if (launcher === 'uvx') return pypiPackage(runner(line, UV_FLAGS));
  if (launcher === 'uv' && line[0] === 'tool') return pypiPackage(runner(line.slice(2), UV_FLAGS));
  if (launcher === 'docker' || launcher === 'podman') return ociPackage(line);
  return undefined;
}

/** Flags whose value is the package, and others that have a value. */
interface Flags {
  named: string[];
  valued: string[];
}
const NPM_FLAGS: Flags = { named: ['-p', '--package'], valued: ['--registry', '--prefix', '--cache'] };
const UV_FLAGS: Flags = { named: ['--from'], valued: ['--with', '--python', '-p', '--index-url', '--refresh-package'] };

/** The package: the value of a flag that names it, else the first word that is neither a flag nor the value of one. */
function runner(line: readonly string[], { named, valued }: Flags): string | undefined {
  let first: string | undefined;
  for (let index = 0; index < line.length; index++) {
    const [flag = '', value] = (line[index] ?? '').split(/=(.*)/s);
    if (named.includes(flag)) return value ?? line[index + 1];
    if (first !== undefined) continue;
    if (valued.includes(flag)) index += value === undefined ? 1 : 0;
    else if (!flag.startsWith('-')) first = line[index];
  }
  return first;
}

function npmPackage(spec: string | undefined): ServerPackage | undefined {
  const match = /^((?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*)(?:@([\w.+-]+))?$/i.exec(spec ?? '');
  return match?.[1] ? { registryType: 'npm', identifier: match[1], ...exact(match[2]) } : undefined;
}

function pypiPackage(spec: string | undefined): ServerPackage | undefined {
  const match = /^([a-z0-9][\w.-]*)(?:\[[\w,.-]+\])?(?:(?:==|@)([\w.+-]+))?$/i.exec(spec ?? '');
  return match?.[1] ? { registryType: 'pypi', identifier: match[1], runtimeHint: 'uvx', ...exact(match[2]) } : undefined;
}

/** `docker run [flags] image …`: the first word that looks like an image and is no flag's value. */
function ociPackage(line: readonly string[]): ServerPackage | undefined {
  const VALUED =
    /^(-e|--env|--env-file|-v|--volume|--mount|--name|--network|--net|-p|--publish|-u|--user|-w|--workdir|--entrypoint|-m|--memory|--add-host|-l|--label)$/;
  const start = line.indexOf('run');
  if (start < 0) return undefined;
  for (let index = start + 1; index < line.length; index++) {
    const word = line[index] ?? '';
    if (VALUED.test(word)) index++;
    else if (!word.startsWith('-')) return /^[a-z0-9][\w./:@-]*$/i.test(word) ? { registryType: 'oci', identifier: word } : undefined;
  }
  return undefined;
}

function exact(version: string | undefined): { version?: string } {
  return version === undefined || version === 'latest' ? {} : { version };
}
