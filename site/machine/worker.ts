/** The thread that writes everything but the pages, beside Astro: two cores, two halves of the work. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { readEntries, readServer } from '../data.ts';
import { type SiteOptions, setOptions } from '../options.ts';
import type { Plan } from '../plan.ts';
import { writeSearch } from '../search/rows.ts';
import { openDump } from './dumps.ts';
import { serverLine, toolLines } from './records.ts';
import { writeDataIndex, writeSiteFiles } from './site-files.ts';
import { writeServerFiles } from './write.ts';

export interface MachineTask {
  options: SiteOptions;
  plan: Plan;
  /** Where to write. */
  out: string;
  /** The published site, whose dumps are taken over where nothing changed. */
  published: string | undefined;
}

export interface MachineReport {
  files: number;
  seconds: number;
}

const { options, plan, out, published } = workerData as MachineTask;
setOptions(options);
const started = performance.now();
const dumps = ['servers.ndjson.gz', 'tools.ndjson.gz'].map((name) =>
  openDump(join(out, 'data'), name, published && join(published, 'data'), options.cache),
);
const changed = new Set(plan.changed);
let files = 0;
for (const { slug, hash } of readEntries()) {
  const key = `${slug}\t${hash}\t${plan.shared}`;
  dumps[0]?.add(key, () => [serverLine(readServer(slug))]);
  dumps[1]?.add(key, () => toolLines(readServer(slug)));
  if (changed.has(slug)) files += writeServerFiles(out, readServer(slug));
}
for (const dump of dumps) dump.end();
const index = await writeSearch(readEntries(), readServer, out, options.cache);
files += index.files;
writeSiteFiles(out);
writeDataIndex(out, plan.shared);
const report: MachineReport = { files, seconds: Math.round(performance.now() - started) / 1000 };
parentPort?.postMessage(report);
