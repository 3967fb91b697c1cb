/** Failures of sources and of single records. A server's own failure stands in its inspection. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from './client.ts';
import type { FailureCode } from './model.ts';
import { failures } from './schema.ts';
import { upsert } from './upsert.ts';

export interface RecordedFailure {
  kind: 'source' | 'record';
  /** Id of the source, or `<source> <ref>` of a record. */
  subject: string;
  code: FailureCode;
  detail: string;
}

/** Keeps the last failure of each subject; one that repeats itself keeps its first date. */
export async function writeFailures(db: Database, list: readonly RecordedFailure[], now: Date): Promise<void> {
  const rows = [...new Map(list.map((failure) => [`${failure.kind} ${failure.subject}`, { ...failure, at: now }])).values()];
  if (rows.length === 0) return;
  const standing = await db
    .select()
    .from(failures)
    .where(
      inArray(
        failures.subject,
        rows.map((row) => row.subject),
      ),
    );
  const same = new Set(standing.map((row) => `${row.kind} ${row.subject} ${row.code} ${row.detail}`));
  const changed = rows.filter((row) => !same.has(`${row.kind} ${row.subject} ${row.code} ${row.detail}`));
  await upsert(db, failures, changed, { key: ['kind', 'subject'], update: ['code', 'detail', 'at'] });
}

/** The subjects are well again. */
export async function clearFailures(db: Database, kind: RecordedFailure['kind'], subjects: readonly string[]): Promise<void> {
  if (subjects.length > 0) await db.delete(failures).where(and(eq(failures.kind, kind), inArray(failures.subject, [...subjects])));
}
