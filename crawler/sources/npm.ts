/**
 * Packages of the npm registry that call themselves MCP servers by a keyword
 * (https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md). Every night the search is read whole; the package's own
 * record, which holds `mcpName`, only of what was published since.
 */
import { z } from 'zod';
import type { Manifest } from '../../db/model.ts';
import { RequestFailed } from '../errors.ts';
import { getJson } from '../http.ts';
import { cleanText } from '../normalize.ts';
import type { Found, Skipped, Source, SourceContext } from '../types.ts';

const KEYWORDS = ['mcp-server', 'modelcontextprotocol', 'model-context-protocol'];
const PAGE = 250;
/** The search gives no more than its first so many. */
const DEEPEST = 10_000;
const OVERLAP_MS = 24 * 60 * 60_000;

const text = z.string().optional().catch(undefined);
const Hit = z.object({
  package: z.object({ name: z.string(), version: z.string(), description: text, date: text }),
});
const Page = z.object({ objects: z.array(z.unknown()), total: z.number().optional().catch(undefined) });
const Repository = z
  .union([z.string(), z.object({ url: z.string(), directory: text })])
  .optional()
  .catch(undefined);
const Record = z.object({ mcpName: text, homepage: text, repository: Repository, deprecated: z.unknown().optional() });

export const npm: Source = {
  id: 'npm',
  title: 'npm',
  rank: 40,
  vouches: { name: false, kinds: ['npm'] },
  async *list(context) {
    const since = typeof context.cursor?.since === 'string' ? context.cursor.since : '';
    const seen = new Set<string>();
    for (const keyword of KEYWORDS) yield* search(context, keyword, since, seen);
    context.save({ since: new Date(context.now.getTime() - OVERLAP_MS).toISOString() });
  },
};

async function* search(context: SourceContext, keyword: string, since: string, seen: Set<string>): AsyncGenerator<Found | Skipped> {
  const { config, signal } = context;
  for (let from = 0; from < DEEPEST; from += PAGE) {
    const query = new URLSearchParams({ text: `keywords:${keyword}`, size: String(PAGE), from: String(from) });
    const { body } = await getJson(`${config.npmUrl}/-/v1/search?${query}`, Page, { signal, allowPrivate: true });
    for (const object of body.objects) {
      const hit = Hit.safeParse(object);
      if (!hit.success) yield { skipped: { ref: `${keyword} ${from}`, code: 'wrong-shape', detail: 'a search result without a package' } };
      else if (!seen.has(hit.data.package.name)) {
        seen.add(hit.data.package.name);
        if ((hit.data.package.date ?? '~') >= since) yield await read(context, hit.data.package);
      }
    }
    if (body.objects.length === 0 || from + PAGE >= (body.total ?? Number.POSITIVE_INFINITY)) return;
  }
}

async function read({ config, signal }: SourceContext, hit: z.output<typeof Hit>['package']): Promise<Found | Skipped> {
  const { name, version } = hit;
  const url = `${config.npmUrl}/${name.replace('/', '%2f')}/${encodeURIComponent(version)}`;
  let record: z.output<typeof Record>;
  try {
    record = (await getJson(url, Record, { signal, allowPrivate: true })).body;
  } catch (error) {
    // One package that cannot be read is no reason to stop; a registry that is gone is.
    if (!(error instanceof RequestFailed) || error.code === 'unreachable' || error.code === 'budget-spent') throw error;
    return { skipped: { ref: name, code: error.code, detail: error.detail } };
  }
  const { mcpName, homepage, repository, deprecated } = record;
  const repositoryUrl = typeof repository === 'string' ? repository : repository?.url;
  const subfolder = typeof repository === 'object' ? repository.directory : undefined;
  const manifest: Manifest = {
    name: cleanText(name, 214),
    version,
    ...(hit.description ? { description: cleanText(hit.description, 4_000) } : {}),
    ...(repositoryUrl ? { repository: { url: webUrl(repositoryUrl), ...(subfolder ? { subfolder } : {}) } } : {}),
    ...(homepage && /^https?:/.test(homepage) ? { websiteUrl: homepage } : {}),
    ...(deprecated ? { status: 'deprecated' as const } : {}),
    ...(hit.date ? { updatedAt: hit.date } : {}),
    packages: [{ registryType: 'npm', identifier: name, version, transport: { type: 'stdio' } }],
    remotes: [],
  };
  const origin = { source: 'npm', ref: name, url: `https://www.npmjs.com/package/${name}` };
  return { manifest, origin, ...(mcpName ? { names: [mcpName] } : {}) };
}

/** `git+https://…/x.git`, `git@host:owner/x` and `github:owner/x` as a page to look at. */
function webUrl(repository: string): string {
  const short = /^(?:github:)?([\w.-]+)\/([\w.-]+)$/.exec(repository);
  if (short) return `https://github.com/${short[1]}/${short[2]}`;
  return repository
    .replace(/^git\+/, '')
    .replace(/^(?:ssh:\/\/)?git@([^/:]+)[/:]/, 'https://$1/')
    .replace(/^git:\/\//, 'https://')
    .replace(/\.git$/, '');
}
