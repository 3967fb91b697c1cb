/** Smithery's registry of hosted servers, with their tools (https://smithery.ai/docs/use/registry). Asks for a token. */
import { z } from 'zod';
import type { Manifest } from '../../db/model.ts';
import { RequestFailed, SourceStopped } from '../errors.ts';
import { getJson } from '../http.ts';
import { cleanText, readTools } from '../normalize.ts';
import type { Found, Skipped, Source, SourceContext } from '../types.ts';

const PAGE = 100;
const PAGES_MOST = 1_000;

const text = z.string().nullish().catch(undefined);
const Page = z.object({
  servers: z.array(z.unknown()),
  pagination: z.object({ totalPages: z.number().optional().catch(undefined) }).nullish(),
});
const Summary = z.object({ qualifiedName: z.string().min(1) });
const Detail = z.object({
  qualifiedName: z.string().min(1),
  displayName: text,
  description: text,
  homepage: text,
  connections: z
    .array(z.object({ type: text, url: text, deploymentUrl: text }))
    .nullish()
    .catch(undefined),
  tools: z.array(z.unknown()).nullish().catch(undefined),
});

export const smithery: Source = {
  id: 'smithery',
  title: 'Smithery',
  rank: 50,
  vouches: { name: false, kinds: [] },
  async *list(context) {
    const { config, signal, cursor } = context;
    if (!config.smitheryToken) throw new SourceStopped('auth-required', 'set SMITHERY_TOKEN to a token of smithery.ai');
    const start = typeof cursor?.page === 'number' ? cursor.page : 1;
    for (let page = start; page <= PAGES_MOST; page++) {
      const url = `${config.smitheryUrl}/servers?page=${page}&pageSize=${PAGE}`;
      const { body } = await getJson(url, Page, { signal, allowPrivate: true, headers: authorization(context) });
      for (const item of body.servers) {
        const summary = Summary.safeParse(item);
        if (summary.success) yield await read(context, summary.data.qualifiedName);
        else yield { skipped: { ref: `page ${page}`, code: 'wrong-shape', detail: 'a server without a qualifiedName' } };
      }
      if (body.servers.length === 0 || page >= (body.pagination?.totalPages ?? PAGES_MOST)) break;
      context.save({ page: page + 1 });
    }
    context.save({ page: 1 });
    if (start === 1) context.listedAll();
  },
};

function authorization({ config }: SourceContext): Record<string, string> {
  return { authorization: `Bearer ${config.smitheryToken}` };
}

async function read(context: SourceContext, name: string): Promise<Found | Skipped> {
  const { config, signal } = context;
  const path = name.split('/').map(encodeURIComponent).join('/');
  let detail: z.output<typeof Detail>;
  try {
    detail = (
      await getJson(`${config.smitheryUrl}/servers/${path}`, Detail, { signal, allowPrivate: true, headers: authorization(context) })
    ).body;
  } catch (error) {
    if (!(error instanceof RequestFailed) || error.code === 'unreachable' || error.code === 'budget-spent') throw error;
    return { skipped: { ref: name, code: error.code, detail: error.detail } };
  }
  const remotes = (detail.connections ?? []).flatMap((connection) => {
    const address = connection.url ?? connection.deploymentUrl;
    if (connection.type !== 'http' || !address || !/^https:\/\//.test(address)) return [];
    return [{ type: 'streamable-http', url: withoutQuery(address) }];
  });
  const manifest: Manifest = {
    name: cleanText(detail.qualifiedName, 300),
    ...(detail.displayName ? { title: cleanText(detail.displayName, 300) } : {}),
    ...(detail.description ? { description: cleanText(detail.description, 4_000) } : {}),
    ...(detail.homepage && /^https?:/.test(detail.homepage) ? { websiteUrl: detail.homepage } : {}),
    packages: [],
    remotes,
  };
  if (detail.tools && detail.tools.length > 0) Object.assign(manifest, { tools: readTools(detail.tools).tools, evidence: 'manifest' });
  return { manifest, origin: { source: 'smithery', ref: detail.qualifiedName, url: `https://smithery.ai/server/${detail.qualifiedName}` } };
}

/** Connection addresses may carry a key of whoever asks. */
function withoutQuery(address: string): string {
  const url = new URL(address);
  url.search = '';
  return url.href;
}
