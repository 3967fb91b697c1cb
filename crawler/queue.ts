/**
 * Inspections as jobs on the PostgreSQL that is there anyway, for any number of machines (the only pg-boss).
 * A job names a server; there is one job a server at a time. Whoever takes it says every few seconds that it lives; when
 * that ends, another gets the job, three times in all; after that the server is written down as one that no worker finished.
 * Nothing is lost with a job: what is due stands in the database, and the next crawl makes jobs of it again.
 */
import { sql } from 'drizzle-orm';
import { PgBoss } from 'pg-boss';
import type { Database } from '../db/client.ts';
import { dueInspections, dueServers } from '../db/inspections.ts';
import type { InspectionQueue } from './inspection-queue.ts';
import { saveOutcome } from './save-outcome.ts';

const JOBS = 'inspect';
const DEAD = 'inspect-dead';
/** A worker that was not heard of for so long is dead; pg-boss takes no less than 10. */
const HEARTBEAT_SECONDS = 20;
const BATCH = 1_000;
/** Jobs that nobody took; a later crawl makes them again. */
const KEEP_SECONDS = 24 * 60 * 60;

export interface SharedQueue extends InspectionQueue {
  /** Makes jobs of everything that is due. */
  fill(): Promise<void>;
  /** Nobody shall take another job. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

interface Job {
  serverId: number;
  /** When it was due, ISO 8601, by the clock of the machine that said so. */
  at: string;
}

export async function openQueue(db: Database, databaseUrl: string, clock: () => Date): Promise<SharedQueue> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 4,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    schedule: false,
  });
  // Trouble in the background shows in what we ask of it ourselves.
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue(DEAD, { policy: 'exclusive', retentionSeconds: KEEP_SECONDS });
  const options = {
    retryLimit: 2,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: 900,
    retentionSeconds: KEEP_SECONDS,
    deleteAfterSeconds: 3_600,
  };
  await boss.createQueue(JOBS, { ...options, policy: 'exclusive', deadLetter: DEAD });
  const taken = new Map<number, string>();
  const heartbeat = setInterval(() => void beat(boss, [...taken.values()]), (HEARTBEAT_SECONDS * 1_000) / 4);
  heartbeat.unref();

  async function take() {
    for (;;) {
      const [job] = await boss.fetch<Job>(JOBS, { batchSize: 1 });
      if (!job) return undefined;
      const [due] = await dueInspections(db, later(clock(), new Date(job.data.at)), 1, { only: [job.data.serverId] });
      if (due) {
        taken.set(due.serverId, job.id);
        return due;
      }
      // Done by another in the meantime, or no longer asked for.
      await boss.complete(JOBS, job.id);
    }
  }

  async function settle(serverId: number, how: 'complete' | 'fail') {
    const id = taken.get(serverId);
    taken.delete(serverId);
    if (id !== undefined) await boss[how](JOBS, id);
  }

  return {
    take,
    done: (serverId) => settle(serverId, 'complete'),
    failed: (serverId) => settle(serverId, 'fail'),
    async giveBack(serverId) {
      const id = taken.get(serverId);
      taken.delete(serverId);
      if (id === undefined) return;
      // The engine has no word for it that would not spend one of its tries: it waits as if nobody had taken it.
      await db.execute(sql`update pgboss.job set state = 'created', started_on = null, heartbeat_on = null
        where name = ${JOBS} and id = ${id}::uuid and state = 'active'`);
    },
    async fill() {
      const now = clock();
      await giveUpDead(boss, db, now);
      const due = await dueServers(db, now);
      const at = now.toISOString();
      for (let from = 0; from < due.length; from += BATCH) {
        const jobs = due
          .slice(from, from + BATCH)
          .map(({ serverId, worth }) => ({ data: { serverId, at }, singletonKey: String(serverId), priority: 10 - worth }));
        await boss.insert(JOBS, jobs);
      }
    },
    async idle() {
      await giveUpDead(boss, db, clock());
      const { rows } = await db.execute<{ open: boolean }>(
        sql`select exists (select from pgboss.job where name = ${JOBS} and state < 'completed') as open`,
      );
      return rows[0]?.open === false;
    },
    empty: () => boss.deleteQueuedJobs(JOBS),
    async close() {
      clearInterval(heartbeat);
      await boss.stop({ graceful: false });
    },
  };
}

/** Clocks of machines differ: what was due on one of them is due. */
function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

/** Says that these are being worked on. Where the database is away, the loss of a job is found out when it is settled. */
async function beat(boss: PgBoss, ids: string[]): Promise<void> {
  if (ids.length > 0) await boss.touch(JOBS, ids).catch(() => undefined);
}

/** Jobs that took their worker with them each time: a fact about the server. */
async function giveUpDead(boss: PgBoss, db: Database, now: Date): Promise<void> {
  for (;;) {
    const dead = await boss.fetch<Job>(DEAD, { batchSize: 100 });
    if (dead.length === 0) return;
    for (const due of await dueInspections(db, now, dead.length, { only: dead.map((job) => job.data.serverId) })) {
      const failure = { code: 'timeout' as const, detail: 'no worker came to an end with it in three tries' };
      await saveOutcome(db, due, { inspection: undefined, failure }, now);
    }
    await boss.complete(
      DEAD,
      dead.map((job) => job.id),
    );
  }
}
