/**
 * Tools of the same name on different servers: the page of each shows the first of the others. They are kept by name as the pages
 * show them, so that a night compares only the names of servers that changed, and only pages that look different are written anew.
 */
import { sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import { markStale } from './publications.ts';
import { namesakes, publications, servers, tools } from './schema.ts';
import type { SnapshotTool } from './snapshot.ts';
import { listed, upsert } from './upsert.ts';

/** Others on a page. One more is kept of each name, since a page does not show its own tool. */
const SHOWN = 5;
const NAMES = 1_000;

type Other = SnapshotTool['elsewhere'][number];

/** A judged tool of a server that stands, as pages of its name show it. */
export interface Namesake extends Pick<Other, 'server' | 'serverTitle' | 'slug' | 'category' | 'risk'> {
  /** Of its definition. */
  hash: string;
}

/** What the page of one tool shows of the others of its name. */
export function shownBeside(list: readonly Namesake[], own: Pick<Namesake, 'server' | 'hash'>): Other[] {
  return list
    .filter((other) => other.server !== own.server)
    .slice(0, SHOWN)
    .map(({ hash, ...other }) => ({ ...other, sameDefinition: hash === own.hash }));
}

/** The first tools of each name, by server; nothing of a name that one server alone has. As of the last {@link refreshNamesakes}. */
export async function namesakesOf(db: Database, names: readonly string[]): Promise<Map<string, Namesake[]>> {
  const kept = await shownNames(db, names);
  return new Map([...kept].map(([name, shown]) => [name, JSON.parse(shown) as Namesake[]]));
}

/** Tools of these names have gone. Write it in the transaction that takes them away: afterwards nothing else tells their names. */
export async function markNamesGone(db: Database, names: readonly string[]): Promise<void> {
  // In one order for everyone: two workers must not wait for each other.
  const rows = [...new Set(names)].sort().map((name) => ({ name, shown: '[]', stale: true }));
  await upsert(db, namesakes, rows, { key: ['name'], update: ['stale'] });
}

/**
 * Looks again at the names of all servers whose pages are stale, and makes stale what shows them beside its own. Interrupted, the next
 * one looks at them again.
 */
export async function refreshNamesakes(db: Database): Promise<void> {
  const names = await changedNames(db);
  const someStand = (await db.$count(publications, sql`not ${publications.stale}`)) > 0;
  for (let from = 0; from < names.length; from += NAMES)
    await db.transaction((tx) => refresh(tx, names.slice(from, from + NAMES), someStand));
}

async function changedNames(db: Database): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(
    sql`select name from ${namesakes} where stale union
      select t.name from ${tools} t join ${publications} p on p.server_id = t.server_id where p.stale order by 1`,
  );
  return rows.map(({ name }) => name);
}

async function refresh(db: Database, names: readonly string[], someStand: boolean): Promise<void> {
  const before = await shownNames(db, names);
  const now = await firstOf(db, names);
  const rows = [...now].map(([name, list]) => ({ name, shown: JSON.stringify(list), stale: false }));
  const alone = [...before.keys()].filter((name) => !now.has(name));
  if (someStand) {
    const changed = [...rows.filter((row) => row.shown !== before.get(row.name)).map((row) => row.name), ...alone];
    const was = new Map(changed.map((name) => [name, JSON.parse(before.get(name) ?? '[]') as Namesake[]]));
    const looksOther = ({ name, ...own }: Holder) =>
      JSON.stringify(shownBeside(was.get(name) ?? [], own)) !== JSON.stringify(shownBeside(now.get(name) ?? [], own));
    const holders = (await standingHolders(db, changed)).filter(looksOther);
    await markStale(
      db,
      holders.map((holder) => holder.serverId),
    );
  }
  await upsert(db, namesakes, rows, { key: ['name'], update: ['shown', 'stale'] });
  if (alone.length > 0) await db.execute(sql`delete from ${namesakes} where name in ${listed(alone)}`);
}

interface Holder extends Pick<Namesake, 'server' | 'hash'> {
  name: string;
  serverId: number;
}

/** Tools of these names whose pages would not be written anew otherwise. */
async function standingHolders(db: Database, names: readonly string[]): Promise<Holder[]> {
  if (names.length === 0) return [];
  const { rows } = await db.execute<Holder & { [column: string]: unknown }>(
    sql`select t.name, t.server_id as "serverId", s.slug as server, t.definition_hash as hash
      from ${tools} t join ${publications} p on p.server_id = t.server_id join ${servers} s on s.id = t.server_id
      where t.name in ${listed(names)} and not p.stale`,
  );
  return rows;
}

/** Of each name that several servers have, the first tools so called: an index serves each name, however many tools there are. */
async function firstOf(db: Database, names: readonly string[]): Promise<Map<string, Namesake[]>> {
  const { rows } = await db.execute<Namesake & { name: string; [column: string]: unknown }>(
    sql`select n.name, e.* from json_array_elements_text(${JSON.stringify(names)}::json) as n(name)
      cross join lateral (
        select s.slug as server, s.title as "serverTitle", t.slug, t.category, t.risk, t.definition_hash as hash
        from ${tools} t join ${servers} s on s.id = t.server_id
        where t.name = n.name and t.category is not null and s.vanished_at is null
        order by t.name, t.server_id, t.slug limit ${SHOWN + 1}) e`,
  );
  const byName = new Map<string, Namesake[]>();
  for (const { name, server, serverTitle, slug, category, risk, hash } of rows) {
    const namesake = { server, serverTitle, slug, category, risk, hash };
    const list = byName.get(name);
    if (list) list.push(namesake);
    else byName.set(name, [namesake]);
  }
  for (const [name, list] of byName) if (list.length < 2) byName.delete(name);
  return byName;
}

async function shownNames(db: Database, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const { rows } = await db.execute<{ name: string; shown: string }>(
    sql`select name, shown from ${namesakes} where name in ${listed(names)}`,
  );
  return new Map(rows.map(({ name, shown }) => [name, shown]));
}
