/** A thread that renders its share of the pages, with the files beside them. */
import { parentPort, workerData } from 'node:worker_threads';
import { renderPages } from './astro-build.ts';
import { newFiles } from './files.ts';
import { type SiteOptions, setOptions } from './options.ts';

export interface PagesTask {
  options: SiteOptions;
  /** Where to write. */
  out: string;
  /** Folder inside the project for this thread alone. */
  workshop: string;
}

/** Written so far; the last message says `done`. */
export interface PagesNews {
  pages: number;
  /** Beside the pages. */
  files: number;
  done: boolean;
}

const task = workerData as PagesTask;
const EVERY = 100;
const files = newFiles(task.out);
const options = { ...task.options, put: files.put };
setOptions(options);
const pages = await renderPages(options, files.put, task.workshop, (count) => {
  if (count % EVERY === 0) tell(count, false);
});
tell(pages, true);

function tell(written: number, done: boolean): void {
  parentPort?.postMessage({ pages: written, files: files.count() - written, done } satisfies PagesNews);
}
