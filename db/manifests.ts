/** The records of the sources, as last told. */
import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import type { Evidence, Manifest, ToolDefinition } from './model.ts';
import { definitions, manifests } from './schema.ts';
import { listed, upsert } from './upsert.ts';

/** Something a record claims to be: `name:…`, `npm:…`, `pypi:…`, `oci:…`, `repo:host/owner/name#folder`. */
interface Claim {
  key: string;
  /** Whether the record's source, or the owner in its name, vouches for the claim. */
  proof: boolean;
}

/** A record as stored; `tools` points into the definitions by hash. */
export interface ManifestRow {
  source: string;
  ref: string;
  version: string;
  part: string;
  rank: number;
  name: string;
  url: string | undefined;
  record: Omit<Manifest, 'tools'>;
  /** Over all that its source says of it: while this stands, so does the rest. */
  recordHash: string;
  claims: Claim[];
  tools: ListedTool[] | undefined;
  evidence: Evidence | undefined;
}

export interface ListedTool {
  name: string;
  hash: string;
}

/** What the merge needs of every record: small, since all of them are held at once. */
export interface LightManifest {
  id: number;
  source: string;
  ref: string;
  version: string;
  rank: number;
  name: string;
  claims: Claim[];
  isLatest: boolean | undefined;
  deleted: boolean;
  updatedAt: string | undefined;
  missing: number;
  pending: boolean;
  serverId: number | undefined;
}

/** Keeps definitions by hash; those that stand already cost a look. */
export async function storeDefinitions(db: Database, bodies: ReadonlyMap<string, ToolDefinition>): Promise<void> {
  const hashes = [...bodies.keys()];
  const known = new Set<string>();
  for (let from = 0; from < hashes.length; from += 500) {
    const found = await db
      .select({ hash: definitions.hash })
      .from(definitions)
      .where(inArray(definitions.hash, hashes.slice(from, from + 500)));
    for (const { hash } of found) known.add(hash);
  }
  const rows = [...bodies].filter(([hash]) => !known.has(hash)).map(([hash, body]) => ({ hash, body: JSON.stringify(body) }));
  // In one order for everyone: two workers that store the same definitions must not wait for each other.
  rows.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  await upsert(db, definitions, rows);
}

/** Of a batch of one source's records those that are new or differ from what is stored, or were missing and are back. Of equals the last. */
export async function changedRecords<T extends Pick<ManifestRow, 'source' | 'ref' | 'version' | 'part' | 'recordHash'>>(
  db: Database,
  batch: readonly T[],
): Promise<T[]> {
  const source = batch[0]?.source;
  if (source === undefined) return [];
  const refs = [...new Set(batch.map((row) => row.ref))];
  const stored = await db
    .select({
      ref: manifests.ref,
      version: manifests.version,
      hash: manifests.recordHash,
      part: manifests.part,
      missing: manifests.missing,
    })
    .from(manifests)
    .where(and(eq(manifests.source, source), sql`${manifests.ref} in ${listed(refs)}`));
  const stands = new Map(stored.map((row) => [`${row.ref}\n${row.version}`, row]));
  const latest = new Map(batch.map((row) => [`${row.ref}\n${row.version}`, row]));
  return [...latest].flatMap(([key, row]) => {
    const old = stands.get(key);
    return !old || old.hash !== row.recordHash || old.part !== row.part || old.missing > 0 ? [row] : [];
  });
}

/** Stores {@link changedRecords}; the definitions that they point at are stored already. */
export async function storeManifests(db: Database, rows: readonly ManifestRow[], now: Date): Promise<void> {
  await upsert(
    db,
    manifests,
    rows.map((row) => ({
      source: row.source,
      ref: row.ref,
      version: row.version,
      part: row.part,
      rank: row.rank,
      name: row.name,
      url: row.url ?? null,
      record: JSON.stringify(row.record),
      recordHash: row.recordHash,
      claims: JSON.stringify(row.claims),
      isLatest: row.record.isLatest ?? null,
      deleted: row.record.status === 'deleted',
      updatedAt: row.record.updatedAt ?? null,
      tools: row.tools ? JSON.stringify(row.tools) : null,
      evidence: row.evidence ?? null,
      // Of one that stands the first moment stands, too.
      firstSeen: now,
      changedAt: now,
      missing: 0,
      pending: true,
    })),
    {
      key: ['source', 'ref', 'version'],
      update: [
        'part',
        'rank',
        'name',
        'url',
        'record',
        'recordHash',
        'claims',
        'isLatest',
        'deleted',
        'updatedAt',
        'tools',
        'evidence',
        'changedAt',
        'missing',
        'pending',
      ],
    },
  );
}

/**
 * After a complete listing of a source's part: records that it no longer held are missing once more, up to `most` times.
 * Returns how many there are.
 */
export async function countMissing(
  db: Database,
  source: string,
  part: string,
  seen: (ref: string, version: string) => boolean,
  most: number,
): Promise<number> {
  let gone = 0;
  for (let after = 0; ; ) {
    const rows = await db
      .select({ id: manifests.id, ref: manifests.ref, version: manifests.version })
      .from(manifests)
      .where(and(eq(manifests.source, source), eq(manifests.part, part), gt(manifests.id, after)))
      .orderBy(asc(manifests.id))
      .limit(5_000);
    const last = rows.at(-1);
    if (!last) return gone;
    after = last.id;
    const ids = rows.filter((row) => !seen(row.ref, row.version)).map((row) => row.id);
    gone += ids.length;
    if (ids.length > 0)
      await db
        .update(manifests)
        .set({ missing: sql`${manifests.missing} + 1`, pending: true })
        .where(and(inArray(manifests.id, ids), lt(manifests.missing, most)));
  }
}

export async function anyPending(db: Database): Promise<boolean> {
  const rows = await db.select({ id: manifests.id }).from(manifests).where(sql`pending`).limit(1);
  return rows.length > 0;
}

/** Every record, lightly, in the order of ids. */
export async function* lightManifests(db: Database): AsyncGenerator<LightManifest> {
  for (let after = 0; ; ) {
    const rows = await db
      .select({
        id: manifests.id,
        source: manifests.source,
        ref: manifests.ref,
        version: manifests.version,
        rank: manifests.rank,
        name: manifests.name,
        claims: manifests.claims,
        isLatest: manifests.isLatest,
        deleted: manifests.deleted,
        updatedAt: manifests.updatedAt,
        missing: manifests.missing,
        pending: manifests.pending,
        serverId: manifests.serverId,
      })
      .from(manifests)
      .where(gt(manifests.id, after))
      .orderBy(asc(manifests.id))
      .limit(2_000);
    for (const row of rows)
      yield {
        ...row,
        claims: JSON.parse(row.claims) as Claim[],
        isLatest: row.isLatest ?? undefined,
        updatedAt: row.updatedAt ?? undefined,
        serverId: row.serverId ?? undefined,
      };
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** Whole records by id. */
export async function manifestsById(db: Database, ids: readonly number[]) {
  const found = new Map<
    number,
    {
      record: Omit<Manifest, 'tools'>;
      tools: ListedTool[] | undefined;
      evidence: Evidence | undefined;
      url: string | undefined;
      firstSeen: Date;
    }
  >();
  for (let from = 0; from < ids.length; from += 500) {
    const rows = await db
      .select()
      .from(manifests)
      .where(inArray(manifests.id, ids.slice(from, from + 500)));
    for (const row of rows)
      found.set(row.id, {
        record: JSON.parse(row.record) as Omit<Manifest, 'tools'>,
        tools: row.tools === null ? undefined : (JSON.parse(row.tools) as ListedTool[]),
        evidence: (row.evidence as Evidence | null) ?? undefined,
        url: row.url ?? undefined,
        firstSeen: row.firstSeen,
      });
  }
  return found;
}

/** The merge is done with these records: they belong to this server. */
export async function settleManifests(db: Database, byServer: ReadonlyMap<number, readonly number[]>): Promise<void> {
  const pairs = [...byServer].flatMap(([server, ids]) => ids.map((id) => ({ id, server })));
  if (pairs.length === 0) return;
  await db.execute(sql`update manifests m set server_id = r.server, pending = false
    from json_to_recordset(${JSON.stringify(pairs)}::json) as r(id integer, server integer) where m.id = r.id`);
}
