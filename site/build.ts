/** Builds the site aside, pages in this thread and everything else in another, and puts it in place when it is complete. */
import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { buildPages } from './astro-build.ts';
import { readEntries, readMeta } from './data.ts';
import type { MachineReport, MachineTask } from './machine/worker.ts';
import { type SiteOptions, setOptions } from './options.ts';
import { type Plan, planBuild } from './plan.ts';
import { asideOf, finishPublishing, publishPart, publishWhole } from './publish.ts';

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
  /** Milliseconds. */
  now: () => number;
  progress: (line: string) => void;
}

/** In larger catalogues every format as a file beside every tool would be millions of files: there the pages carry them. */
const MOST_TOOLS_WITH_FILES = 25_000;

export async function buildSite({ options, out, cache, whole, now, progress }: BuildRequest): Promise<BuildReport> {
  const started = now();
  finishPublishing(out);
  setOptions({ ...options, formatFiles: true });
  const { tools } = readMeta();
  const all: SiteOptions = { ...options, cache, formatFiles: tools <= MOST_TOOLS_WITH_FILES };
  const entries = readEntries();
  const planned = planBuild(entries, all, out);
  const plan: Plan = whole ? { ...planned, full: true, changed: entries.map(({ slug }) => slug), removed: [] } : planned;
  progress(
    plan.full
      ? `all ${entries.length} servers`
      : `${plan.changed.length} changed and ${plan.removed.length} removed of ${entries.length} servers`,
  );

  setOptions({ ...all, only: plan.full ? undefined : new Set(plan.changed) });
  const aside = asideOf(out);
  rmSync(aside, { recursive: true, force: true });
  const machine = runMachine({ options: all, plan, out: aside, published: whole ? undefined : out }, progress);
  const [pages, { files }] = await Promise.all([buildPages(all, aside, cache), machine]);
  if (plan.full) publishWhole(out);
  else publishPart(out, plan.removed);
  const seconds = Math.round((now() - started) / 100) / 10;
  return { out, servers: entries.length, tools, pages, files, built: plan.changed.length, full: plan.full, seconds };
}

function runMachine(task: MachineTask, progress: (line: string) => void): Promise<MachineReport> {
  const worker = new Worker(new URL('./machine/worker.ts', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: { files?: number; report?: MachineReport }) => {
      if (message.report) resolve(message.report);
      else if (message.files !== undefined) progress(`${message.files} files beside pages`);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread of files ended early with ${code}`)));
  });
}
