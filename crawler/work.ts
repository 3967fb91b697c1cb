/** A worker: takes inspections from a queue that others fill, for as long as it is let. */
import type { Database } from '../db/client.ts';
import { type InspectOptions, type InspectReport, inspectDue } from './inspections.ts';
import { pause } from './pause.ts';

/** How often an empty queue is asked again. */
const ASK_MS = 1_000;

export interface WorkOptions extends Omit<InspectOptions, 'deadline' | 'wait' | 'signal' | 'progress'> {
  /** After `drain` is aborted, so long for what runs; then it is given back. */
  drainMs: number;
  progress(done: number, name: string): void;
  wait?: InspectOptions['wait'];
}

export interface WorkReport extends Omit<InspectReport, 'left'> {
  seconds: number;
}

/** Works until `drain` is aborted. What servers do is part of the report; throws where the database is gone. */
export async function work(db: Database, { drainMs, ...options }: WorkOptions): Promise<WorkReport> {
  const { drain, queue, clock } = options;
  const started = clock();
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = () => {
    timer = setTimeout(() => stop.abort(new Error('the time to finish is over')), drainMs);
  };
  drain.addEventListener('abort', late, { once: true });
  try {
    const { left: _, ...report } = await inspectDue(db, {
      wait: (signal) => pause(ASK_MS, signal),
      ...options,
      // An empty queue is filled again tomorrow.
      queue: { ...queue, idle: async () => false },
      deadline: new Date(8_640_000_000_000_000),
      signal: stop.signal,
      progress: (done, _total, name) => options.progress(done, name),
    });
    return { ...report, seconds: (clock().getTime() - started.getTime()) / 1000 };
  } finally {
    drain.removeEventListener('abort', late);
    clearTimeout(timer);
  }
}
