/** A network of planned answers: what is asked and not planned fails the test, and what is planned and never asked. */
import { MockAgent } from 'undici';
import { afterEach, expect } from 'vitest';
import { configureHttp } from '../../crawler/http.ts';

export interface Answer {
  /** Whole URL; the query's order counts. */
  url: string;
  status?: number;
  /** A string or bytes as they are; anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Header that must have been sent. */
  sent?: Record<string, string>;
}

/** Plans the answers of one test, in the order in which each URL is asked. No waiting, no chance. */
export function planNetwork(answers: readonly Answer[]): void {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const unplanned: string[] = [];
  for (const { url, status = 200, body = '', headers = {}, sent } of answers) {
    const { origin, pathname, search } = new URL(url);
    const data = typeof body === 'string' || body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body);
    agent
      .get(origin)
      .intercept({ path: pathname + search, method: 'GET', ...(sent ? { headers: sent } : {}) })
      .reply(status, data, { headers });
  }
  for (const origin of new Set(answers.map((answer) => new URL(answer.url).origin)))
    agent
      .get(origin)
      .intercept({ path: () => true, method: () => true })
      .reply((asked) => {
        unplanned.push(`${asked.method} ${asked.origin}${asked.path}`);
        return { statusCode: 418, data: '' };
      })
      .persist();
  configureHttp({ dispatcher: agent, clock: { now: () => 0, sleep: async () => undefined, random: () => 0.5 } });
  afterPlanned = () => {
    expect(unplanned, 'asked but not planned').toEqual([]);
    const unused = agent.pendingInterceptors().filter((planned) => !planned.persist);
    expect(
      unused.map((planned) => `${planned.origin}${String(planned.path)}`),
      'planned but not asked',
    ).toEqual([]);
    configureHttp();
  };
}

let afterPlanned: (() => void) | undefined;
afterEach(() => {
  const check = afterPlanned;
  afterPlanned = undefined;
  check?.();
});
