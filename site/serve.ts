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
        close: () => new Promise((done) => (server.close(() => done()), server.closeAllConnections())),
      });
    });
  });
}

function answer(root: string, base: string, request: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders())) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'Only GET and HEAD.', { allow: 'GET, HEAD' });
  const path = pathOf(request.url ?? '/');
  if (path === undefined) return end(response, 400, 'Not an address.');
  if (path === base.slice(0, -1)) return end(response, 308, '', { location: base });
  const file = path.startsWith(base) ? join(root, path.slice(base.length)) : undefined;
  const stats = file ? statOf(file) : undefined;
  if (file && stats?.isFile()) return send(file, stats, 200, request, response);
  if (file && stats?.isDirectory()) {
    const index = join(file, 'index.html');
    const found = statOf(index);
    if (found && !path.endsWith('/')) return end(response, 308, '', { location: encodeURI(`${path}/`) });
    if (found) return send(index, found, 200, request, response);
  }
  const missing = join(root, '404.html');
  const page = statOf(missing);
  if (!page) return end(response, 404, 'Not found.');
  send(missing, page, 404, request, response);
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
  if (status === 200 && request.headers['if-none-match']?.includes(etag)) return void response.writeHead(304).end();
  const zip = COMPRESSED.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (zip) response.setHeader('content-encoding', 'gzip');
  else response.setHeader('content-length', stats.size);
  response.writeHead(status);
  if (request.method === 'HEAD') return void response.end();
  const stream = createReadStream(file).on('error', () => response.destroy());
  if (zip) stream.pipe(createGzip()).pipe(response);
  else stream.pipe(response);
}

function end(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(text);
}
