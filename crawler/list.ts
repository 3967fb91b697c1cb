/** Lists one source and stores what it says, batch by batch. */
import type { Database } from '../db/client.ts';
import { forgetRecordFailures, type RecordedFailure, writeFailures } from '../db/failures.ts';
import { definitionHash, sha256 } from '../db/hash.ts';
import { changedRecords, countMissing, type ManifestRow, storeDefinitions, storeManifests } from '../db/manifests.ts';
import type { FailureCode, ToolDefinition } from '../db/model.ts';
import { readCursor, writeCursor } from '../db/sources.ts';
import type { CrawlerConfig } from './config.ts';
import { RequestFailed, SourceStopped } from './errors.ts';
import { claimsOf } from './merge.ts';
import { cleanText } from './normalize.ts';
import type { Cursor, Found, Source } from './types.ts';

const BATCH = 500;
/** Definitions held before they are looked at; a batch of servers may hold very many. */
const BATCH_TOOLS = 4_000;

export interface SourceReport {
  seen: number;
  changed: number;
  /** Elements that could not be read, by code. */
  skipped: Record<string, number>;
  /** Why it could not go on. */
  stopped?: { code: FailureCode; detail: string };
}

export interface ListOptions {
  config: CrawlerConfig;
  /** At most so many records. */
  limit: number | undefined;
  now: Date;
  signal: AbortSignal;
  progress(seen: number): void;
}

/** Never throws for what the source does: where it stops is part of the report, and its old rows stand. */
export async function listSource(db: Database, source: Source, argument: string | undefined, options: ListOptions): Promise<SourceReport> {
  const { config, now, signal } = options;
  const part = argument === undefined ? '' : (source.part?.(argument) ?? '');
  const report: SourceReport = { seen: 0, changed: 0, skipped: {} };
  const seen = new Set<string>();
  const broken: RecordedFailure[] = [];
  let batch: Listed[] = [];
  let tools = 0;
  let reached: Cursor | undefined;
  let complete = false;

  const flush = async () => {
    await db.transaction(async (tx) => {
      const bodies = new Map<string, ToolDefinition>();
      const rows = (await changedRecords(tx, batch)).map((record) => toRow(record, bodies));
      await storeDefinitions(tx, bodies);
      await storeManifests(tx, rows, now);
      report.changed += rows.length;
      if (reached) await writeCursor(tx, source.id, reached);
    });
    batch = [];
    tools = 0;
    reached = undefined;
    options.progress(report.seen);
  };

  try {
    const cursor = await readCursor(db, source.id);
    const context = {
      cursor,
      config,
      now,
      signal,
      argument,
      save: (position: Cursor) => {
        reached = position;
      },
      listedAll: () => {
        complete = true;
      },
    };
    for await (const item of source.list(context)) {
      signal.throwIfAborted();
      if ('skipped' in item) {
        const { ref, code, detail } = item.skipped;
        report.skipped[code] = (report.skipped[code] ?? 0) + 1;
        broken.push({ kind: 'record', subject: `${source.id} ${ref}`, code, detail });
        continue;
      }
      const record = toListed(item, source, part);
      seen.add(`${record.ref}\n${record.version}`);
      batch.push(record);
      tools += record.tools?.length ?? 0;
      report.seen++;
      if (report.seen === options.limit) {
        // Cut short: neither complete nor at the position the source believes it is at.
        reached = undefined;
        break;
      }
      if (batch.length >= BATCH || tools >= BATCH_TOOLS) await flush();
    }
  } catch (error) {
    if (!(error instanceof SourceStopped || error instanceof RequestFailed)) throw error;
    report.stopped = { code: error.code, detail: error.detail };
  }
  await flush();
  await writeFailures(db, broken, now);
  if (complete) {
    await countMissing(db, source.id, part, (ref, version) => seen.has(`${ref}\n${version}`), config.vanishAfter);
    await forgetRecordFailures(db, source.id, new Set(broken.map((failure) => failure.subject)));
  }
  return report;
}

/** A record as it was listed. Most of them stand as they are stored: their tools are hashed one by one only where they do not. */
interface Listed extends Omit<ManifestRow, 'tools'> {
  tools: ToolDefinition[] | undefined;
}

function toListed({ manifest, origin, names = [] }: Found, source: Source, part: string): Listed {
  const { tools, evidence, ...record } = manifest;
  const claims = claimsOf(manifest, source.vouches, names);
  return {
    source: origin.source,
    ref: origin.ref,
    version: manifest.version ?? '',
    part,
    rank: source.rank,
    name: manifest.name,
    url: origin.url,
    record,
    recordHash: sha256(JSON.stringify([record, tools ?? null, evidence ?? null, origin.url ?? null, claims])).slice(0, 32),
    claims,
    tools,
    evidence: tools ? (evidence ?? 'manifest') : undefined,
  };
}

function toRow({ tools, ...record }: Listed, bodies: Map<string, ToolDefinition>): ManifestRow {
  const listed = tools?.map((tool) => {
    const hash = definitionHash(tool);
    bodies.set(hash, tool);
    return { name: cleanText(tool.name, 300), hash };
  });
  return { ...record, tools: listed };
}
