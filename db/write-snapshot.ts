/** Writes the open snapshot: what changed since the last one is written, the rest is taken over byte for byte. */
import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { and, asc, desc, inArray, isNotNull, sql } from 'drizzle-orm';
import { changesSince } from './changes.ts';
import type { Database } from './client.ts';
import { sha256 } from './hash.ts';
import { countServerFailures } from './inspections.ts';
import { CATEGORIES, CATEGORY_PRECEDENCE, type Category, EVIDENCE_LEVELS, type Evidence, RISKS, type Risk, rank } from './model.ts';
import { refreshNamesakes } from './namesakes.ts';
import { type Published, publishedServers, savePublished } from './publications.ts';
import { finishedRuns } from './runs.ts';
import { runs, servers } from './schema.ts';
import { SNAPSHOT_VERSION, type SnapshotEntry, type SnapshotMeta, type SnapshotServer, type SnapshotTool } from './snapshot.ts';
import { openSnapshotFolder, takeOver, writeLines } from './snapshot-folder.ts';
import { snapshotServers } from './snapshot-servers.ts';

/** Raise it when the same rows would give another file: every file is then written anew. */
const WRITER = '1';
const PAGE = 50;
const CHANGES_DAYS = 90;

export interface SnapshotReport {
  servers: number;
  tools: number;
  /** Server files written; the others were taken over. */
  written: number;
  /** Tools without a verdict, left out. */
  unjudged: number;
  byRisk: Record<Risk, number>;
  byCategory: Record<Category, number>;
  /** Day of the data, for the growth picture. */
  date: string;
  seconds: number;
}

export interface SnapshotOptions {
  path: string;
  clock: () => Date;
  signal: AbortSignal;
  progress(done: number, total: number): void;
}

type Totals = Pick<SnapshotMeta, 'servers' | 'serversWithTools' | 'tools' | 'byCategory' | 'byRisk' | 'byEvidence'>;

export async function writeSnapshot(db: Database, options: SnapshotOptions): Promise<SnapshotReport> {
  const started = options.clock();
  await refreshNamesakes(db);
  const folder = openSnapshotFolder(options.path);
  const last = await lastHashes(folder.last);
  const total = await db.$count(servers);
  const totals: Totals = {
    servers: 0,
    serversWithTools: 0,
    tools: 0,
    byCategory: zero(CATEGORIES),
    byRisk: zero(RISKS),
    byEvidence: zero(EVIDENCE_LEVELS),
  };
  let written = 0;
  await writeLines(join(folder.next, 'servers.ndjson'), async (line) => {
    for await (const page of publishedServers(db)) {
      options.signal.throwIfAborted();
      const kept = page.filter((row) => keeps(row, last, folder.last, folder.next));
      const entries = new Map(kept.map((row) => [row.serverId, row.entry ?? '']));
      const stale = page.filter((row) => !entries.has(row.serverId));
      written += stale.length;
      for (const [id, entry] of await writeServers(db, stale, folder.next)) entries.set(id, entry);
      for (const row of page) {
        const entry = entries.get(row.serverId) ?? '';
        add(totals, JSON.parse(entry) as SnapshotEntry);
        await line(entry);
      }
      options.progress(totals.servers, total);
    }
  });
  const generatedAt = await dataMoment(db);
  await writeChangelog(db, join(folder.next, 'changes.ndjson'), generatedAt);
  const meta: SnapshotMeta = {
    version: SNAPSHOT_VERSION,
    generatedAt: generatedAt.toISOString(),
    judge: await judgeVersion(db),
    ...totals,
    failures: await countServerFailures(db),
    growth: await growth(db, generatedAt, totals),
  };
  writeFileSync(join(folder.next, 'snapshot.json'), `${JSON.stringify(meta, null, 2)}\n`);
  folder.publish();
  const [all] = await db.select({ tools: sql<string>`coalesce(sum(${servers.toolCount}), 0)` }).from(servers);
  const { tools, byRisk, byCategory } = totals;
  return {
    servers: totals.servers,
    tools,
    written,
    unjudged: Number(all?.tools ?? 0) - tools,
    byRisk,
    byCategory,
    date: generatedAt.toISOString().slice(0, 10),
    seconds: (options.clock().getTime() - started.getTime()) / 1000,
  };
}

/** Takes the server's file over if nothing changed and the last snapshot really holds what we believe it does. */
function keeps(row: Published, last: ReadonlyMap<string, string>, from: string | undefined, to: string): boolean {
  if (row.stale || row.writer !== WRITER || row.hash === undefined || from === undefined || last.get(row.slug) !== row.hash) return false;
  return takeOver(join(from, 'servers', `${row.slug}.json`), join(to, 'servers', `${row.slug}.json`));
}

async function lastHashes(folder: string | undefined): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  if (folder === undefined) return hashes;
  for await (const line of createInterface({ input: createReadStream(join(folder, 'servers.ndjson')) })) {
    const { slug, hash } = JSON.parse(line) as SnapshotEntry;
    hashes.set(slug, hash);
  }
  return hashes;
}

async function writeServers(db: Database, stale: readonly Published[], folder: string): Promise<Map<number, string>> {
  const entries = new Map<number, string>();
  for (let from = 0; from < stale.length; from += PAGE) {
    const ids = stale.slice(from, from + PAGE).map((row) => row.serverId);
    const rows = (await snapshotServers(db, ids)).map(({ id, server, evidence }) => {
      const text = `${JSON.stringify(server)}\n`;
      const hash = sha256(text);
      writeFileSync(join(folder, 'servers', `${server.slug}.json`), text);
      return { serverId: id, writer: WRITER, hash, entry: JSON.stringify(entryOf(server, evidence, hash)) };
    });
    await savePublished(db, rows);
    for (const row of rows) entries.set(row.serverId, row.entry);
  }
  return entries;
}

function entryOf(server: SnapshotServer, evidence: Evidence | undefined, hash: string): SnapshotEntry {
  const byCategory = zero(CATEGORIES);
  const byRisk = zero(RISKS);
  for (const { verdict } of server.tools) {
    byCategory[verdict.category]++;
    byRisk[verdict.risk]++;
  }
  const worst = worstTool(server.tools);
  const { version } = server.manifest;
  return {
    slug: server.slug,
    name: server.manifest.name,
    title: server.title,
    description: server.manifest.description ?? '',
    ...(version === undefined ? {} : { version }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(server.failure ? { failure: server.failure.code } : {}),
    tools: server.tools.length,
    byCategory,
    byRisk,
    ...(worst ? { worst: { name: worst.name, slug: worst.slug, category: worst.verdict.category, risk: worst.verdict.risk } } : {}),
    hash,
    updatedAt: server.lastSeen,
    ...(server.vanishedAt === undefined ? {} : { vanishedAt: server.vanishedAt }),
  };
}

function worstTool(tools: readonly SnapshotTool[]): SnapshotTool | undefined {
  const badness = ({ verdict }: SnapshotTool) => rank(RISKS, verdict.risk) * 10 - rank(CATEGORY_PRECEDENCE, verdict.category);
  return tools.reduce<SnapshotTool | undefined>((worst, tool) => (!worst || badness(tool) > badness(worst) ? tool : worst), undefined);
}

function add(totals: Totals, entry: SnapshotEntry): void {
  totals.servers++;
  totals.tools += entry.tools;
  if (entry.tools > 0) totals.serversWithTools++;
  for (const category of CATEGORIES) totals.byCategory[category] += entry.byCategory[category];
  for (const risk of RISKS) totals.byRisk[risk] += entry.byRisk[risk];
  if (entry.evidence) totals.byEvidence[entry.evidence] += entry.tools;
}

function zero<T extends string>(words: readonly T[]): Record<T, number> {
  return Object.fromEntries(words.map((word) => [word, 0])) as Record<T, number>;
}

/**
 * When the data was complete: the end of the last crawl or classify, so that the same data gives the same bytes. The last that ran, not
 * the latest moment: a clock may have stood ahead.
 */
async function dataMoment(db: Database): Promise<Date> {
  const [row] = await db
    .select({ at: runs.finishedAt })
    .from(runs)
    .where(and(inArray(runs.command, ['crawl', 'classify']), isNotNull(runs.finishedAt)))
    .orderBy(desc(runs.id))
    .limit(1);
  return row?.at ?? new Date(0);
}

async function judgeVersion(db: Database): Promise<string> {
  const version = sql<string>`regexp_replace(${servers.judged}, ' [^ ]+ [^ ]+$', '')`;
  const [row] = await db
    .select({ version })
    .from(servers)
    .where(sql`${servers.judged} is not null`)
    .groupBy(version)
    .orderBy(desc(sql`count(*)`), asc(version))
    .limit(1);
  return row?.version ?? '';
}

async function writeChangelog(db: Database, path: string, until: Date): Promise<void> {
  const since = new Date(until.getTime() - CHANGES_DAYS * 24 * 60 * 60_000);
  await writeLines(path, async (line) => {
    for await (const change of changesSince(db, since)) await line(JSON.stringify(change));
  });
}

/** One point a day: the last snapshot of each, and this one. Days that are still to come are of a clock that stood ahead. */
async function growth(db: Database, generatedAt: Date, totals: Totals): Promise<SnapshotMeta['growth']> {
  const today = generatedAt.toISOString().slice(0, 10);
  const points = new Map<string, SnapshotMeta['growth'][number]>();
  for (const { report } of await finishedRuns(db, 'snapshot')) {
    const { date, servers: count, tools, byRisk } = report as unknown as SnapshotReport;
    if (date < today) points.set(date, { date, servers: count, tools, byRisk });
  }
  points.set(today, { date: today, servers: totals.servers, tools: totals.tools, byRisk: totals.byRisk });
  return [...points.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}
