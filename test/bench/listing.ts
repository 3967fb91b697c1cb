/**
 * Servers of the bundled list, asked for their tools: by us, several at once, each in its sandbox, and by the MCP inspector's CLI, one by
 * one and without one. And what their packages say of their tools, read without starting anything.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundled } from '../../crawler/sources/bundled.ts';
import type { ServerPackage } from '../../db/model.ts';
import { list } from '../helpers/listing.ts';
import { measure } from './measure.ts';
import { type Compared, installed, LeftOut } from './peers.ts';

const INSPECTOR = '@modelcontextprotocol/inspector@2.12.0';
const PATIENCE_MS = 60_000;

/** They start without a key and without a service beside them. */
const SERVERS = [
  '@modelcontextprotocol/server-filesystem',
  '@modelcontextprotocol/server-memory',
  '@modelcontextprotocol/server-sequential-thinking',
  '@modelcontextprotocol/server-everything',
  '@modelcontextprotocol/server-puppeteer',
  'mcp-server-commands',
  'ssh-mcp',
  'mcp-server-code-runner',
  'mcp-server-docker',
  '@playwright/mcp',
  'chrome-devtools-mcp',
  '@cyanheads/git-mcp-server',
  'reddit-mcp-buddy',
  '@antv/mcp-server-chart',
  '@upstash/context7-mcp',
];

interface Listed {
  pack: ServerPackage;
  /** `name@version`, as npm takes it. */
  spec: string;
  /** Of a `file:` source. */
  line: string;
}

/** All of them from nothing, once more with everything installed, and read. */
export async function listing(folder: string, say: (line: string) => void): Promise<Compared[]> {
  const inspector = join(installed(folder, INSPECTOR), 'node_modules/.bin/mcp-inspector');
  const servers = await chosen();
  const source = join(folder, 'servers.ndjson');
  writeFileSync(source, servers.map(({ line }) => `${line}\n`).join(''));
  const [data, apart] = [join(folder, 'data'), join(folder, 'read')];
  const [first, again, reading] = [await ours(data, source), await ours(data, source), await ours(apart, source, { RUNNERS: '' })];
  const theirs = { install: 0, list: 0, listed: 0, tools: 0 };
  for (const server of servers) {
    const begun = performance.now();
    const place = installed(folder, server.spec);
    const ready = performance.now();
    const tools = await asked(inspector, commandOf(server, place, folder), folder);
    theirs.install += (ready - begun) / 1_000;
    theirs.list += (performance.now() - ready) / 1_000;
    theirs.listed += tools === undefined ? 0 : 1;
    theirs.tools += tools ?? 0;
    if (tools === undefined) say(`the inspector's CLI listed nothing of ${server.spec}`);
  }
  if (theirs.listed === 0) throw new LeftOut("the inspector's CLI listed none of the servers here");
  const peer = (seconds: number, what: string) =>
    `${what}: ${theirs.listed} of ${servers.length} servers, ${theirs.tools} tools, ${seconds.toFixed(1)} s`;
  const mine = ({ listed, tools, seconds }: Taken) => `${listed} of ${servers.length} servers, ${tools} tools, ${seconds.toFixed(1)} s`;
  const compared = (work: string, taken: Taken, seconds: number, what: string): Compared => ({
    work,
    ours: mine(taken),
    peer: peer(seconds, what),
    ratio: seconds / taken.seconds,
  });
  return [
    compared('live listing, nothing installed', first, theirs.install + theirs.list, 'npm install and inspector CLI'),
    compared('live listing, all installed', again, theirs.list, 'inspector CLI'),
    compared('reading packages', reading, theirs.install + theirs.list, 'npm install and start'),
  ];
}

/** At the version that the list names. */
async function chosen(): Promise<Listed[]> {
  const { found } = await list(bundled);
  return found.flatMap(({ manifest: { tools: _, ...server } }) => {
    const pack = server.packages.find(({ registryType, identifier }) => registryType === 'npm' && SERVERS.includes(identifier));
    if (pack?.version === undefined) return [];
    const line = JSON.stringify({ server: { ...server, remotes: [], packages: [pack] } });
    return [{ pack, spec: `${pack.identifier}@${pack.version}`, line }];
  });
}

interface Taken {
  listed: number;
  tools: number;
  seconds: number;
}

/** A crawl of them into a new database. What an earlier one put into the same folder is still there. */
async function ours(dataDir: string, source: string, env: Record<string, string> = {}): Promise<Taken> {
  const args = ['--liftoff-only', 'crawler/main.ts', 'crawl', '--source', `file:${source}`];
  const { seconds, report } = await measure(args, { DATA_DIR: dataDir, ...env });
  rmSync(join(dataDir, 'db'), { recursive: true, force: true });
  return { listed: Number(report.inspected) - Number(report.failedInspections), tools: Number(report.tools), seconds };
}

/** How an installed package is started; those that want a folder are given one. */
function commandOf({ pack }: Listed, place: string, folder: string): string[] {
  const home = join(place, 'node_modules', pack.identifier);
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  const program = typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? '');
  return ['node', join(home, program), ...(pack.packageArguments ?? []).map(() => folder)];
}

/**
 * The tools that the inspector's CLI is told of, undefined where it is told nothing. A server that it leaves behind goes with its group.
 * Its servers get PATH and HOME of our environment and nothing else, so that it must not be asked to install them.
 */
async function asked(inspector: string, command: readonly string[], cwd: string): Promise<number | undefined> {
  const args = ['--cli', '--connect-timeout', String(PATIENCE_MS), ...command, '--method', 'tools/list'];
  const child = spawn(inspector, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const group = -(child.pid ?? 0);
  const late = setTimeout(() => end(group), 2 * PATIENCE_MS);
  let told = '';
  child.stdout.on('data', (chunk) => (told += chunk));
  const [exit] = await once(child, 'close');
  clearTimeout(late);
  end(group);
  return exit === 0 ? (JSON.parse(told) as { tools: unknown[] }).tools.length : undefined;
}

function end(group: number): void {
  try {
    process.kill(group, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
