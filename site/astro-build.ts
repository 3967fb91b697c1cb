/** Astro's part of a build: renders the pages and bundles what they load, in workshops of its own inside the project. */
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { readCatalogue } from './catalogue.ts';
import { builtServers } from './data.ts';
import { isRunning } from './lock.ts';
import { options, type PutFile, type SiteOptions } from './options.ts';
import type { PagesNews, PagesTask } from './pages-worker.ts';
import { pagesWriter } from './pages-writer.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const WORKSHOPS = join(PROJECT, '.astro');
/** Each thread bundles the pages for itself, which takes seconds: fewer pages than this are not worth another. */
const PAGES_A_THREAD = 3_000;
const MOST_THREADS = 8;
/** Much of what a page is made of dies with it: room for that keeps it from being copied around. In MB. */
const MEMORY = { maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 2_048 };

export interface PagesReport {
  pages: number;
  /** Beside the pages of servers and tools. */
  files: number;
}

/**
 * Writes pages with what lies beside them, scripts and sheets into `out`, servers divided among threads. The first thread also
 * makes the pages that stand for themselves.
 */
export async function buildPages(out: string, tell: (pages: number) => void): Promise<PagesReport> {
  removeAbandoned();
  // Kept in the cache, where every thread finds it.
  readCatalogue();
  // In a worker the working folder cannot be changed, and Astro looks for a part of its output from there.
  process.chdir(PROJECT);
  const shares = divide(builtServers(), availableParallelism());
  const written = shares.map((): PagesReport => ({ pages: 0, files: 0 }));
  const workshops = shares.map((_, index) => join(WORKSHOPS, `site-${process.pid}-${index}`));
  const total = (): PagesReport => ({ pages: sum(written.map(({ pages }) => pages)), files: sum(written.map(({ files }) => files)) });
  const told = (index: number, { pages, files }: PagesNews): void => {
    written[index] = { pages, files };
    tell(total().pages);
  };
  try {
    await Promise.all(
      shares.map((share, index) => {
        const task = { options: { ...options(), only: share, fixed: index === 0 }, out, workshop: workshops[index] ?? '' };
        return runThread(task, (news) => told(index, news));
      }),
    );
    cpSync(workshops[0] ?? '', out, { recursive: true });
  } finally {
    for (const folder of workshops.flatMap((workshop) => [workshop, cacheOf(workshop)])) rmSync(folder, { recursive: true, force: true });
  }
  return total();
}

/** Parts of about as many pages, each of neighbours, so that a server's file is read once. */
function divide(servers: readonly { slug: string; tools: number }[], cores: number): Set<string>[] {
  const pages = sum(servers.map(({ tools }) => tools + 1));
  const parts = Math.max(1, Math.min(cores, MOST_THREADS, Math.floor(pages / PAGES_A_THREAD)));
  const shares = Array.from({ length: parts }, () => new Set<string>());
  let before = 0;
  for (const { slug, tools } of servers) {
    shares[Math.floor((before / pages) * parts)]?.add(slug);
    before += tools + 1;
  }
  return shares;
}

function runThread(task: PagesTask, tell: (news: PagesNews) => void): Promise<void> {
  const worker = new Worker(new URL('./pages-worker.ts', import.meta.url), { workerData: task, resourceLimits: MEMORY });
  return new Promise((resolve, reject) => {
    worker.on('message', (news: PagesNews) => {
      tell(news);
      if (news.done) resolve();
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread of pages ended early with ${code}`)));
  });
}

/**
 * One thread's part: pages through `put`, scripts and sheets into `workshop`. Astro puts the program it makes of the pages under its
 * output folder where that lies under the working folder, else into one place that all builds share: so each thread has its own
 * output folder inside the project, and what is left there is carried over.
 */
export async function renderPages(shown: SiteOptions, put: PutFile, workshop: string, tell: (pages: number) => void): Promise<number> {
  // Loaded only here: it takes seconds, which serving and refusing need not wait for.
  const { build } = await import('astro');
  const { base, url } = shown;
  const writer = pagesWriter(put, base, shown.fixed ?? true, tell);
  await build({
    root: join(PROJECT, 'site'),
    outDir: workshop,
    base,
    ...(url && { site: url }),
    cacheDir: cacheOf(workshop),
    vite: { cacheDir: cacheOf(workshop) },
    logLevel: 'warn',
    integrations: [writer.integration],
  });
  return writer.written();
}

function cacheOf(workshop: string): string {
  return `${workshop}.cache`;
}

/** Workshops of builds that were killed. */
function removeAbandoned(): void {
  if (!existsSync(WORKSHOPS)) return;
  for (const name of readdirSync(WORKSHOPS)) {
    const [, pid] = /^site-(\d+)/.exec(name) ?? [];
    if (pid && !isRunning(Number(pid))) rmSync(join(WORKSHOPS, name), { recursive: true, force: true });
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
