/** What the last snapshot holds of each server, so that the next one writes only what differs. */
import { sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import { publications } from './schema.ts';

/** Something that is shown of these servers changed. */
export async function markStale(db: Database, serverIds: readonly number[]): Promise<void> {
  const rows = [...new Set(serverIds)].map((id) => ({ id }));
  if (rows.length === 0) return;
  await db.execute(sql`insert into ${publications} (server_id, stale)
    select id, true from json_to_recordset(${JSON.stringify(rows)}::json) as r(id int)
    on conflict (server_id) do update set stale = true where not publications.stale`);
}
