/** Inspects the servers that wait, several at once, strongest evidence first, as long as the night's budget lasts. */
import type { Database } from '../db/client.ts';
import { definitionHash, definitionOf } from '../db/hash.ts';
import { countDue, type DueInspection, dueInspections, saveInspection, saveInspectionFailure } from '../db/inspections.ts';
import { storeDefinitions } from '../db/manifests.ts';
import { EVIDENCE_LEVELS, type FailureCode, type Inspection, rank, type ToolDefinition } from '../db/model.ts';
import { writeToolLists } from '../db/tools.ts';
import { InspectFailed, RequestFailed } from './errors.ts';
import { cleanText } from './normalize.ts';
import type { Inspector } from './types.ts';

/** For a server to start and answer; the whole with its download may take longer. */
const SECONDS = 30;
const WHOLE_MS = 180_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface InspectOptions {
  inspectors: readonly Inspector[];
  parallel: number;
  cacheDir: string;
  /** Asked for by flag only: servers are started where no sandbox works. */
  unsafeNoSandbox: boolean;
  /** No inspection begins after this moment. */
  deadline: Date;
  clock: () => Date;
  signal: AbortSignal;
  progress(done: number, total: number, name: string): void;
}

export interface InspectReport {
  inspected: number;
  /** Of those, the ones that gave nothing. */
  failed: number;
  changed: number;
  failures: Record<string, number>;
  /** Left for the next night. */
  left: number;
  /** What broke in our own code, by server: printed, and the night exits 1. */
  bugs: string[];
}

/** What became of one server: its best inspection, and the failure of the strongest inspector that was tried in vain. */
export interface Outcome {
  inspection: Inspection | undefined;
  failure: { code: FailureCode; detail: string } | undefined;
}

export async function inspectDue(db: Database, options: InspectOptions): Promise<InspectReport> {
  const total = await countDue(db, options.clock());
  const report: InspectReport = { inspected: 0, failed: 0, changed: 0, failures: {}, left: total, bugs: [] };
  const taken = new Set<number>();
  let waiting: DueInspection[] = [];
  let done = 0;
  // One at a time asks for the next servers; the database is one as well.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };
  const next = () =>
    inTurn(async () => {
      if (options.signal.aborted || options.clock() >= options.deadline) return undefined;
      if (waiting.length === 0) {
        waiting = await dueInspections(db, options.clock(), options.parallel * 8, [...taken]);
        for (const due of waiting) taken.add(due.serverId);
      }
      return waiting.shift();
    });
  const worker = async () => {
    for (let due = await next(); due; due = await next()) {
      try {
        const outcome = await inspectServer(due, options);
        const changed = await inTurn(() => saveOutcome(db, due as DueInspection, outcome, options.clock()));
        report.changed += changed;
        report.inspected++;
        if (!outcome.inspection) report.failed++;
        if (outcome.failure) report.failures[outcome.failure.code] = (report.failures[outcome.failure.code] ?? 0) + 1;
      } catch (error) {
        if (options.signal.aborted) return;
        report.bugs.push(`${due.slug}: ${error instanceof Error ? error.stack : error}`);
      }
      options.progress(++done, Math.max(total, done), due.name);
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, worker));
  report.left = Math.max(0, total - done);
  return report;
}

/** Asks the inspectors in order of strength until one gives tools. Throws only bugs and the signal's reason. */
export async function inspectServer(
  { manifest }: Pick<DueInspection, 'manifest'>,
  options: Pick<InspectOptions, 'inspectors' | 'cacheDir' | 'unsafeNoSandbox' | 'clock' | 'signal'>,
): Promise<Outcome> {
  const strength = (inspector: Inspector) => rank(EVIDENCE_LEVELS, inspector.evidence);
  const fitting = options.inspectors.filter((inspector) => inspector.fits(manifest)).sort((a, b) => strength(b) - strength(a));
  let failure: Outcome['failure'];
  let bare: Inspection | undefined;
  for (const inspector of fitting) {
    const limit = AbortSignal.timeout(WHOLE_MS);
    try {
      const inspection = await inspector.inspect(manifest, {
        seconds: SECONDS,
        signal: AbortSignal.any([options.signal, limit]),
        cacheDir: options.cacheDir,
        now: options.clock(),
        unsafeNoSandbox: options.unsafeNoSandbox,
      });
      // A remote that asks for a login told us that, and no tools: what it offers may stand in its package.
      if (inspection.tools.length > 0 || !inspection.auth) return { inspection: withAuth(inspection, bare), failure };
      bare ??= inspection;
    } catch (error) {
      if (options.signal.aborted) throw options.signal.reason;
      failure ??= asFailure(error, limit);
    }
  }
  failure ??= fitting.length === 0 ? { code: 'no-inspector', detail: 'no package or remote of a kind we can read' } : undefined;
  return { inspection: bare, failure: bare ? undefined : failure };
}

function asFailure(error: unknown, limit: AbortSignal): { code: FailureCode; detail: string } {
  if (error instanceof InspectFailed || error instanceof RequestFailed) return { code: error.code, detail: error.detail };
  if (limit.aborted) return { code: 'timeout', detail: `not done within ${WHOLE_MS / 1_000} s` };
  throw error;
}

function withAuth(inspection: Inspection, bare: Inspection | undefined): Inspection {
  return bare?.auth && !inspection.auth ? { ...inspection, auth: bare.auth } : inspection;
}

/** Writes an outcome in one transaction. Returns 1 where the server's tools changed. */
export async function saveOutcome(db: Database, due: DueInspection, outcome: Outcome, now: Date): Promise<number> {
  const again = whenAgain(due, outcome, now);
  const { inspection, failure } = outcome;
  if (!inspection) {
    const known = failure ?? { code: 'no-inspector' as const, detail: '' };
    await db.transaction((tx) => saveInspectionFailure(tx, due.serverId, known, again, now));
    return 0;
  }
  const { tools, ...report } = inspection;
  const bodies = new Map<string, ToolDefinition>();
  const listed = new Map<string, { name: string; hash: string; provenance?: (typeof tools)[number]['provenance'] }>();
  for (const tool of tools) {
    const name = cleanText(tool.name, 300);
    if (listed.has(name)) continue;
    const hash = definitionHash(tool);
    bodies.set(hash, definitionOf(tool));
    listed.set(name, { name, hash, ...(tool.provenance ? { provenance: tool.provenance } : {}) });
  }
  return await db.transaction(async (tx) => {
    await storeDefinitions(tx, bodies);
    await saveInspection(tx, due.serverId, report, failure, again, now);
    // No tools and a login asked for: nothing was learned of the tools.
    if (tools.length === 0 && inspection.auth) return 0;
    const list = {
      serverId: due.serverId,
      version: due.manifest.version ?? inspection.version,
      evidence: inspection.evidence,
      tools: [...listed.values()],
    };
    return await writeToolLists(tx, [list], now);
  });
}

/** A remote may change any day; an exact version of a package hardly. Failures are tried again ever more rarely. */
function whenAgain(due: DueInspection, { inspection, failure }: Outcome, now: Date): Date {
  const after = (ms: number) => new Date(now.getTime() + ms);
  if (failure) return after(Math.min(DAY_MS * 2 ** due.attempts, 14 * DAY_MS) - 4 * HOUR_MS);
  return after(inspection?.evidence === 'live' && due.manifest.packages.length === 0 ? 20 * HOUR_MS : 7 * DAY_MS);
}
