/** Beside others that do the same work, in one run on one machine: what counts is the ratio. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judging } from './judging.ts';
import { listing } from './listing.ts';
import { tableOf } from './measure.ts';
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

const SITE = { servers: 300, tools: 3_600 };

const COMPARISONS: { name: string; run(folder: string, say: (line: string) => void): Promise<Compared[]> }[] = [
  { name: 'judging', run: async () => judging() },
  { name: 'pages', run: pages },
  { name: 'listing and reading', run: listing },
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
