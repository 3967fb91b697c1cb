/** The crawler's expected failures. Anything else that is thrown is a bug and crashes. */
import type { FailureCode } from '../db/model.ts';
import { hideSecrets } from '../db/secrets.ts';

const DETAIL_CAP = 2_000;

/** A recorded, expected failure with a code of the closed list. `detail` is a stranger's text: capped here, and without what looks like a secret. */
class Failed extends Error {
  readonly code: FailureCode;
  readonly detail: string;
  constructor(code: FailureCode, detail: string, options?: ErrorOptions) {
    const told = hideSecrets(detail.slice(0, DETAIL_CAP));
    super(`${code}: ${told}`, options);
    this.code = code;
    this.detail = told;
  }
}

/** An inspection did not give definitions: a fact about the server. */
export class InspectFailed extends Failed {}

/** A source cannot go on tonight: its old rows stand. */
export class SourceStopped extends Failed {}

/** A request failed within its limits; who asked decides what it means. */
export class RequestFailed extends Failed {
  readonly status: number | undefined;
  readonly headers: Record<string, string>;
  constructor(
    code: FailureCode,
    detail: string,
    response?: { status?: number | undefined; headers?: Record<string, string> },
    options?: ErrorOptions,
  ) {
    super(code, detail, options);
    this.status = response?.status;
    this.headers = response?.headers ?? {};
  }
}
