/** Makes servers out of the stored records: merges, names, and gives each the tools that came with its records. */
import type { Database } from '../db/client.ts';
import { clearFailures, writeFailures } from '../db/failures.ts';
import { anyPending, type LightManifest, lightManifests, manifestsById, settleManifests } from '../db/manifests.ts';
import { EVIDENCE_LEVELS, type Manifest, rank } from '../db/model.ts';
import { buryServers, type ServerDraft, serversWithImpostors, writeServers } from '../db/servers.ts';
import { type ToolList, writeToolLists } from '../db/tools.ts';
import { type Group, mergeManifests, originOf, planServers } from './merge.ts';

const BATCH = 200;

export interface SettleOptions {
  /** Complete listings in a row that must miss every record of a server before it counts as vanished. */
  vanishAfter: number;
  inspectable(manifest: Omit<Manifest, 'tools'>): boolean;
  now: Date;
  signal: AbortSignal;
  progress(done: number, total: number): void;
}

/**
 * Settles every record that waits. All records are looked at lightly, since any of them may decide where another belongs;
 * only servers whose records changed are read and written, in transactions of 200. Safe to stop and repeat.
 */
export async function settle(db: Database, options: SettleOptions): Promise<{ servers: number; tools: number }> {
  if (!(await anyPending(db))) return { servers: 0, tools: 0 };
  const records = await collect(lightManifests(db));
  const groups = planServers(records, options.vanishAfter);
  const disputed = await serversWithImpostors(db);
  const affected = groups.filter((group) => needsWriting(group) || (group.serverId !== undefined && disputed.has(group.serverId)));
  let done = 0;
  let tools = 0;
  for (let from = 0; from < affected.length; from += BATCH) {
    options.signal.throwIfAborted();
    const batch = affected.slice(from, from + BATCH);
    tools += await db.transaction((tx) => settleBatch(tx, batch, options));
    done += batch.length;
    options.progress(done, affected.length);
  }
  const living = new Set(groups.map((group) => group.serverId));
  const left = new Set(records.flatMap((record) => record.serverId ?? []));
  await buryServers(
    db,
    [...left].filter((id) => !living.has(id)),
    options.now,
  );
  return { servers: done, tools };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function needsWriting(group: Group): boolean {
  return group.impostors.length > 0 || group.all.some((record) => record.pending || record.serverId !== group.serverId);
}

async function settleBatch(db: Database, groups: readonly Group[], options: SettleOptions): Promise<number> {
  const full = await manifestsById(
    db,
    groups.flatMap((group) => group.heads.map((head) => head.id)),
  );
  const drafts = groups.map((group): ServerDraft => {
    const heads = group.heads.map((head) => ({ head, stored: full.get(head.id) }));
    const manifest = mergeManifests(heads.flatMap(({ stored }) => stored?.record ?? []));
    return {
      id: group.serverId,
      manifest,
      origins: heads.map(({ head, stored }) => originOf(head, stored?.url)),
      impostors: group.impostors,
      versions: versionsOf(group),
      vanished: group.vanished,
      toolCount: heads.find(({ stored }) => stored?.tools)?.stored?.tools?.length ?? 0,
      rank: Math.min(...group.heads.map((head) => head.rank)),
      inspectable: options.inspectable(manifest),
    };
  });
  const ids = await writeServers(db, drafts, options.now);
  const settled = groups.map((group, index): [number, number[]] => {
    const id = ids[index] ?? 0;
    return [id, group.all.filter((record) => record.pending || record.serverId !== id).map((record) => record.id)];
  });
  await settleManifests(db, new Map(settled));
  await flag(db, groups, options.now);
  return await writeToolLists(
    db,
    groups.flatMap((group, index) => toolListOf(group, full, ids[index] ?? 0)),
    options.now,
  );
}

function versionsOf(group: Group): ServerDraft['versions'] {
  return group.all.flatMap((record) => (record.version === '' ? [] : [{ version: record.version, publishedAt: record.updatedAt }]));
}

/** The strongest list that came with a record; of equals the better source's. */
function toolListOf(group: Group, full: Awaited<ReturnType<typeof manifestsById>>, serverId: number): ToolList[] {
  const lists = group.heads.flatMap((head): ToolList[] => {
    const stored = full.get(head.id);
    if (!stored?.tools?.length) return [];
    return [{ serverId, version: stored.record.version, evidence: stored.evidence ?? 'manifest', tools: stored.tools }];
  });
  const strength = (list: ToolList) => rank(EVIDENCE_LEVELS, list.evidence);
  return lists.sort((a, b) => strength(b) - strength(a)).slice(0, 1);
}

/** Records that claim what another owner proves. */
async function flag(db: Database, groups: readonly Group[], now: Date): Promise<void> {
  const subject = (head: LightManifest) => `${head.source} ${head.ref}`;
  const accused = groups.filter((group) => group.impostorOf.length > 0);
  const impostors = accused.flatMap((group) =>
    group.heads.map((head) => ({
      kind: 'record' as const,
      subject: subject(head),
      code: 'impostor' as const,
      detail: `claims without proof what is proven by ${group.impostorOf.join(', ')}`,
    })),
  );
  await writeFailures(db, impostors, now);
  const cleared = groups.filter((group) => group.impostorOf.length === 0).flatMap((group) => group.heads.map(subject));
  await clearFailures(db, 'record', cleared, 'impostor');
}
