/**
 * The official MCP registry, API v0.1 (https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/api/generic-registry-api.md).
 * The first night lists every version of every server; later ones what was updated since, with an overlap, and once a week
 * everything again, so that what was removed without a word is noticed. An interrupted listing goes on at its cursor.
 * `registry:200` gives the 200 most recently updated servers instead, and keeps no cursor.
 */
import { z } from 'zod';
import type { Manifest } from '../../db/model.ts';
import { RequestFailed, SourceStopped } from '../errors.ts';
import { getJson } from '../http.ts';
import { readServerJson } from '../normalize.ts';
import type { Cursor, Found, Skipped, Source, SourceContext } from '../types.ts';

const PAGE = 100;
const OVERLAP_MS = 60 * 60_000;
const SWEEP_AGAIN_MS = 7 * 24 * 60 * 60_000;
const PAGES_MOST = 20_000;
const TRIES = 3;
const OFFICIAL = 'io.modelcontextprotocol.registry/official';

const Page = z.object({
  servers: z.array(z.unknown()),
  metadata: z.object({ nextCursor: z.string().nullish(), next_cursor: z.string().nullish() }).nullish(),
});
const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
/** Before September 2025 the keys were `is_latest`, `published_at`, `updated_at`. */
const Official = z
  .object({
    status: z.enum(['active', 'deprecated', 'deleted']).optional().catch(undefined),
    publishedAt: text,
    published_at: text,
    updatedAt: text,
    updated_at: text,
    isLatest: flag,
    is_latest: flag,
  })
  .transform((meta) => ({
    status: meta.status,
    publishedAt: meta.publishedAt ?? meta.published_at,
    updatedAt: meta.updatedAt ?? meta.updated_at,
    isLatest: meta.isLatest ?? meta.is_latest,
  }));

export const registry: Source = {
  id: 'registry',
  title: 'MCP Registry',
  rank: 20,
  // It checks the namespace of each name, and each package's own word that it is this server.
  vouches: { name: true, kinds: ['npm', 'pypi', 'oci'] },
  refuses: (many) => (many === undefined || /^[1-9]\d{0,5}$/.test(many) ? undefined : `registry:${many}: say how many, e.g. registry:200`),
  async *list(context) {
    if (context.argument !== undefined) yield* recent(context, context.argument);
    else yield* nightly(context);
  },
};

/**
 * What is stored: `since` and `sweptAt` after a whole listing; `next`, `from` (and `since`) within one. `since` is what the registry's
 * own clock said last: ours may have stood wrong, and a moment that has not come yet would hide everything until it does.
 */
async function* nightly(context: SourceContext): AsyncGenerator<Found | Skipped> {
  const { now, cursor: stored = {} } = context;
  const sweptAt = typeof stored.sweptAt === 'string' ? stored.sweptAt : undefined;
  const ago = (moment: string) => now.getTime() - Date.parse(moment);
  const swept = sweptAt !== undefined && ago(sweptAt) >= 0 && ago(sweptAt) < SWEEP_AGAIN_MS;
  const incremental = swept && typeof stored.since === 'string' && ago(stored.since) >= 0;
  const resumed = typeof stored.next === 'string' ? stored.next : undefined;
  const from = resumed !== undefined && typeof stored.from === 'string' ? stored.from : now.toISOString();
  const since = incremental ? new Date(Date.parse(String(stored.since)) - OVERLAP_MS).toISOString() : undefined;
  const query = { include_deleted: 'true', ...(since === undefined ? {} : { updated_since: since }) };
  const standing: Cursor = { ...(incremental ? { since: stored.since ?? null } : {}), ...(sweptAt ? { sweptAt } : {}) };
  let newest = 0;
  try {
    for await (const item of pages(context, query, resumed, (next) => context.save({ ...standing, next, from }))) {
      if ('manifest' in item) newest = Math.max(newest, Date.parse(item.manifest.updatedAt ?? '') || 0);
      yield item;
    }
  } catch (error) {
    // A cursor that the registry no longer knows: from the start, next night.
    if (resumed !== undefined && error instanceof SourceStopped && error.code === 'http-status') context.save(standing);
    throw error;
  }
  // Never later than our start: what was updated while we listed may lie on a page that we had passed.
  const reached = newest === 0 ? (standing.since ?? from) : new Date(Math.min(newest, Date.parse(from))).toISOString();
  context.save({ since: reached, sweptAt: incremental ? sweptAt : from });
  if (!incremental && resumed === undefined) context.listedAll();
}

/** The servers updated last, newest first. The API cannot sort: a window that reaches back four times as far until it holds enough. */
async function* recent(context: SourceContext, argument: string): AsyncGenerator<Found | Skipped> {
  const most = Number(argument);
  const found = new Map<string, Found>();
  for (let days = 1; found.size < most && days <= 4 ** 6; days *= 4) {
    const since = new Date(context.now.getTime() - days * 24 * 60 * 60_000).toISOString();
    for await (const item of pages(context, { version: 'latest', updated_since: since }, undefined, () => undefined))
      if ('manifest' in item && item.manifest.status !== 'deleted') found.set(item.manifest.name, item);
  }
  const updated = ({ manifest }: Found) => manifest.updatedAt ?? '';
  const newest = [...found.values()].sort((a, b) => (updated(a) < updated(b) ? 1 : -1));
  yield* newest.slice(0, most);
}

async function* pages(
  context: SourceContext,
  query: Record<string, string>,
  start: string | undefined,
  reached: (next: string) => void,
): AsyncGenerator<Found | Skipped> {
  const seen = new Set<string>();
  let cursor = start;
  for (let page = 0; page < PAGES_MOST; page++) {
    const { servers, next } = await turn(context, query, cursor, seen);
    for (const entry of servers) yield read(entry, context);
    if (next === undefined) return;
    seen.add(next);
    cursor = next;
    reached(next);
  }
  throw new SourceStopped('cursor-loop', `more than ${PAGES_MOST} pages`);
}

/** One page; a broken answer, or one that leads back to where we were, is asked for again. */
async function turn(context: SourceContext, query: Record<string, string>, cursor: string | undefined, seen: ReadonlySet<string>) {
  const { config, signal } = context;
  const parameters = new URLSearchParams({ limit: String(PAGE), ...query, ...(cursor === undefined ? {} : { cursor }) });
  const url = `${config.registryUrl}/v0.1/servers?${parameters}`;
  for (let attempt = 1; ; attempt++) {
    try {
      const { body } = await getJson(url, Page, { signal, allowPrivate: true });
      const next = (body.metadata?.nextCursor ?? body.metadata?.next_cursor) || undefined;
      if (next === undefined || (next !== cursor && !seen.has(next))) return { servers: body.servers, next };
      if (attempt === TRIES) throw new SourceStopped('cursor-loop', `the cursor ${next.slice(0, 200)} came again`);
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      const passing = error.code === 'not-json' || error.code === 'wrong-shape' || (error.status ?? 0) >= 500;
      if (!passing || attempt === TRIES) throw new SourceStopped(error.code, error.detail, { cause: error });
    }
  }
}

function read(entry: unknown, { config }: SourceContext): Found | Skipped {
  const { server, _meta } = (typeof entry === 'object' && entry !== null ? entry : {}) as {
    server?: unknown;
    _meta?: { [key: string]: unknown };
  };
  // The first generation had no envelope.
  const result = readServerJson(server ?? entry);
  if ('malformed' in result) return { skipped: { ref: nameOf(server ?? entry), code: 'malformed-manifest', detail: result.malformed } };
  const official = Official.safeParse(_meta?.[OFFICIAL] ?? {});
  const meta = official.success ? Object.fromEntries(Object.entries(official.data).filter(([, value]) => value !== undefined)) : {};
  const manifest: Manifest = { ...result.manifest, ...meta };
  const url = `${config.registryUrl}/v0.1/servers/${encodeURIComponent(manifest.name)}/versions/${encodeURIComponent(manifest.version ?? 'latest')}`;
  return { manifest, origin: { source: 'registry', ref: manifest.name, url } };
}

function nameOf(entry: unknown): string {
  const name = typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : undefined;
  return typeof name === 'string' && name !== '' ? name.slice(0, 300) : 'an entry without a name';
}
