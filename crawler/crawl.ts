/** One crawl: every source listed and stored, the records made into servers, those that wait inspected. */
import type { Database } from '../db/client.ts';
import { clearFailures, writeFailures } from '../db/failures.ts';
import { countDue, outcomesSince } from '../db/inspections.ts';
import type { Progress } from '../db/progress.ts';
import { countServers } from '../db/servers.ts';
import type { CrawlerConfig } from './config.ts';
import { localQueue } from './inspection-queue.ts';
import { type Bug, type InspectReport, inspectDue } from './inspections.ts';
import { listSource, type SourceReport } from './list.ts';
import { pause } from './pause.ts';
import type { SharedQueue } from './queue.ts';
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
  /** Jobs that other machines take part in; without it this process inspects alone. */
  shared: SharedQueue | undefined;
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
  bugs: Bug[];
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

  const inspections = await inspectAll(db, options);
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

/** How often an empty queue is asked again while others are still working on what was in it. */
const ASK_MS = 300;

async function inspectAll(db: Database, options: CrawlOptions): Promise<InspectReport> {
  const { shared, clock, signal } = options;
  const started = clock();
  const bar = options.progress.start('inspecting');
  const together = options.inspect ? shared : undefined;
  await together?.fill();
  const report = await inspectDue(db, {
    queue: together ?? localQueue(db, clock),
    wait: () => pause(ASK_MS, signal),
    inspectors: options.inspectors,
    parallel: options.inspect ? options.config.inspectParallel : 0,
    cacheDir: options.cacheDir,
    unsafeNoSandbox: options.unsafeNoSandbox,
    deadline: options.deadline,
    drain: signal,
    clock,
    signal,
    progress: (done, total, name) => bar.at(done, total, name),
  });
  bar.stop();
  if (!together || signal.aborted) return report;
  // The time is used up: what waits is left for the next night, and what others have begun they finish.
  await together.empty();
  while (!signal.aborted && !(await together.idle())) await pause(ASK_MS, signal);
  return { ...report, ...(await outcomesSince(db, started)), left: await countDue(db, clock()) };
}
