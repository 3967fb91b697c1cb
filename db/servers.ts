/** Servers: what the records of the sources were merged into. */
import { and, inArray, isNull, ne, sql } from 'drizzle-orm';
import { type NewChange, writeChanges } from './changes.ts';
import type { Database } from './client.ts';
import { canonicalJson, contextHash, contextOf, sha256 } from './hash.ts';
import type { FailureCode, Manifest, Origin } from './model.ts';
import { markStale } from './publications.ts';
import { inspections, servers, serverVersions, tools } from './schema.ts';
import { freeSlug, slugify } from './slug.ts';
import { upsert } from './upsert.ts';

/** A server as the merge wants it. `id` is missing for one that is new. */
export interface ServerDraft {
  id: number | undefined;
  manifest: Omit<Manifest, 'tools'>;
  origins: Origin[];
  impostors: string[];
  /** Every version any record names. */
  versions: { version: string; publishedAt: string | undefined }[];
  /** No source holds it any more, for long enough. */
  vanished: boolean;
  /** Tools that came with its records: for the words of the changelog only. */
  toolCount: number;
  /** Rank of its best source, and whether any inspector can say anything of it. */
  rank: number;
  inspectable: boolean;
}

/**
 * Writes a batch of servers with their versions, their place in the inspection queue and the changes this makes.
 * Returns their ids in the order given. Run it in a transaction.
 */
export async function writeServers(db: Database, drafts: readonly ServerDraft[], now: Date): Promise<number[]> {
  const known = await knownServers(db, drafts);
  const slugs = await newSlugs(
    db,
    drafts.filter((draft) => draft.id === undefined).map((draft) => draft.manifest.name),
  );
  const names = await toolNames(
    db,
    [...known.values()].filter((row) => row.toolCount > 0).map((row) => row.id),
  );
  const changes: NewChange[] = [];
  const fresh: (typeof servers.$inferInsert)[] = [];
  const updates: (typeof servers.$inferInsert & { id: number })[] = [];
  let newNumber = 0;
  for (const draft of drafts) {
    const old = draft.id === undefined ? undefined : known.get(draft.id);
    const row = serverRow(draft, old ? (names.get(old.id) ?? []) : []);
    if (!old) {
      fresh.push({
        ...row,
        slug: slugs[newNumber++] ?? '',
        firstSeen: now,
        changedAt: now,
        vanishedAt: draft.vanished ? now : null,
        toolCount: 0,
      });
      continue;
    }
    const vanishedAt = draft.vanished ? (old.vanishedAt ?? now) : null;
    const same = SHOWN.every((field) => row[field] === old[field]) && (vanishedAt === null) === (old.vanishedAt === null);
    if (same) continue;
    updates.push({ ...old, ...row, vanishedAt, changedAt: now });
    changes.push(...serverChanges(old, row.version, vanishedAt !== null));
  }
  await upsert(db, servers, fresh);
  await updateServers(db, updates);
  const ids = await idsOf(db, drafts, slugs);
  const appeared = drafts.flatMap((draft, index): NewChange[] =>
    draft.id === undefined ? [{ kind: 'server-appeared', severity: 'info', summary: appearance(draft), serverId: ids[index] ?? 0 }] : [],
  );
  await writeChanges(db, [...appeared, ...changes], now);
  await markStale(db, [...updates.map((row) => row.id), ...appeared.map((change) => change.serverId)]);
  await writeVersions(db, drafts, ids, now);
  await queue(db, drafts, ids, now);
  return ids;
}

const SHOWN = ['name', 'title', 'description', 'version', 'manifest', 'origins', 'impostors', 'contextHash'] as const;
type Stored = typeof servers.$inferSelect;

async function knownServers(db: Database, drafts: readonly ServerDraft[]): Promise<Map<number, Stored>> {
  const ids = drafts.flatMap((draft) => draft.id ?? []);
  if (ids.length === 0) return new Map();
  const rows = await db.select().from(servers).where(inArray(servers.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

function serverRow(draft: ServerDraft, siblings: readonly string[]) {
  const { manifest } = draft;
  const shown = { name: manifest.name, title: manifest.title ?? manifest.name, description: manifest.description ?? '' };
  return {
    ...shown,
    version: manifest.version ?? null,
    manifest: JSON.stringify(manifest),
    origins: JSON.stringify(draft.origins),
    impostors: JSON.stringify(draft.impostors),
    contextHash: contextHash(contextOf(shown, siblings)),
  };
}

function serverChanges(old: Stored, version: string | null, vanished: boolean): NewChange[] {
  const changes: NewChange[] = [];
  const add = (kind: NewChange['kind'], severity: NewChange['severity'], summary: string) =>
    changes.push({ kind, severity, summary, serverId: old.id });
  if (vanished && old.vanishedAt === null) add('server-vanished', 'notice', 'no source lists it any more');
  if (!vanished && old.vanishedAt !== null) add('server-returned', 'notice', 'listed again');
  if (version !== null && version !== old.version) add('server-version', 'info', `${old.version ?? 'no version'} → ${version}`);
  return changes;
}

function appearance(draft: ServerDraft): string {
  const { version } = draft.manifest;
  return `first seen${version === undefined ? '' : `, version ${version}`}${draft.toolCount === 0 ? '' : `, ${draft.toolCount} tools`}`;
}

async function updateServers(db: Database, rows: readonly (typeof servers.$inferInsert & { id: number })[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`update servers s set name = r.name, title = r.title, description = r.description, version = r.version,
      manifest = r.manifest, origins = r.origins, impostors = r.impostors, context_hash = r."contextHash",
      changed_at = r."changedAt", vanished_at = r."vanishedAt"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id int, name text, title text, description text, version text,
      manifest text, origins text, impostors text, "contextHash" text, "changedAt" timestamptz, "vanishedAt" timestamptz)
    where s.id = r.id`);
}

/** Free slugs for new servers, in order. */
async function newSlugs(db: Database, names: readonly string[]): Promise<string[]> {
  const taken = new Set<string>();
  const slugs: string[] = [];
  const ask = async (candidates: string[]) => {
    if (candidates.length === 0) return;
    const rows = await db.select({ slug: servers.slug }).from(servers).where(inArray(servers.slug, candidates));
    for (const { slug } of rows) taken.add(slug);
  };
  await ask([...new Set(names.map((name) => slugify(name, 'server')))]);
  for (const name of names) {
    const base = slugify(name, 'server');
    let slug = freeSlug(base, taken);
    // A numbered one may be stored without our having asked for it; collisions are rare.
    for (let asked = base; slug !== asked; ) {
      asked = slug;
      await ask([slug]);
      slug = freeSlug(base, taken);
    }
    taken.add(slug);
    slugs.push(slug);
  }
  return slugs;
}

async function idsOf(db: Database, drafts: readonly ServerDraft[], slugs: readonly string[]): Promise<number[]> {
  const rows =
    slugs.length === 0
      ? []
      : await db
          .select({ id: servers.id, slug: servers.slug })
          .from(servers)
          .where(inArray(servers.slug, [...slugs]));
  const bySlug = new Map(rows.map((row) => [row.slug, row.id]));
  let newNumber = 0;
  return drafts.map((draft) => {
    const id = draft.id ?? bySlug.get(slugs[newNumber++] ?? '');
    if (id === undefined) throw new Error(`server ${draft.manifest.name} was not stored`);
    return id;
  });
}

async function writeVersions(db: Database, drafts: readonly ServerDraft[], ids: readonly number[], now: Date): Promise<void> {
  const rows = drafts.flatMap((draft, index) => {
    const versions = new Map(draft.versions.map((entry) => [entry.version, entry]));
    return [...versions.values()].map(({ version, publishedAt }) => ({
      serverId: ids[index] ?? 0,
      version,
      publishedAt: publishedAt ?? null,
      firstSeen: now,
    }));
  });
  await upsert(db, serverVersions, rows, { key: ['serverId', 'version'], update: ['publishedAt'] });
}

/** What an inspection would look at: when it changes, the server is looked at again. */
function targetOf(manifest: Omit<Manifest, 'tools'>): string {
  return sha256(canonicalJson([manifest.version ?? null, manifest.packages, manifest.remotes])).slice(0, 32);
}

async function queue(db: Database, drafts: readonly ServerDraft[], ids: readonly number[], now: Date): Promise<void> {
  const rows = drafts.map((draft, index) => ({
    serverId: ids[index] ?? 0,
    target: targetOf(draft.manifest),
    rank: draft.rank,
    // A vanished server is left alone; one that nobody can inspect waits for a change of its records.
    dueAt: draft.inspectable && !draft.vanished ? now.toISOString() : null,
    // Neither its records nor an inspector tell its tools.
    failure: draft.inspectable || draft.toolCount > 0 ? null : NO_INSPECTOR,
    at: now.toISOString(),
  }));
  if (rows.length === 0) return;
  await db.execute(sql`insert into ${inspections} (server_id, target, worth, rank, due_at, attempts, failure_code, failure_at)
    select "serverId", target, 1, rank, "dueAt", 0, failure, case when failure is null then null else at end
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as r("serverId" int, target text, rank int, "dueAt" timestamptz, failure text, at timestamptz)
    on conflict (server_id) do update set target = excluded.target, worth = case when inspections.attempted_at is null then 1 else 2 end,
      rank = excluded.rank, due_at = excluded.due_at, attempts = 0,
      failure_code = case when excluded.failure_code is null and inspections.failure_code <> ${NO_INSPECTOR} then inspections.failure_code
        else excluded.failure_code end,
      failure_at = case when excluded.failure_code is null and inspections.failure_code <> ${NO_INSPECTOR} then inspections.failure_at
        else excluded.failure_at end
    where inspections.target <> excluded.target or inspections.rank <> excluded.rank
      or (inspections.due_at is null) <> (excluded.due_at is null)`);
}
const NO_INSPECTOR: FailureCode = 'no-inspector';

/** Names of the tools of some servers, by server id. */
async function toolNames(db: Database, serverIds: readonly number[]): Promise<Map<number, string[]>> {
  const names = new Map<number, string[]>();
  if (serverIds.length === 0) return names;
  const rows = await db
    .select({ serverId: tools.serverId, name: tools.name })
    .from(tools)
    .where(inArray(tools.serverId, [...serverIds]));
  for (const row of rows) {
    const list = names.get(row.serverId) ?? [];
    list.push(row.name);
    names.set(row.serverId, list);
  }
  return names;
}

export async function countServers(db: Database): Promise<{ servers: number; tools: number }> {
  const [row] = (
    await db.execute<{ servers: string; tools: string }>(
      sql`select (select count(*) from servers) as servers, (select count(*) from tools) as tools`,
    )
  ).rows;
  return { servers: Number(row?.servers ?? 0), tools: Number(row?.tools ?? 0) };
}

/** Servers whose page names impostors: the merge looks at them again whenever anything changed. */
export async function serversWithImpostors(db: Database): Promise<Set<number>> {
  const rows = await db.select({ id: servers.id }).from(servers).where(ne(servers.impostors, '[]'));
  return new Set(rows.map((row) => row.id));
}

/** These servers turned out to be others: none of their records is theirs any more. They stay, with a tombstone. */
export async function buryServers(db: Database, ids: readonly number[], now: Date): Promise<void> {
  for (let from = 0; from < ids.length; from += 500) {
    await db.transaction(async (tx) => {
      const rows = await tx
        .update(servers)
        .set({ vanishedAt: now, changedAt: now })
        .where(and(inArray(servers.id, ids.slice(from, from + 500)), isNull(servers.vanishedAt)))
        .returning({ id: servers.id });
      const buried = rows.map((row) => row.id);
      if (buried.length === 0) return;
      await tx.update(inspections).set({ dueAt: null }).where(inArray(inspections.serverId, buried));
      await writeChanges(
        tx,
        buried.map((serverId) => ({ serverId, kind: 'server-vanished', severity: 'notice', summary: 'merged into another server' })),
        now,
      );
      await markStale(tx, buried);
    });
  }
}
