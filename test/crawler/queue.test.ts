import { sql } from 'drizzle-orm';
import { PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { crawlerConfig } from '../../crawler/config.ts';
import { openQueue, type SharedQueue } from '../../crawler/queue.ts';
import type { Inspector } from '../../crawler/types.ts';
import { type WorkReport, work } from '../../crawler/work.ts';
import { type OpenDatabase, openDatabase } from '../../db/client.ts';
import * as schema from '../../db/schema.ts';
import { allRows, crawlNight, found, inspectorOf, nightOf, planned, tool } from '../helpers/crawling.ts';
import { createDatabase } from '../helpers/postgres.ts';

const NAMES = Array.from({ length: 12 }, (_, index) => `org.acme/s${index}`);
const records = (names = NAMES) => [planned(names.map((name) => found(name, { packages: [{ registryType: 'npm', identifier: name }] })))];
/** Answers with tools by the server's number; every third fails. */
const inspector = inspectorOf((of) => {
  const number = Number(/\d+$/.exec(of.name)?.[0]);
  return number % 3 === 2 ? { tools: [], auth: { status: 401 } } : { tools: [tool('read'), tool(`own_${number}`)] };
});

interface Base {
  url: string;
  database: OpenDatabase;
  drop(): Promise<void>;
}

async function freshBase(): Promise<Base> {
  const { url, drop } = await createDatabase(inject('postgresUrl'));
  const database = await openDatabase({ dataDir: '', databaseUrl: url });
  await database.migrate();
  return { url, database, drop: () => database.close().then(drop) };
}

describe('a queue that machines share', () => {
  let base: Base;
  const queues: SharedQueue[] = [];
  const bases: Base[] = [];
  const db = () => base.database.db;
  const opened = async (at: Date = nightOf(1)): Promise<SharedQueue> => {
    const queue = await openQueue(db(), base.url, () => at);
    queues.push(queue);
    return queue;
  };
  beforeEach(async () => {
    base = await freshBase();
    bases.push(base);
  });
  afterEach(async () => {
    for (const queue of queues.splice(0)) await queue.close();
  });
  afterAll(async () => {
    for (const { drop } of bases) await drop();
  });

  /** Lists the servers, which then wait. */
  const listed = (names?: string[]) =>
    crawlNight(db(), { sources: records(names), inspectors: [inspector], inspect: false, at: nightOf(1) });
  const working = (
    queue: SharedQueue,
    drain: AbortSignal,
    more: { inspector?: Inspector; drainMs?: number; at?: Date } = {},
  ): Promise<WorkReport> =>
    work(db(), {
      queue,
      inspectors: [more.inspector ?? inspector],
      parallel: 2,
      drainMs: more.drainMs ?? 60_000,
      cacheDir: '/nowhere',
      unsafeNoSandbox: false,
      clock: () => more.at ?? nightOf(1),
      drain,
      wait: async () => undefined,
      progress: () => undefined,
    });
  /** All that was taken from it and not given back is as if its taker had been silent for an hour. */
  const silence = async () => {
    await db().execute(sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active'`);
    await db().execute(sql`update pgboss.queue set monitor_claim_on = null`);
    const boss = await new PgBoss({ connectionString: base.url, schedule: false, supervise: false }).start();
    await boss.supervise('inspect');
    await boss.stop({ graceful: false });
  };

  it('two runners leave exactly the rows of one', async () => {
    // Inspections come after the listing.
    const clock = () => {
      let asked = 0;
      return () => new Date(nightOf(1).getTime() + (asked++ === 0 ? 0 : 60_000));
    };
    const night = { sources: records(), inspectors: [inspector], at: nightOf(1) };
    const report = await crawlNight(db(), { ...night, clock: clock() });
    const alone = await allRows(db());
    base = await freshBase();
    bases.push(base);
    const stop = new AbortController();
    const later = new Date(nightOf(1).getTime() + 60_000);
    const worker = working(await opened(later), stop.signal, { at: later });
    const together = await crawlNight(db(), { ...night, clock: clock(), shared: await opened(later) });
    stop.abort();
    const { inspected, bugs } = await worker;
    expect(await allRows(db())).toEqual(alone);
    expect({ ...together, seconds: 0 }).toEqual({ ...report, seconds: 0 });
    expect(bugs).toEqual([]);
    expect(report).toMatchObject({ changed: 20, inspected: 12 });
    expect(inspected).toBeLessThanOrEqual(NAMES.length);
  });

  it('a server is one job however often it is queued, and one taker has it', async () => {
    await listed();
    const [a, b] = [await opened(), await opened()];
    await Promise.all([a.fill(), b.fill()]);
    await a.fill();
    const taken = [];
    for (let index = 0; index < NAMES.length; index++) taken.push(await (index % 2 === 0 ? a : b).take());
    await b.fill();
    expect(new Set(taken.map((due) => due?.name))).toEqual(new Set(NAMES));
    expect([await a.take(), await b.take(), await a.idle()]).toEqual([undefined, undefined, false]);
  });

  it('what a killed worker had taken another does', async () => {
    await listed(['org.acme/s0']);
    const killed = await opened();
    await killed.fill();
    const had = await killed.take();
    await killed.close();
    const other = await opened();
    expect(await other.take()).toBeUndefined();
    await silence();
    expect(await other.take()).toEqual(had);
  });

  it('a server that takes three workers with it is written down and left alone', async () => {
    await listed(['org.acme/s0']);
    await (await opened()).fill();
    for (let tries = 0; tries < 3; tries++) {
      const doomed = await opened();
      expect(await doomed.take()).toMatchObject({ name: 'org.acme/s0' });
      await doomed.close();
      await silence();
    }
    const queue = await opened();
    expect([await queue.take(), await queue.idle()]).toEqual([undefined, true]);
    const [row] = await db().select().from(schema.inspections);
    expect(row).toMatchObject({ failureCode: 'timeout', failureDetail: 'no worker came to an end with it in three tries', attempts: 1 });
  });

  it('asked to stop, a worker finishes what runs and begins nothing', async () => {
    await listed();
    const queue = await opened();
    await queue.fill();
    const stop = new AbortController();
    const slow: Inspector = {
      ...inspector,
      inspect: async (...args) => {
        stop.abort();
        return await inspector.inspect(...args);
      },
    };
    const { inspected } = await working(queue, stop.signal, { inspector: slow });
    expect(inspected).toBeGreaterThan(0);
    expect(inspected).toBeLessThanOrEqual(2);
    const report = await crawlNight(db(), { sources: [], inspectors: [inspector], shared: await opened(), at: nightOf(1) });
    expect(report).toMatchObject({ tools: 16, left: 0 });
  });

  it('what cannot be finished in time is given back, and spends none of its tries', async () => {
    await listed(['org.acme/s0']);
    for (let times = 0; times < 4; times++) {
      const queue = await opened();
      await queue.fill();
      const stop = new AbortController();
      const endless: Inspector = {
        ...inspector,
        inspect: (_manifest, { signal }) => {
          stop.abort();
          return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
        },
      };
      expect(await working(queue, stop.signal, { inspector: endless, drainMs: 1 })).toMatchObject({ inspected: 0, bugs: [] });
    }
    expect(await (await opened()).take()).toMatchObject({ name: 'org.acme/s0', attempts: 0 });
  });

  it('our own bug is told by the worker that met it, and the rest is done', async () => {
    await listed();
    const buggy = inspectorOf((of) => {
      if (of.name === 'org.acme/s1') throw new TypeError('undefined is not a function');
      return { tools: [tool('read')] };
    });
    const report = await crawlNight(db(), { sources: [], inspectors: [buggy], shared: await opened(), at: nightOf(1) });
    expect(report).toMatchObject({ tools: NAMES.length - 1, inspected: NAMES.length, failures: { timeout: 1 } });
    expect(report.bugs[0]?.error).toContain('TypeError: undefined is not a function');
  });

  it('when the night is over nobody takes another job', async () => {
    await listed();
    const shared = await opened();
    const late = { deadline: nightOf(1), config: crawlerConfig({}) };
    const report = await crawlNight(db(), { sources: [], inspectors: [inspector], shared, at: nightOf(1), ...late });
    expect(report).toMatchObject({ inspected: 0, left: NAMES.length });
    expect(await shared.take()).toBeUndefined();
  });

  it('a machine whose clock is behind takes what is due all the same', async () => {
    await listed(['org.acme/s0']);
    await (await opened(nightOf(1))).fill();
    expect(await (await opened(new Date(nightOf(1).getTime() - 60_000))).take()).toMatchObject({ name: 'org.acme/s0' });
  });

  it('a job that was done meanwhile is nobody\u2019s any more', async () => {
    await listed(['org.acme/s0']);
    const queue = await opened();
    await queue.fill();
    await crawlNight(db(), { sources: [], inspectors: [inspector], at: nightOf(1) });
    expect([await queue.take(), await queue.idle()]).toEqual([undefined, true]);
  });
});
