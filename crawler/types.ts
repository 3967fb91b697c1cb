/** The two seams of the crawler: a Source says who exists, an Inspector says what one server can do. */
import type { FailureCode, Inspection, Manifest, Origin } from '../db/model.ts';

/** One server as found by a source. */
export interface Found {
  manifest: Manifest;
  origin: Origin;
}

/** An element that a source could not read: recorded, and the source goes on. */
export interface Skipped {
  skipped: { ref: string; code: FailureCode; detail: string };
}

/** Where a source stood, opaque to the runner; stored between nights. JSON-serialisable. */
export type Cursor = { [key: string]: string | number | boolean | null };

/** What a source is given by the runner. */
export interface SourceContext {
  cursor: Cursor | undefined;
  /** Call whenever everything before is safe to keep; the runner stores it after writing those rows. */
  save(cursor: Cursor): void;
  now: Date;
  signal: AbortSignal;
  /** What stands after the colon of `file:PATH`. */
  argument: string | undefined;
}

/**
 * A source of servers: one file in `sources/`. Yields in its own order; throws {@link SourceStopped} when it cannot go on (its old rows stand).
 * `rank`: lower is the better source when fields are merged.
 */
export interface Source {
  id: string;
  title: string;
  rank: number;
  list(context: SourceContext): AsyncIterable<Found | Skipped>;
}

/** What an inspector is given. `seconds` is the limit on the whole inspection. */
export interface InspectContext {
  seconds: number;
  signal: AbortSignal;
  /** Folder for caches that outlive the inspection (installed packages, tarballs). */
  cacheDir: string;
  now: Date;
}

/** An inspector: one file in `inspectors/`. Throws {@link InspectFailed} with a code of the closed list; anything else thrown is a bug. */
export interface Inspector {
  id: string;
  title: string;
  evidence: Inspection['evidence'];
  /** Whether it can say anything about this server (has a package of its kind, a remote, …). Pure. */
  fits(manifest: Manifest): boolean;
  inspect(manifest: Manifest, context: InspectContext): Promise<Inspection>;
}
