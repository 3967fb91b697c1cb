/** What went wrong with a request, in the words of the closed list, and whether to try again. */
import type { FailureCode } from '../db/model.ts';
import { RequestFailed } from './errors.ts';

const MAX_RETRIES = 3;
const BACKOFF_MS = 500;
/** A host that asks for more patience than this is left alone for that time instead of waited for. */
export const MAX_WAIT_MS = 30_000;
const RETRIED_STATUS = [429, 502, 503, 504];

const TIMEOUTS = /^(UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT)$/;
const TLS = /^(CERT_|ERR_TLS|ERR_SSL|EPROTO$|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|UND_ERR_PRX_TLS)/;

/** Any error of the HTTP client as a {@link RequestFailed}. */
export function asFailure(error: unknown, url: string): RequestFailed {
  const chain = causes(error);
  const known = chain.find((link) => link instanceof RequestFailed);
  if (known) return known;
  const detail = `${url}: ${chain.map((link) => link.message).join(': ')}`;
  return new RequestFailed(codeOf(chain), detail, undefined, { cause: error });
}

function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let link = error; link instanceof Error && chain.length < 5; link = link.cause) chain.push(link);
  // Connecting to several addresses of one name fails with all their errors; the first tells enough.
  const last = chain.at(-1);
  if (last instanceof AggregateError && last.errors[0] instanceof Error) chain.push(last.errors[0]);
  return chain;
}

function codeOf(chain: readonly Error[]): FailureCode {
  for (const link of chain) {
    const code = (link as NodeJS.ErrnoException).code;
    if (link.name === 'TimeoutError' || (typeof code === 'string' && TIMEOUTS.test(code))) return 'timeout';
    if (typeof code === 'string' && TLS.test(code)) return 'tls';
    if (code === 'UND_ERR_HEADERS_OVERFLOW') return 'too-large';
    // The client refuses ports that browsers refuse.
    if (link.message === 'bad port') return 'address-refused';
  }
  return 'unreachable';
}

/** 429, or GitHub's 403 with an empty quota. */
export function isRateLimit({ status, headers }: { status: number; headers: Record<string, string> }): boolean {
  return status === 429 || (status === 403 && headers['x-ratelimit-remaining'] === '0');
}

/** Milliseconds that the host asked us to stay away (Retry-After in seconds or as a date, x-ratelimit-reset); 0 where it did not ask. */
export function patienceAsked(error: RequestFailed, now: number): number {
  const after = error.headers['retry-after'];
  if (after !== undefined && (error.code === 'rate-limited' || error.code === 'http-status')) {
    const ms = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now;
    return Number.isFinite(ms) ? Math.max(0, Math.min(ms, 86_400_000)) : 0;
  }
  const reset = Number(error.headers['x-ratelimit-reset']);
  return error.code === 'rate-limited' && reset > 0 ? Math.max(0, Math.min(reset * 1000 - now, 86_400_000)) : 0;
}

/**
 * Milliseconds until the next attempt, `undefined` where there shall be none. What the host asked for counts first;
 * else the pause doubles, with full jitter (`chance`, 0 ≤ x < 1) so that clients do not come back together.
 */
export function retryDelay(error: RequestFailed, attempt: number, asked: number, chance: number): number | undefined {
  if (attempt >= MAX_RETRIES || asked > MAX_WAIT_MS) return undefined;
  // A failure with neither status nor cause is our own refusal to ask: asking again would be refused alike.
  const answered = error.status !== undefined;
  const passing =
    (answered && (error.code === 'rate-limited' || RETRIED_STATUS.includes(error.status))) ||
    (error.code === 'unreachable' && (answered || error.cause !== undefined) && !isFinal(error));
  if (!passing) return undefined;
  const backoff = BACKOFF_MS * 2 ** attempt;
  return asked + Math.round(backoff / 2 + (chance * backoff) / 2);
}

/** No such name, nobody listening: asking again within seconds changes nothing. */
function isFinal(error: RequestFailed): boolean {
  return causes(error).some((link) => ['ENOTFOUND', 'ECONNREFUSED'].includes((link as NodeJS.ErrnoException).code ?? ''));
}
