/** The same catalogue as pages: by us, by Hugo (Debian's) and by Eleventy (npm's), all with the same sections; see sections.ts. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SnapshotEntry, SnapshotServer } from '../../db/snapshot.ts';
import { type CatalogueSize, writeCatalogue } from './catalogue.ts';
import { measure } from './measure.ts';
import { installed, LeftOut } from './peers.ts';
import { type Page, serverPage, toolPage } from './sections.ts';
import { HUGO, NUNJUCKS } from './templates.ts';

export interface Pages {
  name: string;
  pages: number;
  seconds: number;
}

export interface Made {
  snapshot: string;
  pages: Page[];
}

const ELEVENTY = '@11ty/eleventy@2.0.1';

/** A snapshot of an invented catalogue, and its pages as data. */
export async function pagesToBuild(folder: string, size: CatalogueSize): Promise<Made> {
  const source = join(folder, 'catalogue.ndjson');
  await writeCatalogue(source, size);
  const env = { DATA_DIR: join(folder, 'data') };
  await measure(['--liftoff-only', 'crawler/main.ts', 'crawl', '--source', `file:${source}`], env);
  await measure(['--liftoff-only', 'classifier/main.ts', 'classify'], env);
  await measure(['--liftoff-only', 'db/main.ts', 'snapshot'], env);
  const snapshot = join(folder, 'data/snapshot');
  const pages: Page[] = [];
  for await (const line of createInterface({ input: createReadStream(join(snapshot, 'servers.ndjson')) })) {
    const { slug } = JSON.parse(line) as SnapshotEntry;
    const server = JSON.parse(readFileSync(join(snapshot, 'servers', `${slug}.json`), 'utf8')) as SnapshotServer;
    pages.push(serverPage(server), ...server.tools.map((tool) => toolPage(server, tool.slug)));
  }
  return { snapshot, pages };
}

/** With what lies beside the pages as well: search, data, feeds, records, Markdown twins. */
export async function ours(folder: string, { snapshot }: Made): Promise<Pages> {
  const { seconds, report } = await measure(['site/main.ts', 'build', '--snapshot', snapshot, '--format-files', '0'], {
    DATA_DIR: join(folder, 'site'),
  });
  return { name: 'ours', pages: Number(report.pages), seconds };
}

export function hugo(folder: string, { pages }: Made): Pages {
  if (spawnSync('hugo', ['version']).status !== 0) throw new LeftOut('there is no hugo on this machine');
  const root = join(folder, 'hugo');
  put(root, 'config.toml', 'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n');
  put(root, 'layouts/_default/single.html', HUGO);
  put(root, 'layouts/_default/list.html', '<!doctype html><title>{{ .Title }}</title>');
  put(root, 'layouts/index.html', '<!doctype html><title>all</title>');
  for (const { path, ...page } of pages) put(root, `content/servers/${path}.md`, `${JSON.stringify(page)}\n`);
  return timed('Hugo', pages.length, () => execFileSync('hugo', ['--quiet'], { cwd: root, stdio: 'pipe' }));
}

export function eleventy(folder: string, { pages }: Made): Pages {
  const place = installed(folder, ELEVENTY);
  for (const { path, ...page } of pages)
    put(
      place,
      `src/servers/${path}.md`,
      `---json\n${JSON.stringify({ ...page, layout: 'page.njk', templateEngineOverride: 'md' })}\n---\n`,
    );
  put(place, 'src/_includes/page.njk', NUNJUCKS);
  const bin = join(place, 'node_modules/.bin/eleventy');
  return timed('Eleventy', pages.length, () => execFileSync(bin, ['--input=src', '--quiet'], { cwd: place, stdio: 'pipe' }));
}

function put(root: string, path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

function timed(name: string, pages: number, work: () => unknown): Pages {
  const started = performance.now();
  work();
  return { name, pages, seconds: (performance.now() - started) / 1_000 };
}
