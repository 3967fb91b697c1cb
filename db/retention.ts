/** What is kept of the past: older changes, failures and reports of runs go. */
import { and, desc, eq, isNotNull, lt, sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import { markStale } from './publications.ts';
import { changes, failures, runs } from './schema.ts';

const DAY_MS = 24 * 60 * 60_000;
/** A clock that stands wrong by years must not empty the history: it goes on from the last run by so much at most. */
const MOST_DAYS_AT_ONCE = 7;

/**
 * Forgets what is older than `days`. Of the runs the last snapshot of each day stays, since the growth of the catalogue is drawn from
 * them. Servers that show a change less are written anew by the snapshot that follows.
 */
export async function forgetOld(db: Database, days: number, now: Date): Promise<{ changes: number; failures: number; runs: number }> {
  const before = new Date((await trusted(db, now)).getTime() - days * DAY_MS);
  return await db.transaction(async (tx) => {
    const gone = await tx.delete(changes).where(lt(changes.at, before)).returning({ serverId: changes.serverId });
    await markStale(
      tx,
      gone.map((row) => row.serverId),
    );
    const failed = await tx.delete(failures).where(lt(failures.at, before)).returning({ subject: failures.subject });
    const lastOfDays = sql`(select max(id) from ${runs} where command = 'snapshot' and outcome = 'done' group by date_trunc('day', finished_at))`;
    const ran = await tx
      .delete(runs)
      .where(and(lt(runs.startedAt, before), sql`${runs.id} not in ${lastOfDays}`))
      .returning({ id: runs.id });
    return { changes: gone.length, failures: failed.length, runs: ran.length };
  });
}

async function trusted(db: Database, now: Date): Promise<Date> {
  const [last] = await db
    .select({ at: runs.finishedAt })
    .from(runs)
    .where(and(eq(runs.command, 'snapshot'), isNotNull(runs.finishedAt)))
    .orderBy(desc(runs.id))
    .limit(1);
  return last?.at ? new Date(Math.min(now.getTime(), last.at.getTime() + MOST_DAYS_AT_ONCE * DAY_MS)) : now;
}
