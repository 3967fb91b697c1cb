/** What the last snapshot holds of each server, so that the next one writes only what differs. */
import { eq, inArray, sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import { publications, servers } from './schema.ts';
import { upsert } from './upsert.ts';

const PAGE = 500;

/** Something that is shown of these servers changed. */
export async function markStale(db: Database, serverIds: readonly number[]): Promise<void> {
  const rows = [...new Set(serverIds)].map((id) => ({ id }));
  if (rows.length === 0) return;
  await db.execute(sql`insert into ${publications} (server_id, stale)
    select id, true from json_to_recordset(${JSON.stringify(rows)}::json) as r(id int)
    on conflict (server_id) do update set stale = true where not publications.stale`);
}

/** One server in the order of slugs, with what was published of it. */
export interface Published {
  serverId: number;
  slug: string;
  stale: boolean;
  writer: string | undefined;
  hash: string | undefined;
  entry: string | undefined;
}

/** All servers by slug, in the order of bytes whatever the database's own: sorted once, then fetched a page at a time. */
export async function* publishedServers(db: Database): AsyncGenerator<Published[]> {
  const slug = sql`${servers.slug} collate "C"`;
  const order = await db.select({ id: servers.id }).from(servers).orderBy(slug);
  for (let from = 0; from < order.length; from += PAGE) {
    const ids = order.slice(from, from + PAGE).map(({ id }) => id);
    const rows = await db
      .select({
        serverId: servers.id,
        slug: servers.slug,
        stale: sql<boolean>`coalesce(${publications.stale}, true)`,
        writer: publications.writer,
        hash: publications.hash,
        entry: publications.entry,
      })
      .from(servers)
      .leftJoin(publications, eq(publications.serverId, servers.id))
      .where(inArray(servers.id, ids))
      .orderBy(slug);
    yield rows.map((row) => ({ ...row, writer: row.writer ?? undefined, hash: row.hash ?? undefined, entry: row.entry ?? undefined }));
  }
}

export async function savePublished(
  db: Database,
  rows: readonly { serverId: number; writer: string; hash: string; entry: string }[],
): Promise<void> {
  await upsert(
    db,
    publications,
    rows.map((row) => ({ ...row, stale: false })),
    { key: ['serverId'], update: ['stale', 'writer', 'hash', 'entry'] },
  );
}
