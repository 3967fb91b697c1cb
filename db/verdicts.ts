/**
 * Verdicts, keyed by (definition hash, context hash, judge version). The classifier streams {@link serversToJudge}, judges,
 * and gives the verdicts back in batches to {@link saveVerdicts}; a server that is saved is not asked for again.
 */
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { type NewChange, writeChanges } from './changes.ts';
import type { Database } from './client.ts';
import { contextOf } from './hash.ts';
import {
  CATEGORIES,
  type Category,
  RISKS,
  type Risk,
  rank,
  type ServerContext,
  type StoredVerdict,
  type ToolDefinition,
  type Verdict,
} from './model.ts';
import { markStale } from './publications.ts';
import { classifications, definitions, servers, tools } from './schema.ts';
import { upsert } from './upsert.ts';

const PAGE = 100;

/** One server with all its tools, some of which have no verdict of this judge version in their present context. */
export interface ServerToJudge {
  serverId: number;
  /** Name, description and title, and the names of its tools. */
  context: ServerContext;
  contextHash: string;
  /** Of the tool list; give it back with the verdicts. */
  toolsHash: string;
  /** In the server's order. `hash` is the definition's. */
  tools: { hash: string; definition: ToolDefinition }[];
}

/** Verdicts of all tools of one server, as {@link serversToJudge} gave it. */
export interface JudgedServer {
  serverId: number;
  contextHash: string;
  toolsHash: string;
  verdicts: { hash: string; verdict: StoredVerdict }[];
}

function needsJudging(judgeVersion: string) {
  return and(
    gt(servers.toolCount, 0),
    sql`${servers.judged} is distinct from ${judgeVersion}::text || ' ' || ${servers.contextHash} || ' ' || ${servers.toolsHash}`,
  );
}

/** How many servers and tools {@link serversToJudge} will give: for progress. */
export async function countToJudge(db: Database, judgeVersion: string): Promise<{ servers: number; tools: number }> {
  const [row] = await db
    .select({ servers: sql<string>`count(*)`, tools: sql<string>`coalesce(sum(${servers.toolCount}), 0)` })
    .from(servers)
    .where(needsJudging(judgeVersion));
  return { servers: Number(row?.servers ?? 0), tools: Number(row?.tools ?? 0) };
}

/** Servers with a tool that this judge version has no verdict for, one by one, in the order of ids. */
export async function* serversToJudge(db: Database, judgeVersion: string): AsyncGenerator<ServerToJudge> {
  for (let after = 0; ; ) {
    const page = await db
      .select({
        serverId: servers.id,
        name: servers.name,
        title: servers.title,
        description: servers.description,
        contextHash: servers.contextHash,
        toolsHash: servers.toolsHash,
      })
      .from(servers)
      .where(and(needsJudging(judgeVersion), gt(servers.id, after)))
      .orderBy(asc(servers.id))
      .limit(PAGE);
    const last = page.at(-1);
    if (!last) return;
    after = last.serverId;
    const rows = await db
      .select({ serverId: tools.serverId, hash: definitions.hash, body: definitions.body })
      .from(tools)
      .innerJoin(definitions, eq(definitions.hash, tools.definitionHash))
      .where(
        inArray(
          tools.serverId,
          page.map((server) => server.serverId),
        ),
      )
      .orderBy(asc(tools.serverId), asc(tools.position));
    const byServer = Map.groupBy(rows, (row) => row.serverId);
    for (const { serverId, contextHash, toolsHash, ...row } of page) {
      const listed = (byServer.get(serverId) ?? []).map(({ hash, body }) => ({ hash, definition: JSON.parse(body) as ToolDefinition }));
      const siblings = listed.map(({ definition }) => definition.name);
      yield { serverId, contextHash, toolsHash: toolsHash ?? '', context: contextOf(row, siblings), tools: listed };
    }
  }
}

/**
 * Saves the verdicts of a batch of whole servers (50 or so at a time), and the changes they make: `verdict-changed`, and
 * `suspicious-text` where it appeared. One transaction.
 */
export async function saveVerdicts(db: Database, judgeVersion: string, batch: readonly JudgedServer[], now: Date): Promise<void> {
  if (batch.length === 0) return;
  await db.transaction(async (tx) => {
    const rows = batch.flatMap((server) =>
      server.verdicts.map(({ hash, verdict }) => ({
        definitionHash: hash,
        contextHash: server.contextHash,
        judgeVersion,
        verdict: JSON.stringify(verdict),
      })),
    );
    const unique = new Map(rows.map((row) => [`${row.definitionHash} ${row.contextHash}`, row]));
    await upsert(tx, classifications, [...unique.values()], {
      key: ['definitionHash', 'contextHash', 'judgeVersion'],
      update: ['verdict'],
    });
    const judged = await withVerdicts(tx, batch);
    await point(tx, judgeVersion, judged, batch);
    await writeChanges(tx, judged.flatMap(changesOf), now);
    await markStale(
      tx,
      batch.map((server) => server.serverId),
    );
  });
}

/** A tool as it is stored, with the verdict on its present definition. */
interface JudgedTool {
  serverId: number;
  slug: string;
  hash: string;
  context: string;
  verdict: StoredVerdict;
  /** What was judged of it before, perhaps of an earlier definition. */
  before: { category: string | null; risk: string | null; verdict: string | null };
}

async function withVerdicts(db: Database, batch: readonly JudgedServer[]): Promise<JudgedTool[]> {
  const stored = await db
    .select({
      serverId: tools.serverId,
      slug: tools.slug,
      hash: tools.definitionHash,
      category: tools.category,
      risk: tools.risk,
      verdict: classifications.verdict,
    })
    .from(tools)
    .leftJoin(classifications, eq(classifications.id, tools.classificationId))
    .where(
      inArray(
        tools.serverId,
        batch.map((server) => server.serverId),
      ),
    )
    .orderBy(asc(tools.serverId), asc(tools.position));
  const verdicts = new Map(
    batch.flatMap(({ serverId, contextHash: context, verdicts: list }) =>
      list.map(({ hash, verdict }) => [`${serverId} ${hash}`, { context, verdict }] as const),
    ),
  );
  return stored.flatMap(({ serverId, slug, hash, ...before }) => {
    const judged = verdicts.get(`${serverId} ${hash}`);
    return judged ? [{ serverId, slug, hash, ...judged, before }] : [];
  });
}

function changesOf({ serverId, slug, verdict, before }: JudgedTool): NewChange[] {
  const changes: NewChange[] = [];
  const of = { serverId, tool: slug };
  if (before.category !== null && before.risk !== null && (before.category !== verdict.category || before.risk !== verdict.risk)) {
    const worse = rank(RISKS, verdict.risk) > rank(RISKS, before.risk as Risk);
    changes.push({
      ...of,
      kind: 'verdict-changed',
      severity: worse ? 'notice' : 'info',
      summary: `${before.category}, ${before.risk} → ${verdict.category}, ${verdict.risk}`,
      diff: [
        { field: 'category', before: before.category, after: verdict.category },
        { field: 'risk', before: before.risk, after: verdict.risk },
      ].filter(({ before: was, after: is }) => was !== is),
    });
  }
  const wasClean = () => before.verdict === null || (JSON.parse(before.verdict) as Verdict).suspiciousText.length === 0;
  if (verdict.suspiciousText.length > 0 && wasClean())
    changes.push({
      ...of,
      kind: 'suspicious-text',
      // In a tool that was clean before it is an attack in the making.
      severity: before.verdict === null ? 'notice' : 'alarm',
      summary: [...new Set(verdict.suspiciousText.map(({ signal }) => signal))].join(', '),
      diff: verdict.suspiciousText.slice(0, 5).map(({ field, excerpt }) => ({ field, after: excerpt })),
    });
  return changes;
}

/** Points the tools at their verdicts, and marks the servers as judged. */
async function point(db: Database, judgeVersion: string, judged: readonly JudgedTool[], batch: readonly JudgedServer[]): Promise<void> {
  const rows = judged.map(({ serverId, slug, hash, context, verdict: { category, risk } }) => ({
    server: serverId,
    slug,
    hash,
    context,
    category,
    risk,
  }));
  await db.execute(sql`update tools t set classification_id = c.id, category = r.category, risk = r.risk
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(server int, slug text, hash text, context text, category text, risk text)
      join classifications c on c.definition_hash = r.hash and c.context_hash = r.context and c.judge_version = ${judgeVersion}
    where t.server_id = r.server and t.slug = r.slug and t.definition_hash = r.hash
      and (t.classification_id, t.category, t.risk) is distinct from (c.id, r.category, r.risk)`);
  const keys = batch.map((server) => ({ id: server.serverId, judged: `${judgeVersion} ${server.contextHash} ${server.toolsHash}` }));
  await db.execute(sql`update servers s set judged = r.judged
    from json_to_recordset(${JSON.stringify(keys)}::json) as r(id int, judged text) where s.id = r.id`);
}

/** Has servers judged once more even though nothing about them changed, e.g. because a review came in. Unknown names and ids are passed over. */
export async function judgeAgain(db: Database, which: { names: readonly string[] } | { ids: readonly number[] }): Promise<void> {
  const some = 'names' in which ? inArray(servers.name, [...which.names]) : inArray(servers.id, [...which.ids]);
  await db.update(servers).set({ judged: null }).where(some);
}

/** Verdicts that no tool points at any more (an older judge, an older definition) are dropped. Call after judging. */
export async function dropUnusedVerdicts(db: Database): Promise<void> {
  // Found in the index of their ids first: the verdicts themselves are long.
  await db.execute(sql`with unused as materialized
      (select c.id from classifications c where not exists (select from tools t where t.classification_id = c.id))
    delete from classifications where id in (select id from unused)`);
}

export interface Tally {
  tools: number;
  byCategory: Record<Category, number>;
  byRisk: Record<Risk, number>;
}

/** All tools by category and risk; those not yet judged count in `tools` only. */
export async function tallyTools(db: Database): Promise<Tally> {
  const rows = await db
    .select({ category: tools.category, risk: tools.risk, count: sql<string>`count(*)` })
    .from(tools)
    .groupBy(tools.category, tools.risk);
  const zero = <T extends string>(words: readonly T[]) => Object.fromEntries(words.map((word) => [word, 0])) as Record<T, number>;
  const tally: Tally = { tools: 0, byCategory: zero(CATEGORIES), byRisk: zero(RISKS) };
  for (const { category, risk, count } of rows) {
    tally.tools += Number(count);
    if (category !== null) tally.byCategory[category as Category] += Number(count);
    if (risk !== null) tally.byRisk[risk as Risk] += Number(count);
  }
  return tally;
}
