/** Beside others that do the same work, in one run on one machine: what counts is the ratio. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundled } from '../../crawler/sources/bundled.ts';
import type { ServerPackage } from '../../db/model.ts';
import { list } from '../helpers/listing.ts';
import { judging } from './judging.ts';
import { measure, tableOf } from './measure.ts';
import { machine } from './scale.ts';
import { eleventy, hugo, ours, type Pages, pagesToBuild } from './sites.ts';

/** What one side of a comparison took; `ratio` is ours to theirs, above 1 where we are quicker. */
export interface Compared {
  work: string;
  ours: string;
  peer: string;
  ratio: number;
}

/** The work cannot be done here; one line says why. */
export class LeftOut extends Error {}

const INSPECTOR = '@modelcontextprotocol/inspector@2.12.0';
const SERVERS = 4;
const SITE = { servers: 300, tools: 3_600 };

const COMPARISONS: { name: string; run(folder: string, say: (line: string) => void): Promise<Compared[]> }[] = [
  { name: 'judging', run: async () => judging() },
  { name: 'pages', run: pages },
  { name: 'listing', run: listing },
  { name: 'reading', run: reading },
];

export async function peers({ only, say }: { only: string | undefined; say(line: string): void }): Promise<void> {
  const rows: string[][] = [];
  for (const { name, run } of COMPARISONS) {
    if (only !== undefined && !name.includes(only)) continue;
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    try {
      for (const { work, ours: mine, peer, ratio } of await run(folder, say)) {
        rows.push([work, mine, peer, `${ratio.toPrecision(2)} ×`]);
        say(`${work}: ${mine}; ${peer}`);
      }
    } catch (error) {
      if (!(error instanceof LeftOut)) throw error;
      say(`left out: ${name}: ${error.message}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  for (const line of ['', machine(), '', ...tableOf(['work', 'ours', 'peer', 'ratio'], rows)]) say(line);
}

async function pages(folder: string, say: (line: string) => void): Promise<Compared[]> {
  const made = await pagesToBuild(folder, SITE);
  const mine = await ours(folder, made);
  return [hugo, eleventy].flatMap((peer) => {
    try {
      return [beside(mine, peer(folder, made))];
    } catch (error) {
      if (!(error instanceof LeftOut)) throw error;
      say(`left out: ${peer.name}: ${error.message}`);
      return [];
    }
  });
}

function beside(mine: Pages, theirs: Pages): Compared {
  const rate = ({ pages: count, seconds }: Pages) => count / seconds;
  const told = (of: Pages) => `${Math.round(rate(of))} pages/s (${of.pages} in ${of.seconds.toFixed(1)} s)`;
  return { work: `building pages, beside ${theirs.name}`, ours: told(mine), peer: told(theirs), ratio: rate(mine) / rate(theirs) };
}

/** Packages of the bundled list that start without a key, at the version it names. */
async function packages(): Promise<{ name: string; line: object; spec: string }[]> {
  const { found } = await list(bundled);
  return found
    .flatMap(({ manifest }) => {
      const npm = manifest.packages.find((each) => each.registryType === 'npm' && isPlain(each));
      const { tools: _, ...server } = manifest;
      return npm ? [{ name: manifest.name, line: { server: { ...server, remotes: [], packages: [npm] } }, spec: specOf(npm) }] : [];
    })
    .filter(({ name }) => /server-(memory|sequential-thinking|everything|filesystem)$/.test(name))
    .slice(0, SERVERS);
}

function isPlain({ environmentVariables = [] }: ServerPackage): boolean {
  return environmentVariables.every(({ isRequired }) => isRequired !== true);
}

function specOf({ identifier, version }: ServerPackage): string {
  return version === undefined ? identifier : `${identifier}@${version}`;
}

/** All of them from their first start, and once more with everything installed: ours several at once and boxed in, theirs one by one. */
async function listing(folder: string): Promise<Compared[]> {
  const inspector = join(installed(folder, INSPECTOR), 'node_modules/.bin/mcp-inspector');
  const servers = await packages();
  const source = join(folder, 'servers.ndjson');
  writeFileSync(source, servers.map(({ line }) => `${JSON.stringify(line)}\n`).join(''));
  const env = { DATA_DIR: join(folder, 'data') };
  const compared: Compared[] = [];
  for (const state of ['nothing installed', 'all installed']) {
    const { seconds: mine, report } = await measure(['--liftoff-only', 'crawler/main.ts', 'crawl', '--source', `file:${source}`], env);
    const started = performance.now();
    let [listed, tools] = [0, 0];
    for (const { spec } of servers) {
      const count = await asked(inspector, spec, folder, join(folder, 'npm'));
      if (count > 0) listed++;
      tools += count;
    }
    const theirs = (performance.now() - started) / 1_000;
    if (listed < servers.length) throw new LeftOut(`the inspector's CLI listed ${listed} of ${servers.length} servers here`);
    compared.push({
      work: `live listing, ${state}`,
      ours: `${(Number(report.inspected) - Number(report.failedInspections)).toFixed(0)} of ${servers.length} servers, ${report.tools} tools, ${mine.toFixed(1)} s`,
      peer: `inspector CLI: ${listed} of ${servers.length} servers, ${tools} tools, ${theirs.toFixed(1)} s`,
      ratio: theirs / mine,
    });
    rmSync(join(folder, 'data/db'), { recursive: true, force: true });
  }
  return compared;
}

/** What a package says of its tools, read from its files, beside installing and asking it. */
async function reading(folder: string): Promise<Compared[]> {
  const inspector = join(installed(folder, INSPECTOR), 'node_modules/.bin/mcp-inspector');
  let [mine, theirs, read, told] = [0, 0, 0, 0];
  for (const { spec } of await packages()) {
    const cache = join(folder, `npm-${mine}`);
    const { seconds, report } = await measure(['crawler/main.ts', 'inspect', `npm:${spec}`, '--with', 'package'], {
      DATA_DIR: join(folder, 'data'),
    });
    mine += seconds;
    read += (report.tools as unknown[] | undefined)?.length ?? 0;
    const started = performance.now();
    told += await asked(inspector, spec, folder, cache);
    theirs += (performance.now() - started) / 1_000;
  }
  if (told === 0) throw new LeftOut("the inspector's CLI was told of no tool here");
  return [
    {
      work: 'tools of a package',
      ours: `read: ${read} tools in ${mine.toFixed(1)} s`,
      peer: `npm install and start: ${told} tools in ${theirs.toFixed(1)} s`,
      ratio: theirs / mine,
    },
  ];
}

/** The tools that the inspector's CLI is told of; it may leave the server behind, which goes with its group. */
async function asked(inspector: string, spec: string, folder: string, cache: string): Promise<number> {
  // The file server wants a folder; the others pass it over.
  const args = ['--cli', '--connect-timeout', '120000', 'npx', '-y', spec, folder, '--method', 'tools/list'];
  const env = { ...process.env, npm_config_cache: cache };
  const child = spawn(inspector, args, { env, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  let told = '';
  child.stdout.on('data', (chunk) => (told += chunk));
  const [exit] = await once(child, 'close');
  try {
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  return exit === 0 ? (JSON.parse(told) as { tools: unknown[] }).tools.length : 0;
}

/** A folder with a package of npm in it. @throws {LeftOut} where npm cannot be reached. */
export function installed(folder: string, spec: string): string {
  const place = join(folder, spec.replaceAll(/\W+/g, '-'));
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'package.json'), '{"private":true}');
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', spec], { cwd: place, stdio: 'pipe' });
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? error);
    throw new LeftOut(`${spec} cannot be installed: ${said.slice(0, 300)}`);
  }
  return place;
}
