/** Where each source stood when everything before was stored. */
import { eq } from 'drizzle-orm';
import type { Database } from './client.ts';
import { sources } from './schema.ts';
import { upsert } from './upsert.ts';

export type StoredCursor = { [key: string]: string | number | boolean | null };

export async function readCursor(db: Database, source: string): Promise<StoredCursor | undefined> {
  const [row] = await db.select().from(sources).where(eq(sources.id, source));
  return row?.cursor ? (JSON.parse(row.cursor) as StoredCursor) : undefined;
}

export async function writeCursor(db: Database, source: string, cursor: StoredCursor): Promise<void> {
  await upsert(db, sources, [{ id: source, cursor: JSON.stringify(cursor) }], { key: ['id'], update: ['cursor'] });
}
