/** What is asked of a sandbox, and what it promises. */
import type { Readable, Writable } from 'node:stream';
import type { FailureCode } from '../../db/model.ts';

/** Sizes in bytes. Whatever passes a limit is killed, with the code of that limit on {@link Exit}. */
export interface Limits {
  /** From start to death, whatever happens. */
  seconds: number;
  /** Anonymous and shared memory of all processes together; one process can map half as much again at most. */
  memory: number;
  /** Threads of all processes together (a bare Node has eleven). */
  tasks: number;
  stdout: number;
  stderr: number;
  /** Of each writable folder; there are three, and those that an image has besides share as much. */
  disk: number;
}

export const DEFAULT_LIMITS: Limits = {
  seconds: 30,
  memory: 1024 ** 3,
  tasks: 100,
  stdout: 64 * 1024 ** 2,
  stderr: 16 * 1024 ** 2,
  disk: 64 * 1024 ** 2,
};

/** Names inside the sandbox, the same on every machine, so that no path of ours gets into a definition. */
export const PACKAGE_DIR = '/package';
export const HOME_DIR = '/home/sandbox';
/** Empty and writable: what is given where a server asks for a folder. */
export const WORKSPACE_DIR = '/home/sandbox/workspace';
export const NODE_BIN = '/node/bin/node';

export interface Launch {
  /** Folder of ours that is seen as {@link PACKAGE_DIR}, read-only; of an image, as the root. */
  packageDir: string;
  /** Other files and folders of ours that are seen, read-only: [ours, as seen inside], parents first. */
  beside?: readonly (readonly [string, string])[] | undefined;
  /** Set where it is an image, which brings libraries of its own: where it starts, and its writable folders. */
  image?: { cwd: string; memory: readonly string[] } | undefined;
  /** Its PATH; default Node's folder and the few programs there are. */
  path?: string | undefined;
  /** The command as seen inside, e.g. `[NODE_BIN, '/package/node_modules/x/index.js']`. */
  command: readonly string[];
  /** The whole environment, beside HOME, PATH, TMPDIR, LANG and USER. Nothing is inherited. */
  env: Readonly<Record<string, string>>;
  limits: Limits;
  /** Folder of ours for what drivers keep between runs. */
  stateDir: string;
  /** Kills it. */
  signal?: AbortSignal | undefined;
}

/** How a sandbox ended; `killed` where we did it for passing a limit. */
export interface Exit {
  code: number | null;
  signal: string | null;
  killed?: FailureCode | undefined;
}

/** A running sandbox. After `exited` resolves, no process of it is left. */
export interface Running {
  driver: string;
  stdin: Writable;
  stdout: Readable;
  /** The last 4 KB of stderr, without colours. A stranger's text. */
  stderrTail(): string;
  /** Kills the whole tree; resolves when it is gone. `code` is what is recorded, where a limit was passed. */
  kill(code?: FailureCode): Promise<Exit>;
  exited: Promise<Exit>;
}

/** This host lacks what a driver needs. */
export class DriverUnavailable extends Error {}

/** A command line of the host that runs a {@link Launch} confined. */
interface Wrapped {
  file: string;
  args: string[];
  env: Record<string, string>;
  /** On the host; `/` where the driver sets it inside. */
  cwd: string;
  /** No namespace holds the tree together: it gets a group of its own. */
  loose?: boolean | undefined;
  /** What the driver's own programs print to stderr. */
  chatter?: RegExp | undefined;
  /** Folder to remove after the end. */
  scratch?: string | undefined;
}

/** A way to confine a process: one file each, strongest first in index.ts. */
export interface Driver {
  id: string;
  title: string;
  /** False where it cannot start an image. */
  images?: boolean | undefined;
  /** Throws {@link DriverUnavailable}. */
  wrap(launch: Launch): Promise<Wrapped>;
}
