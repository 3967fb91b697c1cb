/** Inspects the servers that wait, several at once, as long as the night's budget lasts. */
import type { Database } from '../db/client.ts';
import { countDue } from '../db/inspections.ts';
import { type InspectMeans, inspectServer } from './inspect-server.ts';
import type { InspectionQueue } from './inspection-queue.ts';
import { saveOutcome } from './save-outcome.ts';

export interface InspectOptions extends InspectMeans {
  queue: InspectionQueue;
  parallel: number;
  /** No inspection begins after this moment. */
  deadline: Date;
  /** Aborted when no more are to be begun; `signal`, when those that run are to be stopped too. */
  drain: AbortSignal;
  /** Until it is worth asking an empty queue again that others are working on. */
  wait(signal: AbortSignal): Promise<void>;
  progress(done: number, total: number, name: string): void;
}

/** An inspection that our own code could not finish. */
export interface Bug {
  /** Slug of the server. */
  server: string;
  /** With its stack: for our log, never for a page. */
  error: string;
}

export interface InspectReport {
  inspected: number;
  /** Of those, the ones that gave nothing. */
  failed: number;
  changed: number;
  failures: Record<string, number>;
  /** Left for the next night: not begun, or broken in our own code. */
  left: number;
  /** What broke in our own code: printed, and the night exits 1. */
  bugs: Bug[];
}

/** Takes from the queue until it is empty or the time is used up. What a server does is a line of the report; bugs too. */
export async function inspectDue(db: Database, options: InspectOptions): Promise<InspectReport> {
  const { queue, clock, deadline, drain, signal } = options;
  const total = await countDue(db, clock());
  const report: InspectReport = { inspected: 0, failed: 0, changed: 0, failures: {}, left: total, bugs: [] };
  let done = 0;
  const inTurn = oneAtATime();
  const lane = async () => {
    const over = () => drain.aborted || signal.aborted || clock() >= deadline;
    while (!over()) {
      const due = await inTurn(() => queue.take());
      if (due && over()) return await queue.giveBack(due.serverId);
      if (!due && (await queue.idle())) return;
      if (!due) {
        await options.wait(drain);
        continue;
      }
      try {
        const outcome = await inspectServer(due, options);
        const changed = await inTurn(() => saveOutcome(db, due, outcome, clock()));
        report.changed += changed;
        report.inspected++;
        if (!outcome.inspection) report.failed++;
        if (outcome.failure) report.failures[outcome.failure.code] = (report.failures[outcome.failure.code] ?? 0) + 1;
        await queue.done(due.serverId);
      } catch (error) {
        if (signal.aborted) return await queue.giveBack(due.serverId);
        report.bugs.push({ server: due.slug, error: String(error instanceof Error ? error.stack : error) });
        await queue.failed(due.serverId);
      }
      options.progress(++done, Math.max(total, done), due.name);
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, lane));
  report.left = Math.max(0, total - report.inspected);
  return report;
}

/** A bug as a line of a report for people. */
export function tellBug({ server, error }: Bug): string {
  return `  broken in our own code: ${server}: ${error}`;
}

/** The lanes share one database connection: a transaction of one must not hold statements of another. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
