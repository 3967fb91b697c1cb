/** The words of the model judge: what is asked, what is answered, and what it may cost. */
import type { Category, Failure, FailureCode, Quote, Risk, ServerContext, ToolDefinition, Verdict } from '../../db/model.ts';
import { hideSecrets } from '../../db/secrets.ts';

/** How the model is reached and what it may cost. Made by the room's config.ts; absent without a key. */
export interface ModelConfig {
  apiKey: string;
  /** Any endpoint that speaks the OpenAI API; the SDK's own where absent. */
  baseUrl?: string | undefined;
  model: string;
  /** Verdicts below this confidence are asked about; 0…1. */
  threshold: number;
  concurrency: number;
  /** One answer's time limit. */
  timeoutMs: number;
  /** Further attempts after a failure that may pass. */
  retries: number;
  /** Longest answer, in tokens. */
  maxOutputTokens: number;
  /** What one night may use; whichever is reached first ends the asking. */
  budget: { tokens: number; usd: number };
  /** US dollars per million tokens; 0 where the endpoint costs nothing. */
  price: { input: number; output: number };
  /** Ask in batches where the endpoint can: cheaper, and up to a day later. */
  batch: boolean;
}

/** One tool to be asked about, with the verdict of the rules. */
export interface Question {
  /** Definition hash, hex. */
  hash: string;
  tool: ToolDefinition;
  context: ServerContext;
  verdict: Omit<Verdict, 'rationale' | 'wouldChangeIf'>;
}

/** A prompt as the endpoint gets it. */
export interface Prompt {
  system: string;
  user: string;
}

/** What came back, before it is believed. */
export interface Reply {
  text: string;
  inputTokens: number;
  outputTokens: number;
}

/** An answer that has been checked: its shape, and that every quotation stands in the definition. */
export interface Judgement {
  category: Category;
  risk: Risk;
  /** Rubric rule ids the model named. */
  basis: string[];
  /** Id of the named exception that the model leans on, with the words of the definition that grant it. */
  exception?: { id: string; quote: Quote } | undefined;
  evidence: Quote[];
  rationale: string;
  wouldChangeIf: string;
  /** The model's own, 0…1. */
  confidence: number;
  model: string;
  promptHash: string;
  /** A second, differently put question was answered otherwise. */
  passesDisagree: boolean;
}

/** Answers already paid for. `get` gives what `set` was given for an equal key. */
export interface JudgementCache {
  get(key: CacheKey): Promise<Reply | undefined>;
  set(key: CacheKey, reply: Reply): Promise<void>;
}
export interface CacheKey {
  definitionHash: string;
  promptHash: string;
  model: string;
}

/** Time, as far as the judge needs it; given from outside so that tests own it. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Aborts after `ms`. */
  deadline(ms: number): AbortSignal;
}

/** A question that got no usable answer. */
export class JudgeError extends Error {
  readonly code: Extract<FailureCode, `model-${string}`>;
  /** Whether asking again may help, and when at the earliest. */
  readonly again: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(code: JudgeError['code'], detail: string, options: { again?: boolean; retryAfterMs?: number | undefined } = {}) {
    // An endpoint may repeat the key that it refuses.
    super(hideSecrets(detail));
    this.code = code;
    this.again = options.again ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The model behind one door. */
export interface Endpoint {
  /** Throws {@link JudgeError}. */
  complete(prompt: Prompt, signal: AbortSignal): Promise<Reply>;
  batches: BatchEndpoint;
}

/** The Batch API (https://platform.openai.com/docs/api-reference/batch). Every call throws {@link JudgeError}. */
export interface BatchEndpoint {
  /** Sends the prompts and gives the batch's id; `null` where the endpoint has no batches. */
  submit(prompts: ReadonlyMap<string, Prompt>): Promise<string | null>;
  /** `null` while it runs; the replies by prompt id when it is done, with an error for each that failed. */
  collect(id: string): Promise<Map<string, Reply | JudgeError> | null>;
  cancel(id: string): Promise<void>;
}

/** What asking came to; stored with the night's run. */
export interface AskReport {
  asked: number;
  cached: number;
  answered: number;
  /** Set where the budget ended the asking before the questions did. */
  stopped?: 'model-budget' | undefined;
  /** Questions nobody answered: the rules' verdict stands for them. */
  unanswered: number;
  inputTokens: number;
  outputTokens: number;
  usd: number;
  /** The first failures of each code, capped. */
  failures: Failure[];
}
