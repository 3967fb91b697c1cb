/** Astro's part of a build: renders the pages and bundles what they load, in a workshop of its own inside the project. */
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRunning } from './lock.ts';
import type { SiteOptions } from './options.ts';
import { pagesWriter } from './pages-writer.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const WORKSHOPS = join(PROJECT, '.astro');

/**
 * Writes pages, scripts and sheets into `out`; returns how many pages. Astro puts the program it makes of the pages under its
 * output folder where that lies under the working folder, else into one place that all builds share: so each process has its own
 * output folder inside the project, and what is left there is carried over.
 */
export async function buildPages({ base, url }: SiteOptions, out: string, cache: string, tell: (pages: number) => void): Promise<number> {
  removeAbandoned();
  // Loaded only here: it takes seconds, which serving and refusing need not wait for.
  const { build } = await import('astro');
  process.chdir(PROJECT);
  const workshop = join(WORKSHOPS, `site-${process.pid}`);
  const writer = pagesWriter(out, base, tell);
  try {
    await build({
      root: join(PROJECT, 'site'),
      outDir: workshop,
      cacheDir: join(cache, 'astro'),
      base,
      ...(url && { site: url }),
      logLevel: 'warn',
      vite: { cacheDir: join(cache, 'vite') },
      integrations: [writer.integration],
    });
    cpSync(workshop, out, { recursive: true });
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  return writer.written();
}

/** Workshops of builds that were killed. */
function removeAbandoned(): void {
  if (!existsSync(WORKSHOPS)) return;
  for (const name of readdirSync(WORKSHOPS)) {
    const [, pid] = /^site-(\d+)$/.exec(name) ?? [];
    if (pid && !isRunning(Number(pid))) rmSync(join(WORKSHOPS, name), { recursive: true, force: true });
  }
}
