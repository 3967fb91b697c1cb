/** Failures of sources and of single records. A server's own failure stands in its inspection. */
import { and, eq, inArray, ne, sql } from 'drizzle-orm';
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

/** The subjects are well again, as far as one code goes. */
export async function clearFailures(
  db: Database,
  kind: RecordedFailure['kind'],
  subjects: readonly string[],
  code?: FailureCode,
): Promise<void> {
  if (subjects.length === 0) return;
  const ofCode = code === undefined ? undefined : eq(failures.code, code);
  await db.delete(failures).where(and(eq(failures.kind, kind), inArray(failures.subject, [...subjects]), ofCode));
}

/** After a complete listing: failures of records of this source that did not show again are over. */
export async function forgetRecordFailures(db: Database, source: string, except: ReadonlySet<string>): Promise<void> {
  const rows = await db
    .select({ subject: failures.subject })
    .from(failures)
    .where(and(eq(failures.kind, 'record'), ne(failures.code, 'impostor'), sql`starts_with(${failures.subject}, ${`${source} `})`));
  await clearFailures(
    db,
    'record',
    rows.map((row) => row.subject).filter((subject) => !except.has(subject)),
  );
}
