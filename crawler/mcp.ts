/**
 * Speaks MCP: asks a server who it is and which tools it has, and nothing else. The only place that knows the SDK.
 *
 * Revisions 2024-11-05 … 2025-11-25 by `initialize`; 2026-07-28, where that is gone, by `server/discover` and `_meta` on every request
 * (https://modelcontextprotocol.io/specification/2026-07-28/server/discover). Answers are read leniently: definitions pass through untouched.
 */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { LATEST_PROTOCOL_VERSION, ListRootsRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { JsonObject, ToolDefinition } from '../db/model.ts';
import { InspectFailed } from './errors.ts';
import { readTools } from './normalize.ts';
import { markVolatile } from './volatile.ts';

export type { Transport };

/** The first revision without `initialize`. */
const STATELESS_VERSION = '2026-07-28';
const CLIENT_INFO = { name: 'mcp-risk-index', version: '0.1.0' };
/** What we announce, since lists vary by it: a client that can do everything is shown everything. */
export const ANNOUNCED: JsonObject = { roots: {}, sampling: {}, elicitation: {} };

const MOST_PAGES = 100;
const MOST_TOOLS = 5_000;
const METHOD_NOT_FOUND = -32601;
const TEXT_CAP = 20_000;
/** Servers that register tools while they start may add some between two listings. */
const MOST_LISTINGS = 4;
const SETTLE_MS = 200;
const LATE_TOOLS_MS = 2_000;

export interface Listing {
  protocolVersion?: string | undefined;
  serverInfo?: JsonObject | undefined;
  instructions?: string | undefined;
  capabilities?: JsonObject | undefined;
  tools: ToolDefinition[];
  defects: string[];
  /** From the first byte sent to the end of the handshake. */
  startupMs: number;
}

export interface ListOptions {
  /** Limit on each request. */
  seconds: number;
  signal: AbortSignal;
  now: Date;
}

/** A transport to a remote server. `fetch` is the guarded one of http.ts; a redirect is its business. */
export function httpTransport(kind: 'streamable-http' | 'sse', url: URL, fetch: typeof globalThis.fetch): Transport {
  // The stateless revision wants the method in a header too; older servers do not mind.
  async function withMethod(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const method = typeof init.body === 'string' ? methodOf(init.body) : undefined;
    if (method && headers.get('mcp-protocol-version') === STATELESS_VERSION) headers.set('mcp-method', method);
    return await fetch(input, { ...init, headers });
  }
  if (kind === 'sse') return new SSEClientTransport(url, { fetch: withMethod }) as Transport;
  // Once is enough: a stream that breaks is a fact to record.
  const reconnectionOptions = {
    maxRetries: 0,
    initialReconnectionDelay: 1_000,
    maxReconnectionDelay: 1_000,
    reconnectionDelayGrowFactor: 1,
  };
  const transport = new StreamableHTTPClientTransport(url, { fetch: withMethod, reconnectionOptions });
  const close = transport.close.bind(transport);
  transport.close = async () => {
    // A courtesy: the server may forget us now. That it does not know the request is no matter.
    await transport.terminateSession().catch(() => undefined);
    await close();
  };
  return transport as Transport;
}

function methodOf(body: string): string | undefined {
  const { method } = JSON.parse(body) as { method?: string };
  return method;
}

/** Any object, as it came: parsing must not copy, order or drop anything. */
const AnyObject = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

/**
 * The whole conversation: handshake, all pages of `tools/list`, once more for what is volatile, close. Never calls a tool.
 * Throws {@link InspectFailed}: `protocol-error`, `no-tools-capability`, `endless-list`, `too-many-tools`, `timeout`, `exited` (connection closed);
 * what a transport throws passes through.
 */
export async function listTools(transport: Transport, options: ListOptions): Promise<Listing> {
  const client = new Client(CLIENT_INFO, { capabilities: { roots: {} } });
  client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [] }));
  const started = performance.now();
  try {
    await client.connect(inSession(transport));
    const session = await handshake(client, transport, options);
    const startupMs = Math.round(performance.now() - started);
    const read = await settledTools(client, session, options);
    const { tools, places } = markVolatile(read.tools, read.again, options.now);
    const volatile = places.slice(0, 20).map((place) => `volatile: ${place}`);
    const { meta: _, ...facts } = session;
    return { ...facts, tools, startupMs, defects: [...read.defects, ...volatile] };
  } catch (error) {
    throw asInspectFailed(error);
  } finally {
    await client.close();
  }
}

/** With a session id the SDK's client takes the handshake for done, which leaves it to us: its reading of it is strict. */
function inSession(transport: Transport): Transport {
  const outer: Transport = {
    sessionId: '',
    async start() {
      transport.onmessage = (message, extra) => outer.onmessage?.(message, extra);
      transport.onerror = (error) => outer.onerror?.(error);
      transport.onclose = () => outer.onclose?.();
      await transport.start();
    },
    send: (message, options) => transport.send(message, options),
    close: () => transport.close(),
  };
  return outer;
}

interface Session {
  protocolVersion?: string | undefined;
  serverInfo?: JsonObject | undefined;
  instructions?: string | undefined;
  capabilities?: JsonObject | undefined;
  /** Goes with every request of the stateless revision. */
  meta?: JsonObject | undefined;
}

async function handshake(client: Client, transport: Transport, options: ListOptions): Promise<Session> {
  const params = { protocolVersion: LATEST_PROTOCOL_VERSION, capabilities: ANNOUNCED, clientInfo: CLIENT_INFO };
  let refusal: unknown;
  try {
    const answer = await request(client, 'initialize', params, options);
    const session = sessionOf(answer);
    if (session.protocolVersion) transport.setProtocolVersion?.(session.protocolVersion);
    await client.notification({ method: 'notifications/initialized' });
    return session;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    refusal = error;
  }
  const meta: JsonObject = {
    'io.modelcontextprotocol/protocolVersion': STATELESS_VERSION,
    'io.modelcontextprotocol/clientInfo': CLIENT_INFO,
    'io.modelcontextprotocol/clientCapabilities': ANNOUNCED,
  };
  transport.setProtocolVersion?.(STATELESS_VERSION);
  try {
    const answer = await request(client, 'server/discover', { _meta: meta }, options);
    return { ...sessionOf(answer), protocolVersion: STATELESS_VERSION, meta };
  } catch (error) {
    // A server that knows neither: the first answer tells more.
    throw isRefusal(error) ? refusal : error;
  }
}

function sessionOf(answer: JsonObject): Session {
  const meta = objectOr(answer._meta);
  return {
    protocolVersion: typeof answer.protocolVersion === 'string' ? answer.protocolVersion.slice(0, 100) : undefined,
    serverInfo: objectOr(answer.serverInfo) ?? objectOr(meta?.['io.modelcontextprotocol/serverInfo']),
    instructions: typeof answer.instructions === 'string' ? answer.instructions.slice(0, TEXT_CAP) : undefined,
    capabilities: objectOr(answer.capabilities),
  };
}

function objectOr(value: unknown): JsonObject | undefined {
  return AnyObject.safeParse(value).success && JSON.stringify(value).length <= TEXT_CAP ? (value as JsonObject) : undefined;
}

/** Lists until two listings in a row hold the same names; servers that start empty are given time to say that this changed. */
async function settledTools(client: Client, session: Session, options: ListOptions) {
  let changed: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    changed = resolve;
  });
  client.fallbackNotificationHandler = async ({ method }) => {
    if (method === 'notifications/tools/list_changed') changed();
  };
  let last = await readList(client, session, options);
  if (last.tools.length === 0 && objectOr(session.capabilities?.tools)?.listChanged) {
    await Promise.race([late, pause(LATE_TOOLS_MS, options.signal)]);
  }
  for (let listing = 2; listing <= MOST_LISTINGS; listing += 1) {
    const next = await readList(client, session, options);
    const same = sameNames(last.tools, next.tools);
    if (same) return { tools: last.tools, again: next.tools, defects: last.defects };
    last = next;
    await pause(SETTLE_MS, options.signal);
  }
  return { tools: last.tools, again: undefined, defects: [...last.defects, 'each listing held other tools'] };
}

function sameNames(one: readonly ToolDefinition[], other: readonly ToolDefinition[]): boolean {
  return one.length === other.length && one.every((tool, index) => tool.name === other[index]?.name);
}

async function readList(client: Client, session: Session, options: ListOptions) {
  const elements: unknown[] = [];
  const cursors = new Set<string>();
  let cursor: string | undefined;
  do {
    if (cursors.size >= MOST_PAGES) throw new InspectFailed('endless-list', `more than ${MOST_PAGES} pages`);
    const params: JsonObject = { ...(cursor !== undefined && { cursor }), ...(session.meta && { _meta: session.meta }) };
    const page = await listPage(client, params, session, options);
    for (const element of page.tools) elements.push(element);
    if (elements.length > MOST_TOOLS) throw new InspectFailed('too-many-tools', `more than ${MOST_TOOLS} tools`);
    cursor = page.next;
    if (cursor !== undefined && cursors.has(cursor))
      throw new InspectFailed('endless-list', `the cursor ${cursor.slice(0, 80)} came again`);
    if (cursor !== undefined) cursors.add(cursor);
  } while (cursor !== undefined);
  return readTools(elements);
}

async function listPage(client: Client, params: JsonObject, session: Session, options: ListOptions) {
  let page: JsonObject;
  try {
    page = await request(client, 'tools/list', params, options);
  } catch (error) {
    const none = error instanceof McpError && error.code === METHOD_NOT_FOUND && !session.capabilities?.tools;
    throw none ? new InspectFailed('no-tools-capability', 'the server announces no tools') : error;
  }
  if (!Array.isArray(page.tools)) throw new InspectFailed('protocol-error', 'tools/list: the answer holds no list of tools');
  const next = page.nextCursor;
  return { tools: page.tools as unknown[], next: typeof next === 'string' && next !== '' ? next : undefined };
}

async function request(client: Client, method: string, params: JsonObject, { seconds, signal }: ListOptions): Promise<JsonObject> {
  const limits = { timeout: seconds * 1000, maxTotalTimeout: seconds * 1000, signal };
  return await client.request({ method, params } as never, AnyObject as never, limits);
}

/** An answer that says no, as against no answer. HTTP transports throw the status as `code`. */
function isRefusal(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (error instanceof McpError) return error.code !== CONNECTION_CLOSED && error.code !== REQUEST_TIMEOUT;
  return code === 400 || code === 404 || code === 405;
}
const CONNECTION_CLOSED = -32000;
const REQUEST_TIMEOUT = -32001;

function asInspectFailed(error: unknown): unknown {
  if (!(error instanceof McpError)) return error;
  if (error.code === REQUEST_TIMEOUT) return new InspectFailed('timeout', error.message, { cause: error });
  // The SDK gives a closed connection the code that servers use for anything.
  if (error.code === CONNECTION_CLOSED && /connection closed/i.test(error.message)) {
    return new InspectFailed('exited', 'the connection was closed', { cause: error });
  }
  return new InspectFailed('protocol-error', error.message, { cause: error });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
  signal.throwIfAborted();
}
