/** The thread that writes what is made of the whole catalogue, beside the threads of pages: dumps, search, feeds and sitemaps. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { SnapshotEntry } from '../../db/snapshot.ts';
import { readEntries, readServer } from '../data.ts';
import { type SiteOptions, setOptions } from '../options.ts';
import type { Plan } from '../plan.ts';
import { writeSearch } from '../search/rows.ts';
import { openDump } from './dumps.ts';
import { serverLine, toolLines } from './records.ts';
import { writeDataIndex, writeSiteFiles } from './site-files.ts';

export interface MachineTask {
  options: SiteOptions;
  plan: Plan;
  /** Where to write. */
  out: string;
  /** The published site, whose dumps are taken over where nothing changed. */
  published: string | undefined;
}

const { options, plan, out, published } = workerData as MachineTask;
setOptions(options);
const dumps = ['servers.ndjson.gz', 'tools.ndjson.gz'].map((name) =>
  openDump(join(out, 'data'), name, published && join(published, 'data'), options.cache),
);
await writeSearch(dumped(readEntries()), readServer, out, options.cache);
for (const dump of dumps) dump.end();
writeSiteFiles(out);
writeDataIndex(out, plan.shared);
parentPort?.postMessage('done');

/** Passes servers on, each when it is in the dumps: its file is read once for dumps and search. */
function* dumped(entries: readonly SnapshotEntry[]): Generator<SnapshotEntry> {
  for (const entry of entries) {
    const key = `${entry.slug}\t${entry.hash}\t${plan.shared}`;
    dumps[0]?.add(key, () => [serverLine(readServer(entry.slug))]);
    dumps[1]?.add(key, () => toolLines(readServer(entry.slug)));
    yield entry;
  }
}
