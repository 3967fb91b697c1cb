/** How hard we may lean on each host, with the published limit that each row obeys, and the gate that keeps to it. */
import { RequestFailed } from './errors.ts';
import { MAX_WAIT_MS } from './request-failures.ts';

/** `host` is exact, or a suffix where it starts with a dot. `perDay` counts requests of one process within a UTC day. */
export interface HostLimit {
  host: string;
  concurrent: number;
  perDay: number;
  /** Where the host publishes its limit, or the manners it asks for. */
  source: string;
  why: string;
}

export const HOST_LIMITS: readonly HostLimit[] = [
  {
    host: 'registry.modelcontextprotocol.io',
    concurrent: 2,
    perDay: 5_000,
    source: 'https://modelcontextprotocol.io/registry/registry-aggregators',
    why: 'asks aggregators to poll about hourly at most; a full crawl is some 800 pages of 100 records',
  },
  {
    host: 'registry.npmjs.org',
    concurrent: 8,
    perDay: 100_000,
    source: 'https://blog.npmjs.org/post/187698412060/acceptible-use',
    why: 'five million requests a month are acceptable use; this is 3 million at the very most',
  },
  {
    host: 'pypi.org',
    concurrent: 4,
    perDay: 50_000,
    source: 'https://docs.pypi.org/api/#rate-limiting',
    why: 'cached at the edge and not rate limited; asks for few parallel requests and a User-Agent that names who calls',
  },
  {
    host: 'files.pythonhosted.org',
    concurrent: 4,
    perDay: 50_000,
    source: 'https://docs.pypi.org/api/#rate-limiting',
    why: 'the file host of PyPI, same manners',
  },
  {
    host: 'api.github.com',
    concurrent: 2,
    perDay: 20_000,
    source: 'https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api',
    why: '60 an hour without a token, 5,000 with one; x-ratelimit-reset is obeyed',
  },
  {
    host: '.githubusercontent.com',
    concurrent: 4,
    perDay: 20_000,
    source: 'https://docs.github.com/en/site-policy/acceptable-use-policies/github-acceptable-use-policies',
    why: 'no number published beyond acceptable use',
  },
  {
    host: 'registry.smithery.ai',
    concurrent: 2,
    perDay: 5_000,
    source: 'https://smithery.ai/docs/concepts/registry_search_servers',
    why: 'a token is asked for and no number published',
  },
  {
    host: 'registry-1.docker.io',
    concurrent: 2,
    perDay: 2_000,
    source: 'https://docs.docker.com/docker-hub/usage/pulls/',
    why: '100 pulls an address in six hours without an account, each two requests for manifests and some for layers; beyond, Retry-After is obeyed',
  },
  {
    host: 'auth.docker.io',
    concurrent: 2,
    perDay: 2_000,
    source: 'https://docs.docker.com/docker-hub/usage/pulls/',
    why: 'a token for each image looked up, same manners',
  },
  {
    host: 'ghcr.io',
    concurrent: 4,
    perDay: 20_000,
    source: 'https://docs.github.com/en/site-policy/acceptable-use-policies/github-acceptable-use-policies',
    why: 'no number published beyond acceptable use',
  },
];

/** For hosts without a row, such as remote MCP servers: a gateway may host thousands of them. */
export const DEFAULT_LIMIT: HostLimit = {
  host: '*',
  concurrent: 2,
  perDay: 2_000,
  source: 'https://www.rfc-editor.org/rfc/rfc9110#section-10.1.5',
  why: 'no published limit known',
};

/** For a base URL of the operator's own that has no row, such as a mirror on this machine. */
export const OPERATOR_LIMIT: HostLimit = {
  ...DEFAULT_LIMIT,
  concurrent: 8,
  perDay: Number.POSITIVE_INFINITY,
  why: 'named by the operator',
};

/** The row for a host name; `fallback` where there is none. */
export function limitOf(host: string, fallback: HostLimit = DEFAULT_LIMIT): HostLimit {
  return HOST_LIMITS.find((row) => row.host === host || (row.host.startsWith('.') && host.endsWith(row.host))) ?? fallback;
}

/** Time and chance, injectable so that tests neither wait nor roll dice. `now` in ms since the epoch. */
export interface Clock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** 0 ≤ x < 1. */
  random(): number;
}

const BREAK_AFTER = 5;
const BREAK_MS = 60_000;

interface HostState {
  busy: number;
  waiting: (() => void)[];
  day: number;
  spent: number;
  failures: number;
  pausedUntil: number;
}

/** Keeps every host within its limit: slots, daily budget, pauses asked for, and a circuit breaker. */
export interface Gate {
  /** Waits for a slot; the returned function gives it back. Throws {@link RequestFailed} `budget-spent`, `rate-limited` or `unreachable` (breaker open). */
  enter(host: string, limit: HostLimit, signal?: AbortSignal): Promise<() => void>;
  /** The host answered: the breaker closes. */
  answered(host: string): void;
  /** The host did not answer (or answered 5xx): after {@link BREAK_AFTER} in a row it is left alone for {@link BREAK_MS}. */
  failed(host: string): void;
  /** The host asked to be left alone for so long. */
  pause(host: string, ms: number): void;
}

/** A gate of its own state; one for the process. */
export function createGate(clock: Clock): Gate {
  const hosts = new Map<string, HostState>();

  function stateOf(host: string): HostState {
    const known = hosts.get(host);
    if (known) return known;
    const fresh: HostState = { busy: 0, waiting: [], day: 0, spent: 0, failures: 0, pausedUntil: 0 };
    hosts.set(host, fresh);
    return fresh;
  }

  function spend(host: string, state: HostState, limit: HostLimit): void {
    const day = Math.floor(clock.now() / 86_400_000);
    if (day !== state.day) {
      state.day = day;
      state.spent = 0;
    }
    if (state.spent >= limit.perDay) throw new RequestFailed('budget-spent', `${limit.perDay} requests to ${host} today`);
    state.spent += 1;
  }

  async function sitOut(host: string, state: HostState, signal?: AbortSignal): Promise<void> {
    const left = state.pausedUntil - clock.now();
    if (left <= 0) return;
    const seconds = Math.ceil(left / 1000);
    if (state.failures >= BREAK_AFTER) {
      throw new RequestFailed('unreachable', `${host} failed ${state.failures} times in a row, left alone for ${seconds} s`);
    }
    if (left > MAX_WAIT_MS) throw new RequestFailed('rate-limited', `${host} asked to be left alone for ${seconds} s more`);
    await clock.sleep(left, signal);
  }

  function leave(state: HostState): void {
    const next = state.waiting.shift();
    // The slot is handed over, not given back: nobody can slip in between.
    if (next) next();
    else state.busy -= 1;
  }

  function waitForSlot(state: HostState, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = () => {
        signal?.removeEventListener('abort', give);
        resolve();
      };
      const give = () => {
        state.waiting = state.waiting.filter((waiter) => waiter !== turn);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', give, { once: true });
      state.waiting.push(turn);
    });
  }

  return {
    async enter(host, limit, signal) {
      signal?.throwIfAborted();
      const state = stateOf(host);
      if (state.busy < limit.concurrent) state.busy += 1;
      else await waitForSlot(state, signal);
      try {
        await sitOut(host, state, signal);
        spend(host, state, limit);
      } catch (error) {
        leave(state);
        throw error;
      }
      let left = false;
      return () => {
        if (!left) leave(state);
        left = true;
      };
    },
    answered(host) {
      stateOf(host).failures = 0;
    },
    failed(host) {
      const state = stateOf(host);
      state.failures += 1;
      if (state.failures >= BREAK_AFTER) state.pausedUntil = clock.now() + BREAK_MS;
    },
    pause(host, ms) {
      const state = stateOf(host);
      state.pausedUntil = Math.max(state.pausedUntil, clock.now() + ms);
    },
  };
}
