/** Where the runner takes servers from: the database by itself, or jobs that several machines share. */
import type { Database } from '../db/client.ts';
import { type DueInspection, dueInspections } from '../db/inspections.ts';

/** Gives each server to one taker at a time. */
export interface InspectionQueue {
  /** The next server to be inspected; undefined when there is none at the moment. */
  take(): Promise<DueInspection | undefined>;
  /** Whether there is none any more: nothing waits, and nobody works on one that could come back. */
  idle(): Promise<boolean>;
  /** Its outcome is saved. */
  done(serverId: number): Promise<void>;
  /** Our own code broke on it. */
  failed(serverId: number): Promise<void>;
  /** Stopped in the middle: anybody may take it again at once. */
  giveBack(serverId: number): Promise<void>;
}

const READ_AHEAD = 24;

/** For one process: what is due, by worth; each server once. */
export function localQueue(db: Database, clock: () => Date): InspectionQueue {
  const taken = new Set<number>();
  let waiting: DueInspection[] = [];
  return {
    async take() {
      if (waiting.length === 0) {
        waiting = await dueInspections(db, clock(), READ_AHEAD, { without: [...taken] });
        for (const due of waiting) taken.add(due.serverId);
      }
      return waiting.shift();
    },
    idle: async () => true,
    done: async () => undefined,
    failed: async () => undefined,
    giveBack: async () => undefined,
  };
}
