import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RequestFailed } from '../../crawler/errors.ts';
import { configureHttp, getBytes, getJson, getText, robotsPermit, safeFetch } from '../../crawler/http.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const servers: Server[] = [];
const slept: number[] = [];
let now = 0;
let seen: IncomingMessage[] = [];

beforeEach(() => {
  seen = [];
  slept.length = 0;
  now = Date.UTC(2026, 0, 2);
  const clock = {
    now: () => now,
    random: () => 0.5,
    sleep: async (ms: number) => {
      slept.push(ms);
      now += ms;
    },
  };
  configureHttp({ contact: 'https://example.org/about-us', clock });
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  configureHttp();
});

async function serve(handler: Handler): Promise<string> {
  const server = createServer((request, response) => {
    seen.push(request);
    handler(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const own = { allowPrivate: true } as const;
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error: unknown) => (error instanceof RequestFailed ? error.code : String(error)),
  );

describe('a request', () => {
  it('says who asks and where to complain', async () => {
    const base = await serve((_request, response) => response.end('{}'));
    await getText(base, own);
    expect(seen[0]?.headers['user-agent']).toBe('mcp-risk-index/0.1 (+https://example.org/about-us)');
  });

  it('is parsed at the door', async () => {
    const base = await serve((_request, response) => response.end('{"name":"x","more":1}'));
    const answer = await getJson(base, z.object({ name: z.string() }), own);
    expect(answer).toMatchObject({ status: 200, body: { name: 'x' } });
    expect(await codeOf(getJson(base, z.object({ name: z.number() }), own))).toBe('wrong-shape');
  });

  it('that is not changed has no body', async () => {
    const base = await serve((request, response) =>
      request.headers['if-none-match'] === '"v1"' && request.headers['if-modified-since'] === 'then'
        ? response.writeHead(304).end()
        : response.end('{}'),
    );
    expect(await getJson(base, z.object({}), { ...own, etag: '"v1"', lastModified: 'then' })).toMatchObject({
      status: 304,
      body: undefined,
    });
  });

  it.each<[name: string, code: string, handler: Handler]>([
    ['of garbage', 'not-json', (_request, response) => response.end('<html>')],
    ['of too many bytes', 'too-large', (_request, response) => response.end(`"${'x'.repeat(2_000)}"`)],
    [
      'of a gzip bomb',
      'too-large',
      (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(10 ** 7))),
    ],
    [
      'of headers without end',
      'too-large',
      (_request, response) => response.writeHead(200, { x: 'y'.repeat(15_000), z: 'y'.repeat(15_000) }).end(),
    ],
    ['of nothing that was asked', 'http-status', (_request, response) => response.writeHead(404).end()],
    [
      'cut off in the middle',
      'unreachable',
      (_request, response) => response.writeHead(200, { 'content-length': 100 }).write('{', () => response.destroy()),
    ],
    ['that redirects for ever', 'redirect-refused', (request, response) => response.writeHead(302, { location: `${request.url}x` }).end()],
    [
      'that redirects to a file',
      'address-refused',
      (_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    ],
    [
      'that redirects to the metadata of a cloud',
      'address-refused',
      (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    ],
    [
      'that redirects to this machine by name',
      'address-refused',
      (_request, response) => response.writeHead(302, { location: 'http://localhost:1080/' }).end(),
    ],
  ])('with an answer %s fails as %s', async (_name, code, handler) => {
    const base = await serve(handler);
    expect(await codeOf(getJson(base, z.unknown(), { ...own, maxBytes: 1_000 }))).toBe(code);
  });

  it('that trickles ends at its time limit', async () => {
    const base = await serve((_request, response) => {
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    expect(await codeOf(getBytes(base, { ...own, timeoutMs: 100 }))).toBe('timeout');
  });

  it('that the caller gives up ends with his reason', async () => {
    const base = await serve(() => undefined);
    const reason = new Error('no longer wanted');
    const controller = new AbortController();
    const pending = getText(base, { ...own, signal: controller.signal });
    controller.abort(reason);
    await expect(pending).rejects.toBe(reason);
  });

  it.each([
    'http://127.0.0.1:8080/',
    'http://localhost:8080/',
    'http://[::1]:8080/',
    'http://2130706433:8080/',
    'http://[::ffff:127.0.0.1]:8080/',
    'http://0:8080/',
  ])('of a stranger never reaches %s', async (url) => {
    expect(await codeOf(getText(url))).toBe('address-refused');
    expect(await codeOf(safeFetch()(url))).toBe('address-refused');
  });

  it.each(['ftp://example.com/', 'file:///etc/passwd', 'gopher://example.com', 'not a url', ''])(
    'of a stranger is http or https, not %s',
    async (url) => {
      expect(await codeOf(getText(url))).toBe('address-refused');
    },
  );

  it('leaves its secrets behind when it is sent elsewhere', async () => {
    const other = await serve((_request, response) => response.end('other'));
    const base = await serve((_request, response) => response.writeHead(307, { location: other }).end());
    // Elsewhere is judged anew: being named by the operator does not carry over.
    expect(await codeOf(getText(base, { ...own, headers: { authorization: 'Bearer secret' } }))).toBe('address-refused');
    const same = await serve((request, response) =>
      request.url === '/a' ? response.writeHead(307, { location: '/b' }).end() : response.end('b'),
    );
    expect((await getText(`${same}/a`, own)).url).toBe(`${same}/b`);
  });
});

describe('a host that is busy', () => {
  it.each<[name: string, status: number, headers: Record<string, string>, slept: number[]]>([
    ['is asked again after the seconds it names', 429, { 'retry-after': '2' }, [2_000]],
    ['is asked again after the date it names', 503, { 'retry-after': 'Fri, 02 Jan 2026 00:00:03 GMT' }, [3_000]],
    [
      'is asked again after the reset of its quota',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.UTC(2026, 0, 2, 0, 0, 4) / 1000) },
      [4_000],
    ],
  ])('%s', async (_name, status, headers, waits) => {
    const base = await serve((_request, response) =>
      seen.length === 1 ? response.writeHead(status, headers).end() : response.end('fine'),
    );
    expect((await getText(base, own)).body).toBe('fine');
    // On top of what was asked for comes a share of the backoff, so that clients do not come back together.
    expect(slept[0]).toBe((waits[0] ?? 0) + 375);
  });

  it('is asked three times more, with pauses that double, then given up', async () => {
    const base = await serve((_request, response) => response.writeHead(503).end());
    expect(await codeOf(getText(base, own))).toBe('http-status');
    expect([seen.length, slept]).toEqual([4, [375, 750, 1_500]]);
  });

  it('that wants more patience than we have is left alone by everybody', async () => {
    const base = await serve((_request, response) => response.writeHead(429, { 'retry-after': '3600' }).end());
    expect(await codeOf(getText(base, own))).toBe('rate-limited');
    expect(await codeOf(getText(`${base}/other`, own))).toBe('rate-limited');
    expect([seen.length, slept]).toEqual([1, []]);
    now += 3_600_000;
    await codeOf(getText(base, own));
    expect(seen).toHaveLength(2);
  });

  it('is never sent a POST twice', async () => {
    const base = await serve((_request, response) => response.writeHead(503).end());
    await codeOf(getText(base, { ...own, method: 'POST', body: '{}' }));
    expect(seen).toHaveLength(1);
  });

  it('that does not answer at all is left alone for a while', async () => {
    const base = await serve((_request, response) => response.destroy());
    expect(await codeOf(getText(base, own))).toBe('unreachable');
    expect(await codeOf(getText(base, own))).toBe('unreachable');
    const asked = seen.length;
    expect(await codeOf(getText(base, own))).toBe('unreachable');
    expect(seen).toHaveLength(asked);
  });
});

describe('robots.txt', () => {
  it.each<[name: string, permitted: boolean, handler: Handler]>([
    ['that allows', true, (_request, response) => response.end('User-agent: *\nDisallow: /private')],
    ['that forbids', false, (_request, response) => response.end('User-agent: mcp-risk-index\nDisallow: /docs')],
    ['that is not there', true, (_request, response) => response.writeHead(404).end()],
    ['that is broken', false, (_request, response) => response.writeHead(500).end()],
  ])('%s', async (_name, permitted, handler) => {
    const base = await serve(handler);
    expect(await robotsPermit(`${base}/docs/page`, own)).toBe(permitted);
    expect(await robotsPermit(`${base}/docs/other`, own)).toBe(permitted);
    expect(seen).toHaveLength(1);
  });
});
