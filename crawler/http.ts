/**
 * The only door to the network over HTTP: every request of the crawler passes here, within its limits.
 *
 * A stranger's URL can never reach a private, loopback or link-local address: the address is judged when the socket is
 * opened, after resolution and on every redirect, so a name that changes its address between two look-ups gains nothing.
 * Bodies are capped while they stream, after decompression.
 */
import { isIP } from 'node:net';
import { TransformStream } from 'node:stream/web';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, buildConnector, type Dispatcher, fetch, type RequestInit, type Response } from 'undici';
import type { z } from 'zod';
import { addressRefused, publicLookup, refusedAddress } from './addresses.ts';
import { RequestFailed } from './errors.ts';
import { type Clock, createGate, type Gate, limitOf, OPERATOR_LIMIT } from './limits.ts';
import { asFailure, isRateLimit, patienceAsked, retryDelay } from './request-failures.ts';
import { robotsAllow } from './robots.ts';

const AGENT_NAME = 'mcp-risk-index';
const MAX_REDIRECTS = 5;
const DEFAULT_BYTES = 20 * 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 30_000;

export interface RequestOptions {
  signal?: AbortSignal | undefined;
  headers?: Record<string, string> | undefined;
  /** Cap on the body after decompression. Default 20 MiB. */
  maxBytes?: number | undefined;
  /** Limit on one attempt from connecting to the last byte. Default 30 s. */
  timeoutMs?: number | undefined;
  /** The URL's own origin is one of our config's (a base URL, not a stranger's word): it may be private. Redirects to other origins are still judged. */
  allowPrivate?: boolean | undefined;
  method?: string | undefined;
  body?: string | undefined;
}

/** What an earlier answer said of itself; a 304 then comes back with no body. */
export interface Conditional {
  etag?: string | undefined;
  lastModified?: string | undefined;
}
type Unconditional = { etag?: never; lastModified?: never };

/** `headers` in lower case; `url` the final one after redirects. */
export interface Answer<T> {
  status: number;
  headers: Record<string, string>;
  url: string;
  body: T;
}

export interface HttpSettings {
  /** A page or address where the operator of a crawled host finds us; part of the User-Agent. */
  contact: string;
  clock: Clock;
  /** In place of real sockets; for tests. */
  dispatcher?: Dispatcher | undefined;
}

const SYSTEM_CLOCK: Clock = {
  // Goes on at its own pace where the system's clock is set: a pause that a host asked for lasts as long as it asked.
  now: () => performance.timeOrigin + performance.now(),
  random: Math.random,
  sleep: async (ms, signal) => {
    await wait(ms, undefined, signal ? { signal } : {});
  },
};
const DEFAULTS: HttpSettings = { contact: 'https://github.com/mcp-risk-index/mcp-risk-index', clock: SYSTEM_CLOCK };

let settings = DEFAULTS;
let gate: Gate = createGate(settings.clock);
let robots = new Map<string, Promise<string>>();

const openAgent = new Agent({ allowH2: false, connect: { timeout: 10_000 } });
const guardedAgent = new Agent({ allowH2: false, connect: guardedConnector() });

/** Sets who we say we are, and in tests the clock and the wire. Forgets all budgets, pauses and robots.txt. */
export function configureHttp(changes: Partial<HttpSettings> = {}): void {
  settings = { ...DEFAULTS, ...changes };
  gate = createGate(settings.clock);
  robots = new Map();
}

/** Closes idle connections so that the process can end at once. */
export async function closeHttp(): Promise<void> {
  await Promise.all([openAgent.close(), guardedAgent.close()]);
}

/** Fetches JSON and parses it with `shape`. Throws {@link RequestFailed}: `not-json`, `wrong-shape` and everything {@link getBytes} throws. */
export function getJson<T>(url: string, shape: z.ZodType<T>, options?: RequestOptions & Unconditional): Promise<Answer<T>>;
export function getJson<T>(url: string, shape: z.ZodType<T>, options: RequestOptions & Conditional): Promise<Answer<T | undefined>>;
export async function getJson<T>(
  url: string,
  shape: z.ZodType<T>,
  options: RequestOptions & Conditional = {},
): Promise<Answer<T | undefined>> {
  const answer = await getText(url, { ...options, headers: { accept: 'application/json', ...options.headers } } as RequestOptions &
    Conditional);
  if (answer.body === undefined) return { ...answer, body: undefined };
  const facts = { status: answer.status, headers: answer.headers };
  let value: unknown;
  try {
    value = JSON.parse(answer.body);
  } catch (cause) {
    throw new RequestFailed('not-json', `${url}: ${(cause as Error).message}`, facts, { cause });
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return { ...answer, body: parsed.data };
  const issue = parsed.error.issues[0];
  throw new RequestFailed('wrong-shape', `${url}: ${issue?.path.join('.') || 'body'}: ${issue?.message}`, facts);
}

/** Fetches text, decoded as UTF-8 (broken sequences become U+FFFD). */
export function getText(url: string, options?: RequestOptions & Unconditional): Promise<Answer<string>>;
export function getText(url: string, options: RequestOptions & Conditional): Promise<Answer<string | undefined>>;
export async function getText(url: string, options: RequestOptions & Conditional = {}): Promise<Answer<string | undefined>> {
  const answer = await getBytes(url, options);
  return { ...answer, body: answer.body === undefined ? undefined : new TextDecoder().decode(answer.body) };
}

/**
 * Fetches bytes. Retries 429, 503 and broken connections of a GET, politely. Throws {@link RequestFailed} with `unreachable`, `timeout`,
 * `http-status` (status and headers on the error), `rate-limited`, `tls`, `too-large`, `redirect-refused`, `address-refused`, `budget-spent`;
 * where `signal` aborts, its reason.
 */
export function getBytes(url: string, options?: RequestOptions & Unconditional): Promise<Answer<Uint8Array>>;
export function getBytes(url: string, options: RequestOptions & Conditional): Promise<Answer<Uint8Array | undefined>>;
export async function getBytes(url: string, options: RequestOptions & Conditional = {}): Promise<Answer<Uint8Array | undefined>> {
  const method = options.method ?? 'GET';
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await once(url, method, options);
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      const asked = patienceAsked(error, settings.clock.now());
      if (asked > 0) gate.pause(hostOf(url), asked);
      const delay = method === 'GET' || method === 'HEAD' ? retryDelay(error, attempt, asked, settings.clock.random()) : undefined;
      if (delay === undefined) throw error;
      await settings.clock.sleep(delay, options.signal);
    }
  }
}

/** A `fetch` with the same guards for libraries that bring their own HTTP client. No retries; bodies are capped, redirects judged. */
export function safeFetch(options: Pick<RequestOptions, 'allowPrivate' | 'maxBytes' | 'signal'> = {}): typeof globalThis.fetch {
  async function guardedFetch(input: string | URL | Request, init: RequestInit = {}): Promise<globalThis.Response> {
    const url = input instanceof URL ? input.href : typeof input === 'string' ? input : input.url;
    const signals = [init.signal, options.signal].filter((signal) => signal != null) as AbortSignal[];
    const headers = Object.fromEntries(new Headers(init.headers as HeadersInit));
    const response = await hop(url, { ...init, headers }, options.allowPrivate, AbortSignal.any(signals));
    const cap = options.maxBytes ?? DEFAULT_BYTES;
    const body = response.body?.pipeThrough(byteCap(cap)) as ReadableStream<Uint8Array> | undefined;
    // A body is not allowed with these, not even an empty one.
    const bare = response.status === 204 || response.status === 304;
    return new globalThis.Response(bare ? null : body, {
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers],
    });
  }
  return guardedFetch as typeof globalThis.fetch;
}

/** Whether the host's robots.txt lets us fetch this page. Unreachable or broken (5xx) means no, as RFC 9309 asks. */
export async function robotsPermit(url: string, options: Pick<RequestOptions, 'allowPrivate' | 'signal'> = {}): Promise<boolean> {
  const { origin, pathname, search } = new URL(url);
  let text = robots.get(origin);
  if (!text) {
    text = getText(`${origin}/robots.txt`, { ...options, maxBytes: 512 * 1024 }).then(
      (answer) => answer.body,
      (error) => {
        if (error instanceof RequestFailed && error.status !== undefined && error.status < 500 && error.status !== 429) return '';
        if (error instanceof RequestFailed) return 'User-agent: *\nDisallow: /';
        robots.delete(origin);
        throw error;
      },
    );
    robots.set(origin, text);
  }
  return robotsAllow(await text, AGENT_NAME, pathname + search);
}

async function once(url: string, method: string, options: RequestOptions & Conditional): Promise<Answer<Uint8Array | undefined>> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const headers: Record<string, string> = { ...options.headers };
  if (options.etag) headers['if-none-match'] = options.etag;
  if (options.lastModified) headers['if-modified-since'] = options.lastModified;
  const host = hostOf(url);
  try {
    const response = await hop(url, { method, headers, body: options.body ?? null }, options.allowPrivate, signal);
    const facts = { status: response.status, headers: Object.fromEntries(response.headers) };
    if (response.status === 304 || !response.ok) await response.body?.cancel();
    if (response.status === 304) return { ...facts, url: response.url, body: undefined };
    if (!response.ok) {
      const code = isRateLimit(facts) ? 'rate-limited' : 'http-status';
      throw new RequestFailed(code, `${url}: ${response.status} ${response.statusText}`, facts);
    }
    return { ...facts, url: response.url, body: await readCapped(response, options.maxBytes ?? DEFAULT_BYTES, url) };
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    const failure = asFailure(error, url);
    if (failure.code === 'unreachable' || failure.code === 'timeout') gate.failed(host);
    throw failure;
  }
}

/** One request with its redirects, each judged anew. Resolves with whatever status the last hop gave. */
async function hop(start: string, init: RequestInit, allowPrivate: boolean | undefined, signal: AbortSignal): Promise<Response> {
  const operatorOrigin = allowPrivate ? new URL(start).origin : undefined;
  const headers = new Headers(init.headers as HeadersInit);
  headers.set('user-agent', `${AGENT_NAME}/0.1 (+${settings.contact})`);
  let { method = 'GET', body = null } = init;
  let url = start;
  for (let redirects = 0; ; redirects += 1) {
    const { origin, protocol } = parseUrl(url);
    if (protocol !== 'http:' && protocol !== 'https:') throw new RequestFailed('address-refused', `${url}: only http and https`);
    const trusted = origin === operatorOrigin;
    const host = hostOf(url);
    const leave = await gate.enter(host, limitOf(host, trusted ? OPERATOR_LIMIT : undefined), signal);
    let response: Response;
    try {
      const dispatcher = settings.dispatcher ?? (trusted ? openAgent : guardedAgent);
      response = await fetch(url, { ...init, method, body, headers: [...headers], redirect: 'manual', dispatcher, signal });
    } catch (error) {
      throw signal.aborted && signal.reason?.name !== 'TimeoutError' ? signal.reason : asFailure(error, url);
    } finally {
      leave();
    }
    if (response.status < 500) gate.answered(host);
    else gate.failed(host);
    const location = [301, 302, 303, 307, 308].includes(response.status) ? response.headers.get('location') : null;
    if (location === null) return response;
    await response.body?.cancel();
    if (redirects === MAX_REDIRECTS) throw new RequestFailed('redirect-refused', `${start}: more than ${MAX_REDIRECTS} redirects`);
    const next = parseUrl(location, url);
    if (protocol === 'https:' && next.protocol === 'http:') throw new RequestFailed('redirect-refused', `${url}: to plain http`);
    if (next.origin !== origin) for (const secret of ['authorization', 'cookie', 'proxy-authorization']) headers.delete(secret);
    if (response.status === 303 || (response.status < 303 && method === 'POST')) {
      method = 'GET';
      body = null;
    }
    url = next.href;
  }
}

function parseUrl(url: string, base?: string): URL {
  const parsed = URL.canParse(url, base) ? new URL(url, base) : undefined;
  if (!parsed) throw new RequestFailed('address-refused', `not a URL: ${url.slice(0, 200)}`);
  return parsed;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

async function readCapped(response: Response, cap: number, url: string): Promise<Uint8Array> {
  const facts = { status: response.status, headers: Object.fromEntries(response.headers) };
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body.pipeThrough(byteCap(cap, url, facts))) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

function byteCap(
  cap: number,
  url = 'body',
  facts: { status?: number; headers?: Record<string, string> } = {},
): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > cap) throw new RequestFailed('too-large', `${url}: more than ${cap} bytes`, facts);
      controller.enqueue(chunk);
    },
  });
}

/** Judges literals here and names in {@link publicLookup}: the two ways by which a socket gets its address. */
function guardedConnector(): buildConnector.connector {
  const connect = buildConnector({ allowH2: false, timeout: 10_000, lookup: publicLookup });
  return (target, callback) => {
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    const refused = isIP(literal) === 0 ? undefined : refusedAddress(literal);
    if (refused) callback(addressRefused(literal, refused), null);
    else connect(target, callback);
  };
}
