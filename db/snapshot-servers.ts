/** Assembles what the snapshot says of servers, a page of them at a time. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { changesOf } from './changes.ts';
import type { Database } from './client.ts';
import type {
  Change,
  Evidence,
  Failure,
  FailureCode,
  Inspection,
  Manifest,
  Origin,
  Provenance,
  StoredVerdict,
  ToolDefinition,
} from './model.ts';
import { namesakesOf, shownBeside } from './namesakes.ts';
import { classifications, definitions, inspections, servers, tools } from './schema.ts';
import type { SnapshotServer, SnapshotTool } from './snapshot.ts';

/** Servers by id, in the order of the ids given. Tools without a verdict of their present definition are left out. */
export async function snapshotServers(
  db: Database,
  ids: readonly number[],
): Promise<{ id: number; server: SnapshotServer; evidence: Evidence | undefined }[]> {
  const rows = await db
    .select()
    .from(servers)
    .leftJoin(inspections, eq(inspections.serverId, servers.id))
    .where(inArray(servers.id, [...ids]));
  const byId = new Map(rows.map((row) => [row.servers.id, row]));
  const toolRows = Map.groupBy(await judgedTools(db, ids), (row) => row.serverId);
  const namesakes = await namesakesOf(db, [...new Set([...toolRows.values()].flat().map((row) => row.name))]);
  const changes = await changesOf(db, ids);
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const own = changes.get(id) ?? [];
    const evidence = (row.servers.evidence ?? undefined) as Evidence | undefined;
    const list = (toolRows.get(id) ?? []).map((tool) =>
      toolOf(tool, evidence ?? 'manifest', own, shownBeside(namesakes.get(tool.name) ?? [], { server: row.servers.slug, hash: tool.hash })),
    );
    return [{ id, server: serverOf(row, list, own), evidence }];
  });
}

function judgedTools(db: Database, ids: readonly number[]) {
  return db
    .select({
      serverId: tools.serverId,
      slug: tools.slug,
      name: tools.name,
      hash: tools.definitionHash,
      provenance: tools.provenance,
      firstSeen: tools.firstSeen,
      changedAt: tools.changedAt,
      body: definitions.body,
      verdict: classifications.verdict,
    })
    .from(tools)
    .innerJoin(definitions, eq(definitions.hash, tools.definitionHash))
    .innerJoin(
      classifications,
      and(eq(classifications.id, tools.classificationId), eq(classifications.definitionHash, tools.definitionHash)),
    )
    .where(inArray(tools.serverId, [...ids]))
    .orderBy(asc(tools.serverId), asc(tools.position));
}

type JudgedRow = Awaited<ReturnType<typeof judgedTools>>[number];

function toolOf(row: JudgedRow, evidence: Evidence, changes: readonly Change[], elsewhere: SnapshotTool['elsewhere']): SnapshotTool {
  const definition = JSON.parse(row.body) as ToolDefinition;
  const { override, ...verdict } = JSON.parse(row.verdict) as StoredVerdict;
  return {
    name: definition.name,
    slug: row.slug,
    hash: row.hash,
    evidence,
    definition,
    verdict,
    ...(override ? { override } : {}),
    ...(row.provenance === null ? {} : { provenance: JSON.parse(row.provenance) as Provenance }),
    firstSeen: row.firstSeen.toISOString(),
    lastChanged: row.changedAt.toISOString(),
    elsewhere,
    changes: changes.filter((change) => change.tool === row.slug),
  };
}

function serverOf(
  row: { servers: typeof servers.$inferSelect; inspections: typeof inspections.$inferSelect | null },
  list: SnapshotTool[],
  changes: Change[],
): SnapshotServer {
  const { servers: server, inspections: inspection } = row;
  const lastSeen = Math.max(server.changedAt.getTime(), inspection?.inspectedAt?.getTime() ?? 0);
  const failure: Failure | undefined =
    inspection?.failureCode && inspection.failureAt
      ? {
          code: inspection.failureCode as FailureCode,
          ...(inspection.failureDetail ? { detail: inspection.failureDetail } : {}),
          at: inspection.failureAt.toISOString(),
        }
      : undefined;
  return {
    slug: server.slug,
    title: server.title,
    manifest: JSON.parse(server.manifest) as Omit<Manifest, 'tools'>,
    origins: JSON.parse(server.origins) as Origin[],
    impostors: JSON.parse(server.impostors) as string[],
    ...(inspection?.report && inspection.inspectedAt ? { inspection: inspectionOf(inspection.report, inspection.inspectedAt) } : {}),
    ...(failure ? { failure } : {}),
    tools: list,
    changes,
    firstSeen: server.firstSeen.toISOString(),
    lastSeen: new Date(lastSeen).toISOString(),
    ...(server.vanishedAt ? { vanishedAt: server.vanishedAt.toISOString() } : {}),
  };
}

function inspectionOf(report: string, at: Date): NonNullable<SnapshotServer['inspection']> {
  const { unsure: _, ...inspection } = JSON.parse(report) as Omit<Inspection, 'tools'>;
  return { ...inspection, at: at.toISOString() };
}
