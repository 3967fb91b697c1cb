import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configureHttp } from '../../../crawler/http.ts';
import { http } from '../../../crawler/inspectors/http.ts';
import type { InspectContext } from '../../../crawler/types.ts';
import type { Inspection, Manifest } from '../../../db/model.ts';

interface Call {
  id?: number;
  method: string;
  params?: { cursor?: string; _meta?: Record<string, unknown> };
}
type Handler = (call: Call | undefined, request: IncomingMessage, response: ServerResponse) => void;

let server: Server | undefined;
let origin = '';
const seen: { method: string; headers: IncomingMessage['headers'] }[] = [];

beforeEach(() => {
  seen.length = 0;
  configureHttp({ contact: 'https://example.org/crawler' });
});
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

async function serve(handler: Handler): Promise<void> {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const call = body ? (JSON.parse(body) as Call) : undefined;
      seen.push({ method: call?.method ?? request.method ?? '', headers: request.headers });
      handler(call, request, response);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function inspect(type: string, path = '/mcp', context: Partial<InspectContext> = {}): Promise<Inspection> {
  const manifest: Manifest = { name: 'test/remote', packages: [], remotes: [{ type, url: origin + path }] };
  const defaults = {
    seconds: 5,
    signal: new AbortController().signal,
    cacheDir: '',
    now: new Date('2026-01-02'),
    privateOrigins: [origin],
  };
  return http.inspect(manifest, { ...defaults, ...context });
}

const tool = (name: string) => ({ name, description: `Does ${name}.`, inputSchema: { properties: { a: { type: 'string' } } } });

/** Answers of an ordinary server; `version` is what it says it speaks. */
function answer(call: Call, version = '2025-06-18'): unknown {
  const facts = { serverInfo: { name: 'remote', version: '7.1' }, capabilities: { tools: {} } };
  if (call.method === 'initialize') return { result: { protocolVersion: version, ...facts } };
  if (call.method === 'tools/list') {
    return { result: call.params?.cursor ? { tools: [tool('second')] } : { tools: [tool('first')], nextCursor: 'more' } };
  }
  return { error: { code: -32601, message: 'no such method' } };
}

function json(response: ServerResponse, call: Call | undefined, message: unknown): void {
  if (call?.id === undefined) response.writeHead(202).end();
  else
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ jsonrpc: '2.0', id: call.id, ...(message as object) }));
}

function stream(response: ServerResponse, call: Call | undefined, message: unknown): void {
  if (call?.id === undefined) return void response.writeHead(202).end();
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(`event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', id: call.id, ...(message as object) })}\n\n`);
}

const names = (inspection: Inspection) => inspection.tools.map(({ name }) => name);

describe('a remote server', () => {
  it.each([
    ['as JSON', json],
    ['as a stream', stream],
  ])('answers %s, with all its pages', async (_, send) => {
    await serve((call, request, response) =>
      request.method === 'POST' ? send(response, call, call && answer(call)) : response.writeHead(405).end(),
    );
    const inspection = await inspect('streamable-http');
    expect(names(inspection)).toEqual(['first', 'second']);
    expect(inspection).toMatchObject({ evidence: 'live', version: '7.1', protocolVersion: '2025-06-18', defects: [] });
    expect(inspection.tools[0]?.inputSchema).toEqual({ properties: { a: { type: 'string' } } });
    expect(seen.every(({ headers }) => headers['user-agent']?.includes('+https://example.org/crawler'))).toBe(true);
    expect(seen.some(({ method }) => method === 'tools/call')).toBe(false);
  });

  it('is recorded with the revision it speaks, whichever that is', async () => {
    await serve((call, request, response) =>
      request.method === 'POST' ? json(response, call, call && answer(call, '2024-11-05')) : response.writeHead(405).end(),
    );
    expect((await inspect('streamable-http')).protocolVersion).toBe('2024-11-05');
  });

  it('without initialize is asked by server/discover, with _meta and the method in a header', async () => {
    await serve((call, request, response) => {
      if (request.method !== 'POST' || !call) return response.writeHead(405).end();
      if (call.method === 'initialize')
        return response.writeHead(400).end('{"jsonrpc":"2.0","id":null,"error":{"code":-32022,"message":"unsupported"}}');
      if (call.params?._meta?.['io.modelcontextprotocol/protocolVersion'] !== '2026-07-28') return response.writeHead(400).end();
      const result =
        call.method === 'server/discover'
          ? {
              supportedVersions: ['2026-07-28'],
              capabilities: { tools: {} },
              _meta: { 'io.modelcontextprotocol/serverInfo': { name: 's', version: '2' } },
            }
          : { resultType: 'complete', tools: [tool('new')], ttlMs: 1000, cacheScope: 'public' };
      return json(response, call, { result });
    });
    const inspection = await inspect('streamable-http');
    expect(names(inspection)).toEqual(['new']);
    expect(inspection).toMatchObject({ protocolVersion: '2026-07-28', serverInfo: { name: 's', version: '2' } });
    expect(seen.filter(({ method }) => method === 'tools/list').map(({ headers }) => headers['mcp-method'])).toEqual([
      'tools/list',
      'tools/list',
    ]);
  });

  it('of the older kind is spoken to over SSE', async () => {
    let events: ServerResponse | undefined;
    await serve((call, request, response) => {
      if (request.method === 'GET' && request.url === '/sse') {
        events = response;
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: endpoint\ndata: /messages\n\n');
        return;
      }
      if (request.url !== '/messages' || !call) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(202).end();
      if (call.id !== undefined)
        events?.write(`event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', id: call.id, ...(answer(call) as object) })}\n\n`);
    });
    expect(names(await inspect('sse', '/sse'))).toEqual(['first', 'second']);
    expect(names(await inspect('streamable-http', '/sse'))).toEqual(['first', 'second']);
  });
});

const FAILURES: [name: string, code: string, detail: RegExp, handler: Handler, context?: Partial<InspectContext>][] = [
  ['behind a wall', 'http-status', /403/, (_call, _request, response) => response.writeHead(403).end('<html>no robots</html>')],
  ['that is gone', 'http-status', /404/, (_call, _request, response) => response.writeHead(404).end()],
  [
    'that redirects to the metadata of a cloud',
    'address-refused',
    /169\.254\.169\.254/,
    (_call, _request, response) => response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
  ],
  [
    'that redirects for ever',
    'redirect-refused',
    /redirects/,
    (_call, request, response) => response.writeHead(307, { location: `${request.url}x` }).end(),
  ],
  [
    'that sends a page instead of MCP',
    'not-mcp',
    /./,
    (_call, _request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
  ],
  [
    'that sends half a message',
    'not-mcp',
    /./,
    (_call, _request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"jsonrpc":"2.0","id":0,"resu'),
  ],
  [
    'that sends a bomb',
    'too-large',
    /more than/,
    (_call, _request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(40 * 1024 ** 2))),
  ],
  [
    'that trickles its answer',
    'timeout',
    /in time/,
    (_call, _request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    },
    { seconds: 0.3 },
  ],
  [
    'whose cursor comes again',
    'endless-list',
    /came again/,
    (call, request, response) => {
      if (request.method !== 'POST') return response.writeHead(405).end();
      return json(response, call, call?.method === 'tools/list' ? { result: { tools: [], nextCursor: 'same' } } : call && answer(call));
    },
  ],
  [
    'that has no tools',
    'no-tools-capability',
    /no tools/,
    (call, request, response) => {
      if (request.method !== 'POST') return response.writeHead(405).end();
      const bare = { result: { protocolVersion: '2025-06-18', serverInfo: { name: 'r', version: '1' }, capabilities: {} } };
      return json(response, call, call?.method === 'initialize' ? bare : { error: { code: -32601, message: 'Method not found' } });
    },
  ],
];

describe('a remote server that asks who we are', () => {
  it.each<[name: string, status: number, wwwAuthenticate: string | undefined]>([
    ['and says how to answer', 401, 'Bearer resource_metadata="https://example.com/.well-known"'],
    ['and does not say how', 401, undefined],
    ['for more than we have', 403, 'Bearer error="insufficient_scope"'],
  ])('%s is recorded so, with no word on its tools', async (_name, status, wwwAuthenticate) => {
    await serve((_call, _request, response) =>
      response.writeHead(status, wwwAuthenticate ? { 'www-authenticate': wwwAuthenticate } : {}).end(),
    );
    const inspection = await inspect('streamable-http');
    expect(inspection.auth).toEqual({ status, ...(wwwAuthenticate && { wwwAuthenticate }) });
    expect(inspection.tools).toEqual([]);
  });
});

describe('a remote server to be wary of,', () => {
  it.each(FAILURES)('%s: %s', async (_name, code, detail, handler, context) => {
    await serve(handler);
    await expect(inspect('streamable-http', '/mcp', context)).rejects.toMatchObject({
      name: 'Error',
      code,
      detail: expect.stringMatching(detail),
    });
  });

  it('on a private address is never asked, unless the operator named it', async () => {
    await serve((call, _request, response) => json(response, call, call && answer(call)));
    await expect(inspect('streamable-http', '/mcp', { privateOrigins: [] })).rejects.toMatchObject({ code: 'address-refused' });
    expect(seen).toEqual([]);
  });

  it('that is not there is unreachable', async () => {
    await serve((_call, _request, response) => response.end());
    await new Promise((resolve) => server?.close(resolve));
    await expect(inspect('streamable-http')).rejects.toMatchObject({ code: 'unreachable' });
  });
});

describe('fits', () => {
  it.each([
    ['an address', [{ type: 'streamable-http', url: 'https://mcp.example.com/mcp' }], true],
    ['no remote', [], false],
    ['an address with blanks to fill in', [{ type: 'sse', url: 'https://{tenant}.example.com/sse' }], false],
    ['no address', [{ type: 'sse', url: 'soon' }], false],
  ])('%s', (_name, remotes, fits) => {
    expect(http.fits({ name: 'a/b', packages: [], remotes })).toBe(fits);
  });
});
