/** A registry of npm on loopback, with packages made in the test: what `npm install` needs, and no more. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import { onLoopback } from './loopback.ts';

export interface Published {
  name: string;
  version: string;
  /** Beside name and version. */
  packageJson?: Record<string, unknown>;
  files: Record<string, string>;
  /** The tarball itself, where it is not made of `files`. */
  tarball?: Buffer;
  /** What the registry claims of the tarball; default the truth. */
  integrity?: string;
}

export interface FakeRegistry {
  url: string;
  requests: string[];
  close(): Promise<void>;
}

export async function fakeNpmRegistry(packages: readonly Published[]): Promise<FakeRegistry> {
  const requests: string[] = [];
  const tarballs = new Map<string, Buffer>();
  for (const published of packages) tarballs.set(fileOf(published), published.tarball ?? (await pack(published)));
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/').slice(1);
    requests.push(path);
    const tarball = tarballs.get(path);
    if (tarball) return response.end(tarball);
    const versions = packages.filter(({ name }) => name === path);
    if (versions.length === 0) return response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
    return response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(packument(versions, `http://${request.headers.host}`, tarballs)));
  });
  const { url, close } = await onLoopback(server);
  return { url: `${url}/`, requests, close };
}

const fileOf = ({ name, version }: Published) => `${name}/-/${version}.tgz`;

function packument(versions: readonly Published[], base: string, tarballs: ReadonlyMap<string, Buffer>): object {
  const entries = versions.map((published) => {
    const bytes = tarballs.get(fileOf(published)) ?? Buffer.alloc(0);
    const integrity = published.integrity ?? `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
    return [published.version, { ...manifestOf(published), dist: { tarball: `${base}/${fileOf(published)}`, integrity } }] as const;
  });
  return { name: versions[0]?.name, 'dist-tags': { latest: versions.at(-1)?.version }, versions: Object.fromEntries(entries) };
}

function manifestOf({ name, version, packageJson }: Published): object {
  return { name, version, ...packageJson };
}

async function pack(published: Published): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-risk-index-pack-'));
  for (const [path, text] of Object.entries({ ...published.files, 'package.json': JSON.stringify(manifestOf(published)) })) {
    mkdirSync(dirname(join(folder, 'package', path)), { recursive: true });
    writeFileSync(join(folder, 'package', path), text);
  }
  const file = join(folder, 'package.tgz');
  await create({ gzip: true, cwd: folder, file }, ['package']);
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  return bytes;
}
