/** A small static server, for looking at the built site: right types, the security headers, ETags, gzip, the 404 page. Loopback only. */
import { createReadStream, type Stats, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';
import { securityHeaders } from './headers.ts';

export interface Served {
  address: string;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.ndjson': 'application/x-ndjson; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.yaml': 'application/yaml; charset=utf-8',
  '.toml': 'application/toml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.gz': 'application/gzip',
};
const COMPRESSED = /^(text|application\/(json|xml|x-ndjson|yaml|toml)|image\/svg)/;

/** Serves `root` under `base`; port 0 takes a free one. */
export function serve({ root, base, port }: { root: string; base: string; port: number }): Promise<Served> {
  const server = createServer((request, response) => answer(root, base, request, response));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const at = typeof address === 'object' && address ? address.port : port;
      resolve({
        address: `http://localhost:${at}${base}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

function answer(root: string, base: string, request: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders())) response.setHeader(name, value);
  const found = find(root, base, request);
  if ('file' in found) send(found.file, found.stats, found.status, request, response);
  else response.writeHead(found.status, { 'content-type': 'text/plain; charset=utf-8', ...found.headers }).end(found.text);
}

type Found = { status: number; file: string; stats: Stats } | { status: number; text: string; headers?: Record<string, string> };

function find(root: string, base: string, { method, url = '/' }: IncomingMessage): Found {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, text: 'Only GET and HEAD.', headers: { allow: 'GET, HEAD' } };
  const path = pathOf(url);
  if (path === undefined) return { status: 400, text: 'Not an address.' };
  if (path === base.slice(0, -1)) return { status: 308, text: '', headers: { location: base } };
  const file = path.startsWith(base) ? join(root, path.slice(base.length)) : undefined;
  const stats = file ? statOf(file) : undefined;
  if (file && stats?.isFile()) return { status: 200, file, stats };
  const index = file && stats?.isDirectory() ? join(file, 'index.html') : undefined;
  const page = index ? statOf(index) : undefined;
  if (page && !path.endsWith('/')) return { status: 308, text: '', headers: { location: encodeURI(`${path}/`) } };
  if (index && page) return { status: 200, file: index, stats: page };
  const missing = join(root, '404.html');
  const other = statOf(missing);
  return other ? { status: 404, file: missing, stats: other } : { status: 404, text: 'Not found.' };
}

/** The decoded path; undefined where it is none or would leave the root. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    return path.includes('\0') || normalize(path).startsWith('..') ? undefined : path;
  } catch {
    return undefined;
  }
}

function statOf(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

function send(file: string, stats: Stats, status: number, request: IncomingMessage, response: ServerResponse): void {
  const etag = `W/"${stats.size.toString(36)}-${Math.trunc(stats.mtimeMs).toString(36)}"`;
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  // Names under /_/ carry the hash of what they hold.
  const cache = /\/_\//.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache';
  response.setHeader('etag', etag).setHeader('cache-control', cache).setHeader('content-type', type).setHeader('vary', 'accept-encoding');
  const known = status === 200 && request.headers['if-none-match']?.includes(etag);
  const zip = !known && COMPRESSED.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (zip) response.setHeader('content-encoding', 'gzip');
  else if (!known) response.setHeader('content-length', stats.size);
  response.writeHead(known ? 304 : status);
  if (known || request.method === 'HEAD') {
    response.end();
    return;
  }
  const stream = createReadStream(file).on('error', () => response.destroy());
  if (zip) stream.pipe(createGzip()).pipe(response);
  else stream.pipe(response);
}
