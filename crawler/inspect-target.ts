/** What a word on the command line asks to inspect. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Manifest } from '../db/model.ts';
import { readServerJson, readTools } from './normalize.ts';
import { ARCHIVE_LIMITS } from './reading/archive/limits.ts';
import { parseJson } from './reading/json.ts';
import type { Packed } from './reading/packed.ts';

/** The word names nothing that can be inspected: one line says why. */
export class WrongTarget extends Error {}

/** `privateOrigins`: addresses that the operator named, which may be private. */
export type Target = { name: string; privateOrigins?: string[] } & ({ manifest: Manifest } | { packed: Packed });

export async function targetOf(word: string): Promise<Target> {
  if (word.startsWith('npm:')) return npmTarget(word.slice(4));
  if (word.startsWith('pypi:')) return pypiTarget(word.slice(5));
  if (word.startsWith('oci:')) return withPackage(word.slice(4), 'oci', undefined);
  if (/^https?:\/\//.test(word)) return remoteTarget(word);
  if (word.startsWith('file:')) return await fileTarget(word.slice(5).replace(/^\/\/(?=\/)/, ''));
  if (/\.json$/i.test(word)) return await fileTarget(word);
  throw new WrongTarget(`cannot tell what "${word.slice(0, 100)}" is`);
}

function withPackage(name: string, registryType: string, version: string | undefined): Target {
  return {
    name,
    manifest: { name, version, packages: [{ registryType, identifier: name, version, transport: { type: 'stdio' } }], remotes: [] },
  };
}

function npmTarget(spec: string): Target {
  const [, name, version] = /^(@?[^@]+)(?:@(.+))?$/.exec(spec) ?? [];
  if (!name) throw new WrongTarget(`not an npm package: ${spec}`);
  return withPackage(name, 'npm', version);
}

function pypiTarget(spec: string): Target {
  const [, name, version] = /^([^=@]+)(?:(?:==|@)(.+))?$/.exec(spec) ?? [];
  if (!name) throw new WrongTarget(`not a PyPI package: ${spec}`);
  return withPackage(name, 'pypi', version);
}

function remoteTarget(url: string): Target {
  if (!URL.canParse(url)) throw new WrongTarget(`not a URL: ${url.slice(0, 200)}`);
  const { host, origin, pathname } = new URL(url);
  const type = /\/sse\/?$/.test(pathname) ? 'sse' : 'streamable-http';
  return { name: host, privateOrigins: [origin], manifest: { name: host, packages: [], remotes: [{ type, url }] } };
}

async function fileTarget(path: string): Promise<Target> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new WrongTarget(`no such file: ${path}`);
  const name = basename(path);
  if (found.isDirectory()) return { name, packed: { format: 'folder', path } };
  if (found.size > ARCHIVE_LIMITS.packed) throw new WrongTarget(`larger than ${ARCHIVE_LIMITS.packed} bytes: ${path}`);
  const bytes = await readFile(path);
  if (/\.json$/i.test(path)) return recordTarget(name, parseJson(bytes.toString('utf8')));
  if (/\.(whl|zip|mcpb|dxt)$/i.test(path)) return { name, packed: { format: 'zip', bytes } };
  if (/\.(tgz|tar\.gz)$/i.test(path)) return { name, packed: { format: 'tgz', bytes } };
  throw new WrongTarget(`neither an archive, a folder nor a server.json: ${path}`);
}

/** A server.json; lists of tools in its `_meta` are its author's word. */
function recordTarget(file: string, record: unknown): Target {
  const result = readServerJson(record);
  if ('malformed' in result) throw new WrongTarget(`${file} is no server.json: ${result.malformed}`);
  const { manifest } = result;
  const meta = typeof record === 'object' && record !== null && '_meta' in record ? Object.values((record._meta ?? {}) as object) : [];
  const listed = meta.flatMap((each: unknown) =>
    typeof each === 'object' && each !== null && 'tools' in each && Array.isArray(each.tools) ? (each.tools as unknown[]) : [],
  );
  const { tools } = readTools(listed);
  return { name: manifest.name, manifest: tools.length > 0 ? { ...manifest, tools, evidence: 'manifest' } : manifest };
}
