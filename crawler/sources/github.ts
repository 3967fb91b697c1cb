/**
 * Repositories with the topic `mcp-server` (https://docs.github.com/en/rest/search/search#search-repositories), and the
 * server.json at their top where there is one. The search shows 1,000 repositories at most, so time is cut until a slice
 * holds no more; later nights ask for what was pushed to since.
 */
import { z } from 'zod';
import type { Manifest } from '../../db/model.ts';
import { RequestFailed } from '../errors.ts';
import { getJson } from '../http.ts';
import { cleanText, readServerJson } from '../normalize.ts';
import type { Found, Skipped, Source, SourceContext } from '../types.ts';

const TOPIC = 'mcp-server';
const PAGE = 100;
const DEEPEST = 1_000;
/** The protocol was published in this month. */
const FIRST = Date.UTC(2024, 10, 1);
const OVERLAP_MS = 24 * 60 * 60_000;
const SHORTEST_MS = 60_000;

const Repository = z.object({
  full_name: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  html_url: z.string(),
  description: z.string().nullish().catch(undefined),
  homepage: z.string().nullish().catch(undefined),
  archived: z.boolean().optional().catch(undefined),
  default_branch: z.string().catch('HEAD'),
  pushed_at: z.string().optional().catch(undefined),
});
const Page = z.object({ total_count: z.number(), items: z.array(z.unknown()) });

export const github: Source = {
  id: 'github',
  title: 'GitHub',
  rank: 60,
  vouches: { name: false, kinds: ['repo'] },
  async *list(context) {
    const since = typeof context.cursor?.since === 'string' ? Date.parse(context.cursor.since) : undefined;
    const field = since === undefined ? 'created' : 'pushed';
    yield* slice(context, field, since ?? FIRST, context.now.getTime());
    context.save({ since: new Date(context.now.getTime() - OVERLAP_MS).toISOString() });
  },
};

async function* slice(context: SourceContext, field: string, from: number, to: number): AsyncGenerator<Found | Skipped> {
  const first = await page(context, field, from, to, 1);
  if (first.total_count > DEEPEST && to - from > SHORTEST_MS) {
    const middle = Math.floor((from + to) / 2);
    yield* slice(context, field, from, middle);
    yield* slice(context, field, middle + 1_000, to);
    return;
  }
  for (let number = 1; number <= DEEPEST / PAGE; number++) {
    const { items } = number === 1 ? first : await page(context, field, from, to, number);
    for (const item of items) yield await read(context, item);
    if (items.length < PAGE) return;
  }
}

async function page(context: SourceContext, field: string, from: number, to: number, number: number): Promise<z.output<typeof Page>> {
  const { config, signal } = context;
  const moment = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
  const q = `topic:${TOPIC} ${field}:${moment(from)}..${moment(to)}`;
  const query = new URLSearchParams({ q, sort: 'updated', order: 'asc', per_page: String(PAGE), page: String(number) });
  const { body } = await getJson(`${config.githubUrl}/search/repositories?${query}`, Page, {
    signal,
    allowPrivate: true,
    headers: headers(context),
  });
  return body;
}

function headers({ config }: SourceContext): Record<string, string> {
  const token = config.githubToken;
  return {
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
}

async function read(context: SourceContext, item: unknown): Promise<Found | Skipped> {
  const parsed = Repository.safeParse(item);
  if (!parsed.success)
    return { skipped: { ref: 'a repository', code: 'wrong-shape', detail: parsed.error.issues[0]?.path.join('.') ?? '' } };
  const repository = parsed.data;
  const own = await serverJson(context, repository);
  const manifest: Manifest = {
    ...(own ?? { packages: [], remotes: [] }),
    // What the repository says of itself; the name is the repository's until the owner of the other name says the same.
    name: repository.full_name,
    title: own?.title ?? cleanText(repository.full_name.split('/')[1] ?? '', 300),
    repository: {
      url: repository.html_url,
      source: 'github',
      ...(own?.repository?.subfolder ? { subfolder: own.repository.subfolder } : {}),
    },
  };
  const description = own?.description ?? repository.description;
  if (description) manifest.description = cleanText(description, 4_000);
  if (repository.homepage && /^https?:\/\//.test(repository.homepage)) manifest.websiteUrl = repository.homepage;
  if (repository.archived) manifest.status = 'deprecated';
  if (repository.pushed_at) manifest.updatedAt = repository.pushed_at;
  const origin = { source: 'github', ref: repository.full_name, url: repository.html_url };
  return { manifest, origin, ...(own ? { names: [own.name] } : {}) };
}

async function serverJson(
  { config, signal }: SourceContext,
  { full_name, default_branch }: z.output<typeof Repository>,
): Promise<Manifest | undefined> {
  const url = `${config.githubRawUrl}/${full_name}/${encodeURIComponent(default_branch)}/server.json`;
  try {
    const { body } = await getJson(url, z.unknown(), { signal, allowPrivate: true, maxBytes: 1024 * 1024 });
    const result = readServerJson(body);
    return 'manifest' in result ? result.manifest : undefined;
  } catch (error) {
    // Most repositories have none, and some another thing by that name.
    if (error instanceof RequestFailed && (error.status === 404 || error.code === 'not-json' || error.code === 'too-large'))
      return undefined;
    throw error;
  }
}
