/** A crawl with planned sources and inspectors, on a database that stands. */
import { sql } from 'drizzle-orm';
import { crawlerConfig } from '../../crawler/config.ts';
import { type CrawlOptions, type CrawlReport, crawl } from '../../crawler/crawl.ts';
import { readTools } from '../../crawler/normalize.ts';
import type { Found, Inspector, Skipped, Source } from '../../crawler/types.ts';
import { tableNames } from '../../db/backup.ts';
import type { Database } from '../../db/client.ts';
import type { Inspection, Manifest, ToolDefinition } from '../../db/model.ts';

const SILENT = { start: () => ({ at: () => undefined, stop: () => undefined }), say: () => undefined };

/** What a night is told besides its sources. */
export interface Night extends Partial<Omit<CrawlOptions, 'asked'>> {
  sources: Source[];
  at: Date;
}

export function crawlNight(db: Database, { sources, at, ...rest }: Night): Promise<CrawlReport> {
  return crawl(db, {
    asked: sources.map((source) => ({ source, argument: undefined })),
    limit: undefined,
    inspectors: [],
    inspect: true,
    config: crawlerConfig({}),
    cacheDir: '/nowhere',
    unsafeNoSandbox: false,
    shared: undefined,
    deadline: new Date(at.getTime() + 3_600_000),
    clock: () => at,
    signal: new AbortController().signal,
    progress: SILENT,
    ...rest,
  });
}

/** The n-th night. */
export function nightOf(number: number): Date {
  return new Date(Date.UTC(2026, 0, number, 2));
}

/** A source that lists these and is complete, unless `stop` says how it ends. */
export function planned(items: (Found | Skipped)[], changes: Partial<Source> = {}, stop?: () => never): Source {
  return {
    id: 'planned',
    title: 'Planned',
    rank: 20,
    vouches: { name: true, kinds: ['npm', 'pypi'] },
    async *list({ listedAll }) {
      yield* items;
      stop?.();
      listedAll();
    },
    ...changes,
  };
}

export function manifest(name: string, changes: Partial<Manifest> = {}): Manifest {
  return { name, version: '1.0.0', packages: [], remotes: [], ...changes };
}

/** A record with its tools, as a `file:` source gives it. */
export function found(name: string, changes: Partial<Manifest> & { ref?: string; source?: string } = {}): Found {
  const { ref = name, source = 'planned', ...rest } = changes;
  return { manifest: manifest(name, rest), origin: { source, ref } };
}

export function tool(name: string, changes: Partial<ToolDefinition> = {}): ToolDefinition {
  return { name, description: `Does ${name}.`, inputSchema: { type: 'object' }, ...changes };
}

/** An inspector that answers every server with what `answer` says. */
export function inspectorOf(answer: (manifest: Manifest) => Partial<Inspection>, changes: Partial<Inspector> = {}): Inspector {
  return {
    id: 'planned',
    title: 'Planned',
    evidence: 'live',
    fits: () => true,
    inspect: async (of) => ({
      inspector: 'planned',
      evidence: changes.evidence ?? 'live',
      version: of.version,
      tools: readTools([]).tools,
      defects: [],
      ...answer(of),
    }),
    ...changes,
  };
}

const TABLES = tableNames().filter((name) => name !== 'runs');

/** Every row of every table but the runs', for comparing nights. */
export async function allRows(db: Database): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of TABLES) {
    const { rows } = await db.execute<{ row: string }>(sql`select t::text as row from ${sql.identifier(table)} t order by 1`);
    tables[table] = rows.map(({ row }) => row);
  }
  return tables;
}
