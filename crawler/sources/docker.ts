/**
 * Docker's catalogue in git: `servers/<name>/server.yaml`, and `tools.json` where its authors could list them
 * (https://github.com/docker/mcp-registry). One request tells whether anything changed; one more brings all of it.
 */
import { Parser, type ReadEntry } from 'tar';
import { parse } from 'yaml';
import { z } from 'zod';
import type { EnvironmentVariable, JsonObject, Manifest, ToolDefinition } from '../../db/model.ts';
import { SourceStopped } from '../errors.ts';
import { getBytes, getText } from '../http.ts';
import { cleanText, readTools } from '../normalize.ts';
import type { Found, Skipped, Source } from '../types.ts';

const REPOSITORY = 'docker/mcp-registry';
const ARCHIVE_BYTES = 100 * 1024 * 1024;
const FILE_BYTES = 2 * 1024 * 1024;
const FILES_MOST = 20_000;

const text = z.string().nullish().catch(undefined);
const Variable = z.object({ name: text, env: text, example: z.union([z.string(), z.number(), z.boolean()]).nullish().catch(undefined) });
const Entry = z.object({
  name: z.string().min(1),
  image: text,
  about: z.object({ title: text, description: text }).nullish().catch(undefined),
  source: z.object({ project: text, directory: text }).nullish().catch(undefined),
  remote: z.object({ transport_type: text, url: text }).nullish().catch(undefined),
  config: z
    .object({ secrets: z.array(Variable).nullish().catch(undefined), env: z.array(Variable).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});
/** The older form of tools.json. */
const Argument = z.object({ name: z.string(), type: text, desc: text, optional: z.boolean().optional().catch(undefined) });

export const docker: Source = {
  id: 'docker',
  title: 'Docker MCP catalogue',
  rank: 30,
  // Its entries pass review: image and repository belong together.
  vouches: { name: false, kinds: ['oci'] },
  async *list({ config, signal, cursor, save, listedAll }) {
    const headers = config.githubToken ? { authorization: `Bearer ${config.githubToken}` } : {};
    const base = `${config.githubUrl}/repos/${REPOSITORY}`;
    const asked = { signal, allowPrivate: true };
    const head = await getText(`${base}/commits/main`, { ...asked, headers: { ...headers, accept: 'application/vnd.github.sha' } });
    const commit = head.body.trim();
    if (!/^[0-9a-f]{7,64}$/.test(commit)) throw new SourceStopped('wrong-shape', 'no commit id');
    if (commit === cursor?.commit) return;
    const archive = await getBytes(`${base}/tarball/${commit}`, { ...asked, headers, maxBytes: ARCHIVE_BYTES });
    const files = await catalogueFiles(archive.body);
    if (files.size === 0) throw new SourceStopped('bad-archive', 'no servers/*/server.yaml in it');
    for (const [path, content] of files) {
      if (path.endsWith('/server.yaml')) yield read(path, content, files.get(path.replace(/server\.yaml$/, 'tools.json')));
    }
    save({ commit });
    listedAll();
  },
};

/** `servers/<name>/server.yaml` and `tools.json` by path, without the archive's own first folder. */
async function catalogueFiles(archive: Uint8Array): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const parser = new Parser({
    strict: false,
    maxMetaEntrySize: 1024 * 1024,
    onReadEntry(entry: ReadEntry) {
      const path = entry.path.replace(/^[^/]+\//, '');
      const wanted = entry.type === 'File' && /^servers\/[^/]+\/(server\.yaml|tools\.json)$/.test(path);
      if (!wanted || entry.size > FILE_BYTES || files.size >= FILES_MOST) return void entry.resume();
      const chunks: Buffer[] = [];
      entry.on('data', (chunk: Buffer) => chunks.push(chunk));
      entry.on('end', () => files.set(path, Buffer.concat(chunks).toString('utf8')));
    },
  });
  await new Promise<void>((resolve, reject) => {
    parser.on('end', resolve);
    parser.on('error', (error) => reject(new SourceStopped('bad-archive', String(error))));
    parser.end(Buffer.from(archive));
  });
  return files;
}

function read(path: string, content: string, toolsJson: string | undefined): Found | Skipped {
  let document: unknown;
  try {
    document = parse(content, { maxAliasCount: 20 });
  } catch (error) {
    return { skipped: { ref: path, code: 'malformed-manifest', detail: String(error).slice(0, 300) } };
  }
  const parsed = Entry.safeParse(document);
  if (!parsed.success)
    return { skipped: { ref: path, code: 'malformed-manifest', detail: `no ${parsed.error.issues[0]?.path.join('.')}` } };
  const { name, image, about, source, remote, config } = parsed.data;
  const tools = toolsJson === undefined ? [] : dockerTools(toolsJson);
  const manifest: Manifest = {
    name: cleanText(name, 300),
    ...(about?.title ? { title: cleanText(about.title, 300) } : {}),
    ...(about?.description ? { description: cleanText(about.description, 4_000) } : {}),
    ...(source?.project && /^https?:\/\//.test(source.project)
      ? { repository: { url: source.project, ...(source.directory ? { subfolder: source.directory } : {}) } }
      : {}),
    packages: image ? [{ registryType: 'oci', identifier: image, transport: { type: 'stdio' }, ...variables(config) }] : [],
    remotes: remote?.url && /^https?:\/\//.test(remote.url) ? [{ type: remote.transport_type || 'streamable-http', url: remote.url }] : [],
    ...(tools.length > 0 ? { tools, evidence: 'manifest' as const } : {}),
  };
  return {
    manifest,
    origin: { source: 'docker', ref: name, url: `https://github.com/${REPOSITORY}/tree/main/servers/${encodeURIComponent(name)}` },
  };
}

function variables(config: z.output<typeof Entry>['config']): { environmentVariables?: EnvironmentVariable[] } {
  const named = (list: z.output<typeof Variable>[] | null | undefined, isSecret: boolean) =>
    (list ?? []).flatMap(({ name, env }): EnvironmentVariable[] => {
      const variable = env ?? name;
      return variable ? [{ name: cleanText(variable, 300), isSecret }] : [];
    });
  const all = [...named(config?.secrets, true), ...named(config?.env, false)];
  return all.length > 0 ? { environmentVariables: all } : {};
}

function dockerTools(json: string): ToolDefinition[] {
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  return Array.isArray(list) ? readTools(list.map(withSchema)).tools : [];
}

/** `arguments: [{name, type, desc}]` as the JSON Schema it stands for. */
function withSchema(item: unknown): unknown {
  const listed = z.object({ arguments: z.array(Argument) }).safeParse(item);
  if (!listed.success || (typeof item === 'object' && item !== null && 'inputSchema' in item)) return item;
  const properties = Object.fromEntries(
    listed.data.arguments.map(({ name, type, desc }): [string, JsonObject] => [
      name,
      { ...(type ? { type } : {}), ...(desc ? { description: desc } : {}) },
    ]),
  );
  const required = listed.data.arguments.filter((argument) => argument.optional === false).map((argument) => argument.name);
  return { ...(item as object), inputSchema: { type: 'object', properties, ...(required.length > 0 ? { required } : {}) } };
}
