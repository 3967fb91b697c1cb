/** The tools of a server: what its strongest evidence lists. */
import { inArray, sql } from 'drizzle-orm';
import { type NewChange, writeChanges } from './changes.ts';
import type { Database } from './client.ts';
import { addedTool, definitionChange, removedTool } from './compare.ts';
import { canonicalJson, contextHash, contextOf, sha256 } from './hash.ts';
import { EVIDENCE_LEVELS, type Evidence, type Provenance, rank, type ToolDefinition } from './model.ts';
import { markNamesGone } from './namesakes.ts';
import { markStale } from './publications.ts';
import { definitions, servers, tools } from './schema.ts';
import { toolSlugs } from './slug.ts';
import { upsert } from './upsert.ts';

/** A whole tool list of one server; its definitions are stored already. Names are unique. */
export interface ToolList {
  serverId: number;
  version: string | undefined;
  evidence: Evidence;
  tools: { name: string; hash: string; provenance?: Provenance | undefined }[];
}

type ServerRow = Pick<
  typeof servers.$inferSelect,
  'id' | 'name' | 'title' | 'description' | 'toolsHash' | 'evidence' | 'toolsVersion' | 'toolCount'
>;
type ToolRow = typeof tools.$inferSelect;

/**
 * Makes these lists the tools of their servers, unless a server has stronger evidence of the same version.
 * Writes what differs and the changes that makes. Run it in a transaction. Returns how many servers changed.
 */
export async function writeToolLists(db: Database, lists: readonly ToolList[], now: Date): Promise<number> {
  if (lists.length === 0) return 0;
  const rows = await db
    .select({
      id: servers.id,
      name: servers.name,
      title: servers.title,
      description: servers.description,
      toolsHash: servers.toolsHash,
      evidence: servers.evidence,
      toolsVersion: servers.toolsVersion,
      toolCount: servers.toolCount,
    })
    .from(servers)
    .where(
      inArray(
        servers.id,
        lists.map((list) => list.serverId),
      ),
    );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const accepted = lists.flatMap((list) => {
    const server = byId.get(list.serverId);
    if (!server || !replaces(server, list)) return [];
    const hash = listHash(list);
    const same = hash === server.toolsHash && list.evidence === server.evidence && (list.version ?? null) === server.toolsVersion;
    return same ? [] : [{ server, list, hash }];
  });
  if (accepted.length === 0) return 0;
  const stored = await storedTools(
    db,
    accepted.filter(({ server }) => server.toolCount > 0).map(({ server }) => server.id),
  );
  const bodies = await changedBodies(
    db,
    accepted.map(({ list }) => ({ list, old: stored.get(list.serverId) ?? [] })),
  );

  const changes: NewChange[] = [];
  const written: (typeof tools.$inferInsert)[] = [];
  const removed: { serverId: number; slug: string; name: string }[] = [];
  for (const { server, list } of accepted) {
    const old = stored.get(server.id) ?? [];
    const plan = planTools(server, list, old, bodies, now);
    written.push(...plan.written);
    removed.push(...plan.removed.map((tool) => ({ serverId: server.id, slug: tool.slug, name: tool.name })));
    // A server's first list is part of its appearance, not a hundred changes.
    if (server.toolsHash !== null) changes.push(...plan.changes);
  }
  if (removed.length > 0)
    await db.execute(sql`delete from ${tools} t using json_to_recordset(${JSON.stringify(removed)}::json) as r("serverId" int, slug text)
      where t.server_id = r."serverId" and t.slug = r.slug`);
  await markNamesGone(
    db,
    removed.map((tool) => tool.name),
  );
  await upsert(db, tools, written, {
    key: ['serverId', 'slug'],
    update: ['name', 'position', 'definitionHash', 'provenance', 'changedAt'],
  });
  await updateServers(db, accepted, now);
  await writeChanges(db, changes, now);
  await markStale(
    db,
    accepted.map(({ server }) => server.id),
  );
  return accepted.length;
}

function replaces(server: ServerRow, list: ToolList): boolean {
  if (server.evidence === null || server.toolsVersion !== (list.version ?? null)) return true;
  return rank(EVIDENCE_LEVELS, list.evidence) >= rank(EVIDENCE_LEVELS, server.evidence as Evidence);
}

function listHash(list: ToolList): string {
  return sha256(canonicalJson(list.tools)).slice(0, 32);
}

async function storedTools(db: Database, serverIds: readonly number[]): Promise<Map<number, ToolRow[]>> {
  const byServer = new Map<number, ToolRow[]>();
  if (serverIds.length === 0) return byServer;
  for (const row of await db
    .select()
    .from(tools)
    .where(inArray(tools.serverId, [...serverIds]))) {
    const list = byServer.get(row.serverId) ?? [];
    list.push(row);
    byServer.set(row.serverId, list);
  }
  return byServer;
}

/** Bodies of the definitions on both sides of every change. */
async function changedBodies(
  db: Database,
  pairs: readonly { list: ToolList; old: readonly ToolRow[] }[],
): Promise<Map<string, ToolDefinition>> {
  const hashes = new Set<string>();
  for (const { list, old } of pairs) {
    const before = new Map(old.map((tool) => [tool.name, tool.definitionHash]));
    for (const tool of list.tools) {
      const hash = before.get(tool.name);
      if (hash === undefined || hash === tool.hash) continue;
      hashes.add(hash).add(tool.hash);
    }
  }
  return await definitionsByHash(db, [...hashes]);
}

/** Definitions by hash. */
async function definitionsByHash(db: Database, hashes: readonly string[]): Promise<Map<string, ToolDefinition>> {
  const found = new Map<string, ToolDefinition>();
  for (let from = 0; from < hashes.length; from += 500) {
    const rows = await db
      .select()
      .from(definitions)
      .where(inArray(definitions.hash, hashes.slice(from, from + 500)));
    for (const row of rows) found.set(row.hash, JSON.parse(row.body) as ToolDefinition);
  }
  return found;
}

function planTools(server: ServerRow, list: ToolList, old: readonly ToolRow[], bodies: ReadonlyMap<string, ToolDefinition>, now: Date) {
  const before = new Map(old.map((tool) => [tool.name, tool]));
  const names = list.tools.map((tool) => tool.name);
  const slugs = toolSlugs(names, new Map(old.map((tool) => [tool.name, tool.slug])));
  const newVersion = server.toolsVersion !== (list.version ?? null);
  const changes: NewChange[] = [];
  const written = list.tools.map((tool, position) => {
    const was = before.get(tool.name);
    const slug = slugs.get(tool.name) ?? '';
    const changed = was !== undefined && was.definitionHash !== tool.hash;
    if (!was) changes.push({ ...addedTool(newVersion), serverId: server.id, tool: slug });
    if (changed) {
      const [from, to] = [bodies.get(was.definitionHash), bodies.get(tool.hash)];
      if (from && to) changes.push({ ...definitionChange(from, to, newVersion), serverId: server.id, tool: slug });
    }
    return {
      serverId: server.id,
      slug,
      name: tool.name,
      position,
      definitionHash: tool.hash,
      provenance: tool.provenance ? JSON.stringify(tool.provenance) : null,
      firstSeen: was?.firstSeen ?? now,
      changedAt: was && !changed ? was.changedAt : now,
    };
  });
  const kept = new Set(names);
  const removed = old.filter((tool) => !kept.has(tool.name));
  changes.push(...removed.map((tool) => ({ ...removedTool(newVersion), serverId: server.id, tool: tool.slug })));
  return { written, removed, changes };
}

async function updateServers(
  db: Database,
  accepted: readonly { server: ServerRow; list: ToolList; hash: string }[],
  now: Date,
): Promise<void> {
  const rows = accepted.map(({ server, list, hash }) => ({
    id: server.id,
    hash,
    count: list.tools.length,
    evidence: list.evidence,
    version: list.version ?? null,
    context: contextHash(
      contextOf(
        server,
        list.tools.map((tool) => tool.name),
      ),
    ),
    at: now.toISOString(),
  }));
  await db.execute(sql`update servers s set tools_hash = r.hash, tool_count = r.count, evidence = r.evidence, tools_version = r.version,
      context_hash = r.context, changed_at = r.at
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r(id int, hash text, count int, evidence text, version text, context text, at timestamptz)
    where s.id = r.id`);
}
