/** A thread that renders its share of the pages. */
import { parentPort, workerData } from 'node:worker_threads';
import { renderPages } from './astro-build.ts';
import { type SiteOptions, setOptions } from './options.ts';

export interface PagesTask {
  options: SiteOptions;
  /** Where to write. */
  out: string;
  /** Folder inside the project for this thread alone. */
  workshop: string;
}

/** Pages written so far; the last message says `done`. */
export interface PagesNews {
  pages: number;
  done: boolean;
}

const { options, out, workshop } = workerData as PagesTask;
const EVERY = 100;
setOptions(options);
const pages = await renderPages(options, out, workshop, (count) => {
  if (count % EVERY === 0) tell({ pages: count, done: false });
});
tell({ pages, done: true });

function tell(news: PagesNews): void {
  parentPort?.postMessage(news);
}
