/**
 * Asks about the tools where an answer can matter: what was answered before comes from the cache, short questions come first,
 * and the night's budget ends it. A question that fails leaves the rules' verdict standing.
 */
import { readAnswer } from './answer.ts';
import { askInBatch } from './batch.ts';
import type { Budget } from './budget.ts';
import { estimateTokens, type Pass, promptHash, promptOf } from './prompt.ts';
import {
  type AskReport,
  type Clock,
  type Endpoint,
  JudgeError,
  type Judgement,
  type JudgementCache,
  type ModelConfig,
  type Question,
  type Reply,
} from './types.ts';

/** A batch is worth its wait from this many questions on. */
const BATCH_FROM = 50;
const FAILURES_KEPT = 20;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 120_000;

export interface Means {
  config: ModelConfig;
  endpoint: Endpoint;
  cache: JudgementCache;
  budget: Budget;
  clock: Clock;
}

/** Whether a model's answer can matter: the rules are unsure, the definition contradicts itself, or it addresses its judge. */
export function worthAsking(verdict: Question['verdict'], threshold: number): boolean {
  return verdict.confidence < threshold || verdict.mismatches.length > 0 || verdict.suspiciousText.length > 0;
}

/** An empty report, to be added up over a night. */
export function noReport(): AskReport {
  return { asked: 0, cached: 0, answered: 0, unanswered: 0, inputTokens: 0, outputTokens: 0, usd: 0, failures: [] };
}

/**
 * Judgements by definition hash; questions without a usable answer are missing from it. What was done is added to `report`.
 * Where the first answer differs from the rules the question is put a second way.
 */
export async function askAll(questions: readonly Question[], means: Means, report: AskReport): Promise<Map<string, Judgement>> {
  const unique = [...new Map(questions.map((question) => [question.hash, question])).values()];
  report.asked += unique.length;
  const first = await onePass(unique, 1, means, report);
  const doubtful = unique.filter((question) => {
    const answer = first.get(question.hash);
    return answer && (answer.category !== question.verdict.category || answer.risk !== question.verdict.risk);
  });
  const second = await onePass(doubtful, 2, means, report);
  for (const [hash, answer] of first) {
    const other = second.get(hash);
    if (other && (other.category !== answer.category || other.risk !== answer.risk)) answer.passesDisagree = true;
  }
  report.answered += first.size;
  report.unanswered += unique.length - first.size;
  Object.assign(report, means.budget.spent());
  return first;
}

async function onePass(questions: readonly Question[], pass: Pass, means: Means, report: AskReport): Promise<Map<string, Judgement>> {
  const judgements = new Map<string, Judgement>();
  const open: { question: Question; tokens: number }[] = [];
  for (const question of questions) {
    const known = await means.cache.get(keyOf(question, pass, means));
    if (known && believe(known, question, pass, means, judgements)) report.cached++;
    else open.push({ question, tokens: estimateTokens(promptOf(question, pass)) });
  }
  open.sort((a, b) => a.tokens - b.tokens || (a.question.hash < b.question.hash ? -1 : 1));
  const left = means.config.batch && open.length >= BATCH_FROM ? await batched(open, pass, means, judgements, report) : open;
  const queue = left.values();
  await Promise.all(
    Array.from({ length: Math.min(means.config.concurrency, left.length) }, () => work(queue, pass, means, judgements, report)),
  );
  return judgements;
}

/** One of the workers that share a queue. */
async function work(
  queue: Iterable<{ question: Question; tokens: number }>,
  pass: Pass,
  means: Means,
  judgements: Map<string, Judgement>,
  report: AskReport,
): Promise<void> {
  for (const { question, tokens } of queue) {
    if (report.stopped) return;
    for (let attempt = 0; ; attempt++) {
      if (!means.budget.reserve(tokens)) {
        report.stopped = 'model-budget';
        return;
      }
      const failure = await attemptOne(question, tokens, pass, means, judgements);
      if (!failure) break;
      if (!failure.again || attempt >= means.config.retries) {
        record(report, failure, means.clock);
        break;
      }
      await means.clock.sleep(waitBefore(attempt, failure.retryAfterMs));
    }
  }
}

async function attemptOne(
  question: Question,
  tokens: number,
  pass: Pass,
  means: Means,
  judgements: Map<string, Judgement>,
): Promise<JudgeError | null> {
  let reply: Reply | null = null;
  try {
    reply = await means.endpoint.complete(promptOf(question, pass), means.clock.deadline(means.config.timeoutMs));
    judgements.set(question.hash, judgementOf(reply, question, pass, means));
    await means.cache.set(keyOf(question, pass, means), reply);
    return null;
  } catch (error) {
    if (error instanceof JudgeError) return error;
    throw error;
  } finally {
    means.budget.settle(tokens, used(reply, tokens));
  }
}

/** What an answer used; an endpoint that does not say is taken at the estimate, so that the budget still ends. */
function used(reply: Reply | null, estimate: number): { inputTokens: number; outputTokens: number } {
  if (!reply) return { inputTokens: 0, outputTokens: 0 };
  if (reply.inputTokens + reply.outputTokens > 0) return reply;
  return { inputTokens: estimate, outputTokens: Math.ceil(reply.text.length / 3.5) };
}

/** Asks in one batch what the budget bears, and gives back what is still to be asked one by one. */
async function batched(
  open: readonly { question: Question; tokens: number }[],
  pass: Pass,
  means: Means,
  judgements: Map<string, Judgement>,
  report: AskReport,
): Promise<readonly { question: Question; tokens: number }[]> {
  const borne = open.filter(({ tokens }) => means.budget.reserve(tokens));
  if (borne.length < open.length) report.stopped = 'model-budget';
  const prompts = new Map(borne.map(({ question }) => [question.hash, promptOf(question, pass)]));
  const replies = await askInBatch(prompts, means);
  for (const { question, tokens } of borne) {
    const reply = replies?.get(question.hash);
    means.budget.settle(tokens, used(reply instanceof JudgeError ? null : (reply ?? null), tokens));
    if (!reply) continue;
    if (reply instanceof JudgeError) record(report, reply, means.clock);
    else if (believe(reply, question, pass, means, judgements)) await means.cache.set(keyOf(question, pass, means), reply);
  }
  if (replies === null) {
    report.stopped = undefined;
    return open;
  }
  return [];
}

/** Takes an answer into the judgements if it can be believed. */
function believe(reply: Reply, question: Question, pass: Pass, means: Means, judgements: Map<string, Judgement>): boolean {
  try {
    judgements.set(question.hash, judgementOf(reply, question, pass, means));
    return true;
  } catch (error) {
    if (error instanceof JudgeError) return false;
    throw error;
  }
}

function judgementOf(reply: Reply, question: Question, pass: Pass, means: Means): Judgement {
  return { ...readAnswer(reply.text, question.tool), model: means.config.model, promptHash: promptHash(pass), passesDisagree: false };
}

function keyOf(question: Question, pass: Pass, means: Means) {
  return { definitionHash: question.hash, promptHash: promptHash(pass), model: means.config.model };
}

function waitBefore(attempt: number, retryAfterMs: number | undefined): number {
  return Math.min(LONGEST_WAIT_MS, retryAfterMs ?? FIRST_WAIT_MS * 2 ** attempt);
}

function record(report: AskReport, failure: JudgeError, clock: Clock): void {
  if (report.failures.length < FAILURES_KEPT)
    report.failures.push({ code: failure.code, detail: failure.message, at: new Date(clock.now()).toISOString() });
}
