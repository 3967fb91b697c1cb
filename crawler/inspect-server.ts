/** One inspection of one server: strongest evidence first. */
import type { DueInspection } from '../db/inspections.ts';
import { EVIDENCE_LEVELS, type FailureCode, type Inspection, rank } from '../db/model.ts';
import { InspectFailed, RequestFailed } from './errors.ts';
import type { InspectContext, Inspector } from './types.ts';

/** For a server to start and answer. */
const SECONDS = 30;
/** With its download, the whole may take so many times longer. */
const WHOLE = 6;

export interface InspectMeans {
  inspectors: readonly Inspector[];
  cacheDir: string;
  /** Asked for by flag only: servers are started where no sandbox works. */
  unsafeNoSandbox: boolean;
  clock: () => Date;
  signal: AbortSignal;
  /** Default 30. */
  seconds?: number | undefined;
  privateOrigins?: InspectContext['privateOrigins'];
}

/** What became of one server: its best inspection, and the failure of the strongest inspector that was tried in vain. */
export interface Outcome {
  inspection: Inspection | undefined;
  failure: { code: FailureCode; detail: string } | undefined;
}

/** Asks the inspectors in order of strength until one gives tools. Throws only bugs and the signal's reason. */
export async function inspectServer({ manifest }: Pick<DueInspection, 'manifest'>, options: InspectMeans): Promise<Outcome> {
  const { seconds = SECONDS } = options;
  const strength = (inspector: Inspector) => rank(EVIDENCE_LEVELS, inspector.evidence);
  const fitting = options.inspectors.filter((inspector) => inspector.fits(manifest)).sort((a, b) => strength(b) - strength(a));
  let failure: Outcome['failure'];
  let bare: Inspection | undefined;
  for (const inspector of fitting) {
    const limit = AbortSignal.timeout(seconds * WHOLE * 1_000);
    try {
      const inspection = await inspector.inspect(manifest, {
        seconds,
        signal: AbortSignal.any([options.signal, limit]),
        cacheDir: options.cacheDir,
        now: options.clock(),
        unsafeNoSandbox: options.unsafeNoSandbox,
        privateOrigins: options.privateOrigins,
      });
      // A remote that asks for a login told us that, and no tools: what it offers may stand in its package.
      if (inspection.tools.length > 0 || !inspection.auth) return { inspection: withAuth(inspection, bare), failure };
      bare ??= inspection;
    } catch (error) {
      if (options.signal.aborted) throw options.signal.reason;
      failure ??= asFailure(error, limit, seconds * WHOLE);
    }
  }
  failure ??= fitting.length === 0 ? { code: 'no-inspector', detail: 'no package or remote of a kind we can read' } : undefined;
  return { inspection: bare, failure: bare ? undefined : failure };
}

function asFailure(error: unknown, limit: AbortSignal, seconds: number): { code: FailureCode; detail: string } {
  if (error instanceof InspectFailed || error instanceof RequestFailed) return { code: error.code, detail: error.detail };
  if (limit.aborted) return { code: 'timeout', detail: `not done within ${seconds} s` };
  throw error;
}

function withAuth(inspection: Inspection, bare: Inspection | undefined): Inspection {
  return bare?.auth && !inspection.auth ? { ...inspection, auth: bare.auth } : inspection;
}
