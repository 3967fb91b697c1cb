/** Asks a remote server for its tools: streamable HTTP, the older SSE where that is not spoken. */
import type { Inspection, Manifest, ServerRemote } from '../../db/model.ts';
import { InspectFailed, RequestFailed } from '../errors.ts';
import { safeFetch } from '../http.ts';
import { ANNOUNCED, httpTransport, type Listing, listTools } from '../mcp.ts';
import { cleanText } from '../normalize.ts';
import type { InspectContext, Inspector } from '../types.ts';

const KINDS = ['streamable-http', 'sse'] as const;
type Kind = (typeof KINDS)[number];
const MESSAGE_BYTES = 32 * 1024 ** 2;
const HEADER_CHARS = 1_000;

export const http: Inspector = {
  id: 'http',
  title: 'Asked over HTTP',
  evidence: 'live',

  fits: (manifest) => remoteOf(manifest) !== undefined,

  async inspect(manifest, context) {
    const remote = remoteOf(manifest);
    if (!remote) throw new InspectFailed('no-inspector', 'no remote with a complete address');
    const launch = { args: [], env: [], sandbox: 'remote', announced: ANNOUNCED };
    const spoken = await listSpeaking(remote, context);
    // How a server wants to be let in is a fact about it, though it tells nothing of its tools.
    if ('auth' in spoken) return { inspector: 'http', evidence: 'live', tools: [], defects: [], auth: spoken.auth, launch };
    const version = spoken.serverInfo?.version;
    return {
      inspector: 'http',
      evidence: 'live',
      ...(typeof version === 'string' && { version: version.slice(0, 100) }),
      launch,
      ...spoken,
    } satisfies Inspection;
  },
};

/** The newest kind first; an address with blanks to fill in belongs to somebody's account. */
function remoteOf(manifest: Manifest): ServerRemote | undefined {
  const open = manifest.remotes.filter(({ url }) => URL.canParse(url) && !/[{}]|%7B/i.test(url));
  return open.find(({ type }) => type !== 'sse') ?? open[0];
}

/** A server that refuses the newer transport is asked by the older one (https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#backwards-compatibility). */
async function listSpeaking(remote: ServerRemote, context: InspectContext): Promise<Listing | Locked> {
  const kinds: readonly Kind[] = remote.type === 'sse' ? ['sse', 'streamable-http'] : KINDS;
  let first: InspectFailed | undefined;
  for (const kind of kinds) {
    const outcome = await listOnce(kind, new URL(remote.url), context);
    if (!('failed' in outcome)) return outcome;
    first ??= outcome.failed;
    if (!outcome.otherKind) break;
  }
  throw first;
}

/** What went over the wire: the SDK's own errors keep little of it. */
interface Wire {
  failure?: RequestFailed | undefined;
  refusal?: { status: number; wwwAuthenticate: string } | undefined;
}

interface Locked {
  auth: NonNullable<Inspection['auth']>;
}

async function listOnce(
  kind: Kind,
  url: URL,
  context: InspectContext,
): Promise<Listing | Locked | { failed: InspectFailed; otherKind: boolean }> {
  const wire: Wire = {};
  const timeout = AbortSignal.timeout(context.seconds * 1000);
  const signal = AbortSignal.any([context.signal, timeout]);
  const allowPrivate = context.privateOrigins?.includes(url.origin) ?? false;
  const transport = httpTransport(kind, url, observed(safeFetch({ allowPrivate, maxBytes: MESSAGE_BYTES, signal }), kind, wire));
  try {
    return await listTools(transport, { seconds: context.seconds, signal, now: context.now });
  } catch (error) {
    context.signal.throwIfAborted();
    const auth = authOf(wire);
    return auth ? { auth } : failureOf(error, wire, timeout.aborted, url);
  }
}

function observed(fetch: typeof globalThis.fetch, kind: Kind, wire: Wire): typeof globalThis.fetch {
  return async (input, init) => {
    try {
      const response = await fetch(input, init);
      // The stream that a GET opens beside the conversation, and the goodbye of a DELETE, may well be refused.
      if (response.status >= 400 && (kind === 'sse' || init?.method === 'POST')) {
        wire.refusal = { status: response.status, wwwAuthenticate: response.headers.get('www-authenticate') ?? '' };
      }
      return response;
    } catch (error) {
      if (error instanceof RequestFailed) wire.failure = error;
      throw error;
    }
  };
}

function authOf({ refusal }: Wire): Locked['auth'] | undefined {
  if (!refusal) return undefined;
  const { status, wwwAuthenticate } = refusal;
  if (status !== 401 && !(status === 403 && wwwAuthenticate !== '')) return undefined;
  return { status, ...(wwwAuthenticate !== '' && { wwwAuthenticate: cleanText(wwwAuthenticate, HEADER_CHARS) }) };
}

function failureOf(error: unknown, wire: Wire, late: boolean, url: URL): { failed: InspectFailed; otherKind: boolean } {
  const told = (code: InspectFailed['code'], detail: string, otherKind = false) => ({
    failed: new InspectFailed(code, detail, { cause: error }),
    otherKind,
  });
  const { refusal } = wire;
  const failure = wire.failure ?? requestFailure(error);
  if (late) return told('timeout', `${url.origin} did not finish in time`);
  if (failure) return told(failure.code, failure.detail);
  if (refusal) return told('http-status', `${url.origin} answered ${refusal.status}`, [400, 404, 405, 406, 415].includes(refusal.status));
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof InspectFailed) return { failed: error, otherKind: error.code === 'protocol-error' };
  // What is left comes from the SDK: no MCP came back.
  return told('not-mcp', message, true);
}

function requestFailure(error: unknown): RequestFailed | undefined {
  if (error instanceof RequestFailed) return error;
  return error instanceof Error && error.cause ? requestFailure(error.cause) : undefined;
}
