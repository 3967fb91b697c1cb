/** Lists one source by itself, as the runner would. */
import { type CrawlerConfig, crawlerConfig } from '../../crawler/config.ts';
import { RequestFailed, SourceStopped } from '../../crawler/errors.ts';
import type { Cursor, Found, Skipped, Source } from '../../crawler/types.ts';

export interface Listing {
  found: Found[];
  skipped: Skipped['skipped'][];
  /** The last cursor it saved. */
  cursor: Cursor | undefined;
  complete: boolean;
  stopped: string | undefined;
}

export const CONFIG: CrawlerConfig = crawlerConfig({
  REGISTRY_URL: 'https://registry.test',
  NPM_URL: 'https://npm.test',
  PYPI_URL: 'https://pypi.test',
  GITHUB_URL: 'https://github.test',
  GITHUB_RAW_URL: 'https://raw.test',
  SMITHERY_URL: 'https://smithery.test',
});

export async function list(
  source: Source,
  {
    cursor,
    argument,
    config = CONFIG,
    now = new Date('2026-03-01T00:00:00.000Z'),
  }: { cursor?: Cursor; argument?: string; config?: CrawlerConfig; now?: Date } = {},
): Promise<Listing> {
  const listing: Listing = { found: [], skipped: [], cursor: undefined, complete: false, stopped: undefined };
  try {
    const items = source.list({
      cursor,
      argument,
      config,
      now,
      signal: new AbortController().signal,
      save: (position) => {
        listing.cursor = position;
      },
      listedAll: () => {
        listing.complete = true;
      },
    });
    for await (const item of items) {
      if ('skipped' in item) listing.skipped.push(item.skipped);
      else listing.found.push(item);
    }
  } catch (error) {
    if (!(error instanceof SourceStopped || error instanceof RequestFailed)) throw error;
    listing.stopped = error.code;
  }
  return listing;
}
