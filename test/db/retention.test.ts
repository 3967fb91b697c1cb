import { asc } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../db/client.ts';
import { writeFailures } from '../../db/failures.ts';
import { forgetOld } from '../../db/retention.ts';
import { finishRun, startRun } from '../../db/runs.ts';
import { changes, failures, publications, runs } from '../../db/schema.ts';
import { crawlNight, found, nightOf, planned } from '../helpers/crawling.ts';
import { DATABASES, emptied } from '../helpers/databases.ts';

describe.each(DATABASES)('the history on $name', ({ open }) => {
  let database: OpenDatabase | undefined;
  const db = () => (database as OpenDatabase).db;
  beforeEach(async () => {
    database = await emptied(database, open);
    for (const number of [1, 2, 50, 51]) {
      for (const command of ['crawl', 'snapshot', 'snapshot'])
        await finishRun(db(), await startRun(db(), command, nightOf(number)), 'done', { number }, nightOf(number));
      await crawlNight(db(), { sources: [planned([found(`org.acme/n${number}`)], { id: `s${number}` })], at: nightOf(number) });
      await writeFailures(db(), [{ kind: 'record', subject: `a ${number}`, code: 'malformed-manifest', detail: '' }], nightOf(number));
    }
    await db().update(publications).set({ stale: false });
  });
  afterAll(() => database?.close());

  it('older than its days goes; of each day the last snapshot stays, which the growth is drawn from', async () => {
    expect(await forgetOld(db(), 30, nightOf(51))).toEqual({ changes: 2, failures: 2, runs: 4 });
    expect((await db().select().from(changes)).map(({ summary }) => summary)).toHaveLength(2);
    expect((await db().select().from(failures)).map(({ subject }) => subject).sort()).toEqual(['a 50', 'a 51']);
    const kept = await db().select().from(runs).orderBy(asc(runs.id));
    expect(kept.map(({ command }) => command)).toEqual([
      'snapshot',
      'snapshot',
      'crawl',
      'snapshot',
      'snapshot',
      'crawl',
      'snapshot',
      'snapshot',
    ]);
  });

  it('that goes is told to the pages which showed it', async () => {
    await forgetOld(db(), 30, nightOf(51));
    expect((await db().select().from(publications)).filter(({ stale }) => stale)).toHaveLength(2);
  });

  it('that is young enough stays', async () => {
    expect(await forgetOld(db(), 60, nightOf(51))).toEqual({ changes: 0, failures: 0, runs: 0 });
  });

  it('survives a clock that is years ahead', async () => {
    expect(await forgetOld(db(), 30, nightOf(3_000))).toEqual({ changes: 2, failures: 2, runs: 4 });
  });
});
