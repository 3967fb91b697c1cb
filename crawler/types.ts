/** The two seams of the crawler: a Source says who exists, an Inspector says what one server can do. */

import type { FailureCode, Inspection, Manifest, Origin, ServerPackage } from '../db/model.ts';
import type { CrawlerConfig } from './config.ts';
import type { Driver, Launch } from './sandbox/types.ts';

/** One server as found by a source. */
export interface Found {
  manifest: Manifest;
  origin: Origin;
  /** Names of servers that the record itself says it is, such as `mcpName` of a package: proof only where the server says the same of it. */
  names?: string[] | undefined;
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
  config: CrawlerConfig;
  /** What stands after the colon of `file:PATH`. */
  argument: string | undefined;
  /** Call at the end of a listing that began at the start and left nothing out: what it did not name is missing. */
  listedAll(): void;
}

/**
 * A source of servers: one file in `sources/`. Yields in its own order; throws {@link SourceStopped} when it cannot go on (its old rows stand).
 * `rank`: lower is the better source when fields are merged.
 */
export interface Source {
  id: string;
  title: string;
  rank: number;
  /** What this source checks of its records: the namespace of names, and kinds of claims (`npm`, `pypi`, `oci`, `repo`). */
  vouches: { name: boolean; kinds: readonly string[] };
  /** Names the listing that an argument stands for, where several of one source live side by side (files). */
  part?(argument: string): string;
  /** One line on why it cannot begin with this argument, before anything is done. */
  refuses?(argument: string | undefined): string | undefined;
  list(context: SourceContext): AsyncIterable<Found | Skipped>;
}

/** What an inspector is given. `seconds` is the limit on the whole inspection. */
export interface InspectContext {
  seconds: number;
  signal: AbortSignal;
  /** Folder for caches that outlive the inspection (installed packages, tarballs). */
  cacheDir: string;
  now: Date;
  /** Registry to install npm packages from. Default: npm's own configuration. */
  npmRegistry?: string | undefined;
  /** Index to install Python packages from. Default: `PYPI_URL`. */
  pypiIndex?: string | undefined;
  /** Where images are fetched from, by the name of their registry. Default: `OCI_MIRRORS`. */
  ociMirrors?: Readonly<Record<string, string>> | undefined;
  /** Start servers even where no sandbox works on this host: only where the operator said so. */
  unsafeNoSandbox?: boolean | undefined;
  /** Origins (`http://127.0.0.1:3000`) of the operator's own that may be private; for tests and `inspect`. */
  privateOrigins?: readonly string[] | undefined;
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

/** Kinds of packages that are started, in the words of `registryType`. */
export const PACKAGE_KINDS = ['npm', 'pypi', 'oci'] as const;
export type PackageKind = (typeof PACKAGE_KINDS)[number];

/** Where a runner brings a package, and how it will be started. */
export interface RunnerMeans {
  context: InspectContext;
  driver: Driver;
  stateDir: string;
}

/** A package on this machine; `release` when it is no longer needed. */
export interface Brought {
  /** Really brought: exact, whatever was asked for. */
  version: string;
  /** Of an image. */
  digest?: string | undefined;
  /** How it is started, without the arguments and variables of its record. */
  launch: Pick<Launch, 'packageDir' | 'beside' | 'image' | 'command' | 'env' | 'path'>;
  release(): Promise<void>;
}

/**
 * Brings packages of one kind to this machine without running anything of them: one file in `runners/`, its id the `registryType`.
 * `bring` throws {@link InspectFailed} or {@link RequestFailed}, with `no-runtime` where this machine has nothing to start them with.
 */
export interface Runner {
  id: PackageKind;
  title: string;
  bring(pack: ServerPackage, means: RunnerMeans): Promise<Brought>;
}
