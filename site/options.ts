/**
 * What one build was asked for. Pages are bundled apart from the program that starts the build, so the two meet in one slot of
 * the process; without it (an editor, `astro check`) the environment's defaults hold.
 */
import { join } from 'node:path';
import { readConfig, type SiteConfig } from './config.ts';

export interface SiteOptions extends Omit<SiteConfig, 'dataDir'> {
  /** Folder of the snapshot that is shown. */
  snapshot: string;
  /** Folder for what is kept between builds to save work; without it nothing is kept. */
  cache?: string | undefined;
  /** Whether every format lies beside each tool as a file; in large catalogues the pages carry them themselves. */
  formatFiles: boolean;
  /** Slugs of the servers whose pages are built; undefined: all. */
  only?: ReadonlySet<string> | undefined;
  /** Tools of these servers, as `server/tool`, whose pages and files are taken over as they are. */
  kept?: ReadonlySet<string> | undefined;
  /** False where the pages that stand for themselves are made elsewhere. */
  fixed?: boolean | undefined;
  /** Puts a file beside the page at this path; without it none is written, as where a page is only looked at. */
  put?: PutFile | undefined;
}

/** `path` is the page's, as in paths.ts: it begins and ends with a slash. */
export type PutFile = (path: string, name: string, content: string | Uint8Array) => void;

const SLOT = Symbol.for('mcp-risk-index.site.options');
const slots = globalThis as { [SLOT]?: SiteOptions };

export function setOptions(options: SiteOptions): void {
  slots[SLOT] = options;
}

export function options(): SiteOptions {
  if (!slots[SLOT]) {
    const { dataDir, ...rest } = readConfig();
    slots[SLOT] = { ...rest, snapshot: join(dataDir, 'snapshot'), formatFiles: true };
  }
  return slots[SLOT];
}
