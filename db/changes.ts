/** The changelog. */
import { and, asc, desc, eq, gte, inArray, sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import type { DraftChange } from './compare.ts';
import type { Change } from './model.ts';
import { changes, servers } from './schema.ts';
import { upsert } from './upsert.ts';

/** `tool` is the tool's slug. */
export type NewChange = DraftChange & { serverId: number; tool?: string | undefined };

/** Written in the transaction that makes the change: neither without the other. */
export async function writeChanges(db: Database, list: readonly NewChange[], now: Date): Promise<void> {
  const rows = list.map((change) => ({
    at: now,
    kind: change.kind,
    severity: change.severity,
    serverId: change.serverId,
    tool: change.tool ?? null,
    summary: change.summary,
    diff: change.diff && change.diff.length > 0 ? JSON.stringify(change.diff) : null,
  }));
  await upsert(db, changes, rows);
}

function shape(row: typeof changes.$inferSelect, slug: string): Change {
  return {
    at: row.at.toISOString(),
    kind: row.kind as Change['kind'],
    severity: row.severity as Change['severity'],
    server: slug,
    ...(row.tool === null ? {} : { tool: row.tool }),
    summary: row.summary,
    ...(row.diff === null ? {} : { diff: JSON.parse(row.diff) as NonNullable<Change['diff']> }),
  };
}

/** Changes of some servers, newest first, by server id. */
export async function changesOf(db: Database, serverIds: readonly number[]): Promise<Map<number, Change[]>> {
  const rows = await db
    .select({ change: changes, slug: servers.slug })
    .from(changes)
    .innerJoin(servers, eq(servers.id, changes.serverId))
    .where(inArray(changes.serverId, [...serverIds]))
    .orderBy(desc(changes.at), sql`coalesce(${changes.tool}, '')`, asc(changes.id));
  const byServer = new Map<number, Change[]>();
  for (const { change, slug } of rows) {
    const list = byServer.get(change.serverId) ?? [];
    list.push(shape(change, slug));
    byServer.set(change.serverId, list);
  }
  return byServer;
}

/** All changes since a moment, newest first; those of one moment by server and tool. */
export async function* changesSince(db: Database, since: Date): AsyncGenerator<Change> {
  const moments = await db.selectDistinct({ at: changes.at }).from(changes).where(gte(changes.at, since)).orderBy(desc(changes.at));
  const tool = sql<string>`coalesce(${changes.tool}, '')`;
  for (const { at } of moments) {
    for (let after = sql`('', '', 0)`; ; ) {
      const rows = await db
        .select({ change: changes, slug: servers.slug })
        .from(changes)
        .innerJoin(servers, eq(servers.id, changes.serverId))
        .where(and(eq(changes.at, at), sql`(${servers.slug}, ${tool}, ${changes.id}) > ${after}`))
        .orderBy(asc(servers.slug), asc(tool), asc(changes.id))
        .limit(5_000);
      for (const { change, slug } of rows) yield shape(change, slug);
      const last = rows.at(-1);
      if (!last) break;
      after = sql`(${last.slug}, ${last.change.tool ?? ''}, ${last.change.id}::int)`;
    }
  }
}
