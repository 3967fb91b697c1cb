/** One crawl: every source listed and stored, the records made into servers, those that wait inspected. */
import type { Database } from '../db/client.ts';
import { clearFailures, writeFailures } from '../db/failures.ts';
import type { Progress } from '../db/progress.ts';
import { countServers } from '../db/servers.ts';
import type { CrawlerConfig } from './config.ts';
import { localQueue } from './inspection-queue.ts';
import { inspectDue } from './inspections.ts';
import { listSource, type SourceReport } from './list.ts';
import { settle } from './settle.ts';
import type { Inspector, Source } from './types.ts';

/** A source with what stands after its colon. */
export interface Asked {
  source: Source;
  argument: string | undefined;
}

export interface CrawlOptions {
  asked: readonly Asked[];
  /** At most so many records of each source. */
  limit: number | undefined;
  inspectors: readonly Inspector[];
  /** `false`: what waits for an inspection goes on waiting. */
  inspect: boolean;
  config: CrawlerConfig;
  cacheDir: string;
  unsafeNoSandbox: boolean;
  /** When the night's time is used up. */
  deadline: Date;
  clock: () => Date;
  signal: AbortSignal;
  progress: Progress;
}

export interface CrawlReport {
  /** In the database after it. */
  servers: number;
  tools: number;
  /** Records, and tool lists of inspected servers, that are new or differ. */
  changed: number;
  inspected: number;
  /** Of those, the ones that gave nothing. */
  failedInspections: number;
  /** Inspections left for the next night. */
  left: number;
  failures: Record<string, number>;
  sources: Record<string, Omit<SourceReport, 'skipped'>>;
  bugs: string[];
  seconds: number;
}

/** A source that stops and a server that fails are lines of the report. Throws bugs, and the signal's reason. */
export async function crawl(db: Database, options: CrawlOptions): Promise<CrawlReport> {
  const { config, clock, signal, progress } = options;
  const now = clock();
  const failures: Record<string, number> = {};
  const count = (code: string, more: number) => {
    failures[code] = (failures[code] ?? 0) + more;
  };
  const sources: CrawlReport['sources'] = {};
  let changed = 0;
  for (const { source, argument } of options.asked) {
    const id = argument === undefined ? source.id : `${source.id}:${argument}`;
    const bar = progress.start(`listing ${id}`);
    const listed = await listSource(db, source, argument, { config, limit: options.limit, now, signal, progress: (seen) => bar.at(seen) });
    bar.stop();
    const { skipped, ...report } = listed;
    sources[id] = report;
    changed += report.changed;
    for (const [code, times] of Object.entries(skipped)) count(code, times);
    if (report.stopped) {
      count(report.stopped.code, 1);
      progress.say(`${id} stopped: ${report.stopped.code}: ${report.stopped.detail}`);
      await writeFailures(db, [{ kind: 'source', subject: id, code: report.stopped.code, detail: report.stopped.detail }], now);
    } else await clearFailures(db, 'source', [id]);
  }

  const merging = progress.start('merging');
  await settle(db, {
    vanishAfter: config.vanishAfter,
    inspectable: (manifest) => options.inspectors.some((inspector) => inspector.fits(manifest)),
    now,
    signal,
    progress: (done, total) => merging.at(done, total),
  });
  merging.stop();

  const inspecting = progress.start('inspecting');
  const inspections = await inspectDue(db, {
    queue: localQueue(db, clock),
    wait: async () => undefined,
    inspectors: options.inspectors,
    parallel: options.inspect ? config.inspectParallel : 0,
    cacheDir: options.cacheDir,
    unsafeNoSandbox: options.unsafeNoSandbox,
    deadline: options.deadline,
    clock,
    signal,
    progress: (done, total, name) => inspecting.at(done, total, name),
  });
  inspecting.stop();
  for (const [code, times] of Object.entries(inspections.failures)) count(code, times);
  return {
    ...(await countServers(db)),
    changed: changed + inspections.changed,
    inspected: inspections.inspected,
    failedInspections: inspections.failed,
    left: inspections.left,
    failures,
    sources,
    bugs: inspections.bugs,
    seconds: (clock().getTime() - now.getTime()) / 1000,
  };
}
