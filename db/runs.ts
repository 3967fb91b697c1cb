/** Executions of steps, and what they reported. */
import { hostname } from 'node:os';
import { and, asc, eq } from 'drizzle-orm';
import type { Database } from './client.ts';
import type { Json } from './model.ts';
import { runs } from './schema.ts';

export async function startRun(db: Database, command: string, now: Date): Promise<number> {
  const runner = `${hostname()} ${process.pid}`;
  const [row] = await db.insert(runs).values({ command, startedAt: now, runner, outcome: 'running' }).returning({ id: runs.id });
  if (!row) throw new Error('the run was not stored');
  return row.id;
}

/** `report` as it is printed; kept for the growth picture and the next night. */
export async function finishRun(
  db: Database,
  id: number,
  outcome: 'done' | 'failed' | 'interrupted',
  report: object,
  now: Date,
): Promise<void> {
  await db
    .update(runs)
    .set({ finishedAt: now, outcome, report: JSON.stringify(report) })
    .where(eq(runs.id, id));
}

/** Reports of finished runs of one command, oldest first. */
export async function finishedRuns(db: Database, command: string): Promise<{ finishedAt: Date; report: { [key: string]: Json } }[]> {
  const rows = await db
    .select({ finishedAt: runs.finishedAt, report: runs.report })
    .from(runs)
    .where(and(eq(runs.command, command), eq(runs.outcome, 'done')))
    .orderBy(asc(runs.id));
  return rows.flatMap(({ finishedAt, report }) =>
    finishedAt && report !== null ? [{ finishedAt, report: JSON.parse(report) as { [key: string]: Json } }] : [],
  );
}
