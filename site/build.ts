/** Builds the site aside, in threads, and puts it in place when it is complete. */
import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { buildPages } from './astro-build.ts';
import { readEntries, readMeta } from './data.ts';
import { lockSite } from './lock.ts';
import type { MachineTask } from './machine/worker.ts';
import { type SiteOptions, setOptions } from './options.ts';
import { type Plan, planBuild } from './plan.ts';
import type { Progress } from './progress.ts';
import { asideOf, finishPublishing, publishPart, publishWhole } from './publish.ts';
import { unchangedTools } from './taken-over.ts';

export interface BuildReport {
  out: string;
  servers: number;
  tools: number;
  /** Pages built; the others were taken over. */
  pages: number;
  /** Files beside the pages of the servers that were built. */
  files: number;
  /** Servers whose pages were built. */
  built: number;
  /** Tools of these servers whose pages were taken over all the same. */
  kept: number;
  full: boolean;
  seconds: number;
}

export interface BuildRequest {
  options: Omit<SiteOptions, 'formatFiles' | 'only' | 'cache'>;
  out: string;
  /** Folder for what saves work in the next build. */
  cache: string;
  /** Takes nothing over from the published site. */
  whole: boolean;
  /** With more tools than this, formats are no files beside each tool, which would be millions: the pages carry them. */
  mostFiles: number;
  /** Milliseconds. */
  now: () => number;
  progress: Progress;
}

/** About as many pages stand for themselves; for the progress only. */
const FIXED_PAGES = 180;

/** @throws {SiteBusy} where another process is building the same site. */
export async function buildSite(request: BuildRequest): Promise<BuildReport> {
  const release = lockSite(request.out);
  try {
    return await build(request);
  } finally {
    release();
  }
}

async function build({ options, out, cache, whole, mostFiles, now, progress }: BuildRequest): Promise<BuildReport> {
  const started = now();
  finishPublishing(out);
  setOptions({ ...options, formatFiles: true });
  const { tools } = readMeta();
  const all: SiteOptions = { ...options, cache, formatFiles: tools <= mostFiles };
  const entries = readEntries();
  const planned = planBuild(entries, all, out);
  const plan: Plan = whole ? { ...planned, full: true, changed: entries.map(({ slug }) => slug), removed: [] } : planned;
  progress.say(
    plan.full
      ? `all ${entries.length} servers`
      : `${plan.changed.length} changed and ${plan.removed.length} removed of ${entries.length} servers`,
  );

  const kept = plan.full ? [] : unchangedTools(out, plan.changed);
  const asked: SiteOptions = { ...all, only: plan.full ? undefined : new Set(plan.changed), kept: new Set(kept) };
  setOptions(asked);
  const aside = asideOf(out);
  rmSync(aside, { recursive: true, force: true });
  const changed = new Set(plan.changed);
  const expected = entries.reduce((sum, entry) => sum + (changed.has(entry.slug) ? 1 + entry.tools : 0), FIXED_PAGES - kept.length);
  const machine = runMachine({ options: { ...all, kept: asked.kept }, plan, out: aside, published: whole ? undefined : out });
  const [{ pages, files }] = await Promise.all([buildPages(aside, (done) => progress.at(done, expected)), machine]);
  if (plan.full) publishWhole(out);
  else publishPart(out, plan.removed, kept);
  const seconds = Math.round((now() - started) / 100) / 10;
  return { out, servers: entries.length, tools, pages, files, built: plan.changed.length, kept: kept.length, full: plan.full, seconds };
}

function runMachine(task: MachineTask): Promise<void> {
  const worker = new Worker(new URL('./machine/worker.ts', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.on('message', () => resolve());
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread of files ended early with ${code}`)));
  });
}
