/** The queue of inspections, and what the last one of each server gave. */
import { and, asc, eq, gt, gte, inArray, isNotNull, lte, or, sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import type { FailureCode, Inspection, Manifest } from './model.ts';
import { markStale } from './publications.ts';
import { inspections, servers } from './schema.ts';
import { storableText } from './upsert.ts';

/** No inspection is put off for longer: whatever is, a clock that stood ahead has put off. */
const LONGEST_WAIT_MS = 15 * 24 * 60 * 60_000;

function isDue(now: Date) {
  return or(lte(inspections.dueAt, now), gt(inspections.dueAt, new Date(now.getTime() + LONGEST_WAIT_MS)));
}

/** One server that waits for an inspection. */
export interface DueInspection {
  serverId: number;
  slug: string;
  name: string;
  manifest: Omit<Manifest, 'tools'>;
  /** Failures in a row so far. */
  attempts: number;
  worth: number;
}

/** The next servers to be inspected, by worth: new, changed, asked for, then those due again, longest waiting first. */
export async function dueInspections(
  db: Database,
  now: Date,
  limit: number,
  { only, without = [] }: { only?: readonly number[]; without?: readonly number[] } = {},
): Promise<DueInspection[]> {
  const ids = (list: readonly number[]) => sql`(select value::int from json_array_elements_text(${JSON.stringify(list)}::json))`;
  const rows = await db
    .select({
      serverId: inspections.serverId,
      slug: servers.slug,
      name: servers.name,
      manifest: servers.manifest,
      attempts: inspections.attempts,
      worth: inspections.worth,
    })
    .from(inspections)
    .innerJoin(servers, eq(servers.id, inspections.serverId))
    .where(
      and(
        isDue(now),
        only ? sql`${inspections.serverId} in ${ids(only)}` : undefined,
        without.length === 0 ? undefined : sql`${inspections.serverId} not in ${ids(without)}`,
      ),
    )
    .orderBy(asc(inspections.worth), asc(inspections.rank), asc(inspections.dueAt), asc(inspections.serverId))
    .limit(limit);
  return rows.map((row) => ({ ...row, manifest: JSON.parse(row.manifest) as Omit<Manifest, 'tools'> }));
}

/** All that is due, lightly, in the same order. */
export async function dueServers(db: Database, now: Date): Promise<{ serverId: number; worth: number }[]> {
  return await db
    .select({ serverId: inspections.serverId, worth: inspections.worth })
    .from(inspections)
    .where(isDue(now))
    .orderBy(asc(inspections.worth), asc(inspections.rank), asc(inspections.dueAt), asc(inspections.serverId));
}

/** Outcomes since a moment, whoever saved them. `changed`: of whom the tools are others since then. */
export async function outcomesSince(
  db: Database,
  since: Date,
): Promise<{ inspected: number; failed: number; changed: number; failures: Record<string, number> }> {
  const rows = await db
    .select({
      code: inspections.failureCode,
      count: sql<string>`count(*)`,
      failed: sql<string>`count(*) filter (where ${inspections.inspectedAt} is distinct from ${inspections.attemptedAt})`,
      // An outcome is saved with one time for all of it.
      changed: sql<string>`count(*) filter (where ${servers.changedAt} = ${inspections.attemptedAt})`,
    })
    .from(inspections)
    .innerJoin(servers, eq(servers.id, inspections.serverId))
    .where(gte(inspections.attemptedAt, since))
    .groupBy(inspections.failureCode)
    .orderBy(asc(inspections.failureCode));
  const failures = rows.flatMap((row): [string, number][] => (row.code === null ? [] : [[row.code, Number(row.count)]]));
  return {
    inspected: rows.reduce((sum, row) => sum + Number(row.count), 0),
    failed: rows.reduce((sum, row) => sum + Number(row.failed), 0),
    changed: rows.reduce((sum, row) => sum + Number(row.changed), 0),
    failures: Object.fromEntries(failures),
  };
}

export async function countDue(db: Database, now: Date): Promise<number> {
  const [row] = await db.select({ count: sql<string>`count(*)` }).from(inspections).where(isDue(now));
  return Number(row?.count ?? 0);
}

/**
 * An inspection gave something: its report, and when to look again. The tools are written by writeToolLists.
 * `failure` is that of a stronger inspector that was tried in vain.
 */
export async function saveInspection(
  db: Database,
  serverId: number,
  report: Omit<Inspection, 'tools'>,
  failure: { code: FailureCode; detail: string } | undefined,
  again: Date,
  now: Date,
): Promise<void> {
  await db
    .update(inspections)
    .set({
      report: JSON.stringify(report),
      inspectedAt: now,
      attemptedAt: now,
      attempts: failure ? sql`${inspections.attempts} + 1` : 0,
      failureCode: failure?.code ?? null,
      failureDetail: failure ? storableText(failure.detail) : null,
      failureAt: failure ? now : null,
      worth: 4,
      dueAt: again,
    })
    .where(eq(inspections.serverId, serverId));
  await markStale(db, [serverId]);
}

/** An inspection failed: a fact about the server. Its last good report and tools stand. */
export async function saveInspectionFailure(
  db: Database,
  serverId: number,
  failure: { code: FailureCode; detail: string },
  again: Date | undefined,
  now: Date,
): Promise<void> {
  await db
    .update(inspections)
    .set({
      attemptedAt: now,
      attempts: sql`${inspections.attempts} + 1`,
      failureCode: failure.code,
      failureDetail: storableText(failure.detail),
      failureAt: now,
      worth: 4,
      dueAt: again ?? null,
    })
    .where(eq(inspections.serverId, serverId));
  await markStale(db, [serverId]);
}

/** Somebody asks for these servers to be looked at soon. Unknown slugs are returned. */
export async function askForInspection(db: Database, slugs: readonly string[], now: Date): Promise<string[]> {
  const found = await db
    .select({ id: servers.id, slug: servers.slug })
    .from(servers)
    .where(inArray(servers.slug, [...slugs]));
  const ids = found.map((row) => row.id);
  if (ids.length > 0)
    await db
      .update(inspections)
      .set({ worth: sql`least(${inspections.worth}, 3)`, dueAt: now })
      .where(inArray(inspections.serverId, ids));
  const known = new Set(found.map((row) => row.slug));
  return slugs.filter((slug) => !known.has(slug));
}

/** Servers by the code of their standing failure. */
export async function countServerFailures(db: Database): Promise<Record<string, number>> {
  const rows = await db
    .select({ code: inspections.failureCode, count: sql<string>`count(*)` })
    .from(inspections)
    .where(isNotNull(inspections.failureCode))
    .groupBy(inspections.failureCode)
    .orderBy(asc(inspections.failureCode));
  return Object.fromEntries(rows.map((row) => [row.code, Number(row.count)]));
}
