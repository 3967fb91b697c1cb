/** The same catalogue as pages: by us, by Hugo (Debian's) and by Eleventy (npm's). Theirs hold a page's text and schema and nothing else. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SnapshotEntry, SnapshotServer } from '../../db/snapshot.ts';
import { type CatalogueSize, writeCatalogue } from './catalogue.ts';
import { measure } from './measure.ts';
import { installed, LeftOut } from './peers.ts';

export interface Pages {
  name: string;
  pages: number;
  seconds: number;
}

/** One page: what every generator gets. */
interface Page {
  path: string;
  title: string;
  text: string;
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
    pages.push({ path: slug, title: server.title, text: server.tools.map((tool) => `* ${tool.name}: ${tool.verdict.risk}`).join('\n') });
    for (const { name, slug: own, verdict, definition } of server.tools) {
      const schema = `\`\`\`json\n${JSON.stringify(definition.inputSchema, null, 2)}\n\`\`\``;
      const text = [definition.description, `${verdict.category}, ${verdict.risk}`, verdict.rationale, schema].join('\n\n');
      pages.push({ path: `${slug}/${own}`, title: name, text });
    }
  }
  return { snapshot, pages };
}

/** With everything beside the pages: search, data, feeds, policies in every format. */
export async function ours(folder: string, { snapshot }: Made): Promise<Pages> {
  const { seconds, report } = await measure(['site/main.ts', 'build', '--snapshot', snapshot], { DATA_DIR: join(folder, 'site') });
  return { name: 'ours', pages: Number(report.pages), seconds };
}

export function hugo(folder: string, { pages }: Made): Pages {
  if (spawnSync('hugo', ['version']).status !== 0) throw new LeftOut('there is no hugo on this machine');
  const root = join(folder, 'hugo');
  put(root, 'config.toml', 'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n');
  put(root, 'layouts/_default/single.html', '<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}');
  put(root, 'layouts/_default/list.html', '<!doctype html><title>{{ .Title }}</title>{{ .Content }}');
  put(root, 'layouts/index.html', '<!doctype html><title>all</title>');
  for (const { path, title, text } of pages) put(root, `content/${path}.md`, `---\ntitle: ${JSON.stringify(title)}\n---\n${text}\n`);
  return timed('Hugo', pages.length, () => execFileSync('hugo', ['--quiet'], { cwd: root, stdio: 'pipe' }));
}

export function eleventy(folder: string, { pages }: Made): Pages {
  const place = installed(folder, ELEVENTY);
  for (const { path, title, text } of pages)
    put(place, `src/${path}.md`, `---\ntitle: ${JSON.stringify(title)}\nlayout: page.njk\ntemplateEngineOverride: md\n---\n${text}\n`);
  put(place, 'src/_includes/page.njk', '<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>{{ content | safe }}');
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
