/**
 * Packages of PyPI with `mcp` as a word of their name: there is no search, but one list of all names with the serial of
 * each one's last change (https://docs.pypi.org/api/index-api/). Only what changed since the last night is asked for.
 */
import { z } from 'zod';
import type { Manifest } from '../../db/model.ts';
import { RequestFailed } from '../errors.ts';
import { getJson } from '../http.ts';
import { cleanText } from '../normalize.ts';
import type { Found, Skipped, Source, SourceContext } from '../types.ts';

const INDEX_BYTES = 200 * 1024 * 1024;
const SAVE_EVERY = 200;
const SERVER_NAME = /(^|[-_.])mcp([-_.]|$)/i;

const Index = z.object({ projects: z.array(z.object({ name: z.string(), '_last-serial': z.number().optional() })) });
const text = z.string().nullish().catch(undefined);
const Project = z.object({
  info: z.object({
    name: z.string(),
    version: z.string(),
    summary: text,
    description: text,
    home_page: text,
    project_urls: z.record(z.string(), z.string()).nullish().catch(undefined),
  }),
});

export const pypi: Source = {
  id: 'pypi',
  title: 'PyPI',
  rank: 40,
  vouches: { name: false, kinds: ['pypi'] },
  async *list(context) {
    const { config, signal, cursor } = context;
    const after = typeof cursor?.serial === 'number' ? cursor.serial : -1;
    const accept = { accept: 'application/vnd.pypi.simple.v1+json' };
    const { body } = await getJson(`${config.pypiUrl}/simple/`, Index, {
      signal,
      allowPrivate: true,
      headers: accept,
      maxBytes: INDEX_BYTES,
    });
    const serial = (project: (typeof body.projects)[number]) => project['_last-serial'] ?? 0;
    const waiting = body.projects.filter((project) => SERVER_NAME.test(project.name) && serial(project) > after);
    // In the order of change, so that an interrupted night goes on where it stopped.
    waiting.sort((a, b) => serial(a) - serial(b));
    for (const [index, project] of waiting.entries()) {
      yield await read(context, project.name);
      if (index % SAVE_EVERY === SAVE_EVERY - 1 || index === waiting.length - 1) context.save({ serial: serial(project) });
    }
  },
};

async function read({ config, signal }: SourceContext, name: string): Promise<Found | Skipped> {
  let info: z.output<typeof Project>['info'];
  try {
    info = (await getJson(`${config.pypiUrl}/pypi/${encodeURIComponent(name)}/json`, Project, { signal, allowPrivate: true })).body.info;
  } catch (error) {
    // A name without a release answers 404.
    if (!(error instanceof RequestFailed) || error.code === 'unreachable' || error.code === 'budget-spent') throw error;
    return { skipped: { ref: name, code: error.code, detail: error.detail } };
  }
  const urls = Object.entries(info.project_urls ?? {});
  const repository =
    urls.find(([label, url]) => /source|repo|code|github/i.test(label) && isWeb(url))?.[1] ??
    urls.find(([, url]) => /^https:\/\/(github|gitlab)\.com\/[^/]+\/[^/]+/.test(url))?.[1];
  const website = info.home_page || urls.find(([label]) => /home/i.test(label))?.[1];
  const manifest: Manifest = {
    name: cleanText(info.name, 214),
    version: info.version,
    ...(info.summary ? { description: cleanText(info.summary, 4_000) } : {}),
    ...(repository ? { repository: { url: repository } } : {}),
    ...(website && isWeb(website) ? { websiteUrl: website } : {}),
    packages: [{ registryType: 'pypi', identifier: info.name, version: info.version, runtimeHint: 'uvx', transport: { type: 'stdio' } }],
    remotes: [],
  };
  // The registry's proof of ownership: a line of the README (https://github.com/modelcontextprotocol/registry, docs on PyPI packages).
  const mcpName = /mcp-name:\s*([\w.-]+\/[\w.-]+)/i.exec(info.description ?? '')?.[1];
  const origin = { source: 'pypi', ref: info.name, url: `https://pypi.org/project/${info.name}/` };
  return { manifest, origin, ...(mcpName ? { names: [mcpName] } : {}) };
}

function isWeb(url: string): boolean {
  return /^https?:\/\//.test(url);
}
