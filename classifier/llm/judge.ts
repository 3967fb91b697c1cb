/** The only door to a model: any endpoint that speaks the OpenAI API. Retries, budget and belief are elsewhere. */
import OpenAI, { APIConnectionError, APIError, APIUserAbortError, toFile } from 'openai';
import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import { z } from 'zod';
import { ANSWER_SCHEMA } from './answer.ts';
import { type BatchEndpoint, type Clock, type Endpoint, JudgeError, type ModelConfig, type Prompt, type Reply } from './types.ts';

const DETAIL = 300;
const ENDED = new Set(['completed', 'failed', 'expired', 'cancelled']);

/** What of a completion is used; endpoints differ in the rest. */
const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
});

/** One line of a batch's output (https://platform.openai.com/docs/guides/batch). */
const BatchLine = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown() }).nullish(),
  error: z.object({ message: z.string().nullish() }).nullish(),
});

/** Opens the door. Nothing is sent before a question is asked. The clock is asked only for what a date in Retry-After is measured against. */
export function connect(config: ModelConfig, clock: Clock): Endpoint {
  const client = new OpenAI({
    apiKey: config.apiKey,
    baseURL: config.baseUrl ?? null,
    maxRetries: 0,
    timeout: config.timeoutMs,
    logLevel: 'off',
  });
  return {
    async complete(prompt, signal) {
      const completion = await orJudgeError(clock, () => client.chat.completions.create(bodyOf(config, prompt), { signal }));
      return replyOf(completion);
    },
    batches: batchesOf(client, config, clock),
  };
}

function bodyOf(config: ModelConfig, prompt: Prompt): ChatCompletionCreateParamsNonStreaming {
  return {
    model: config.model,
    messages: [
      { role: 'system', content: prompt.system },
      { role: 'user', content: prompt.user },
    ],
    response_format: { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema: ANSWER_SCHEMA } },
    max_completion_tokens: config.maxOutputTokens,
  };
}

function replyOf(completion: ChatCompletion | unknown): Reply {
  const parsed = Completion.safeParse(completion);
  const choice = parsed.data?.choices[0];
  if (!choice) throw new JudgeError('model-malformed', 'no completion in the answer', { again: true });
  if (choice.message.refusal) throw new JudgeError('model-refused', choice.message.refusal.slice(0, DETAIL));
  if (choice.finish_reason === 'content_filter') throw new JudgeError('model-refused', 'stopped by the content filter');
  if (choice.finish_reason === 'length') throw new JudgeError('model-malformed', 'the answer was cut off at its longest');
  if (!choice.message.content) throw new JudgeError('model-malformed', 'an empty answer', { again: true });
  return {
    text: choice.message.content,
    inputTokens: parsed.data?.usage?.prompt_tokens ?? 0,
    outputTokens: parsed.data?.usage?.completion_tokens ?? 0,
  };
}

function batchesOf(client: OpenAI, config: ModelConfig, clock: Clock): BatchEndpoint {
  return {
    async submit(prompts) {
      const lines = [...prompts].map(([id, prompt]) =>
        JSON.stringify({ custom_id: id, method: 'POST', url: '/v1/chat/completions', body: bodyOf(config, prompt) }),
      );
      try {
        const file = await client.files.create({ file: await toFile(Buffer.from(lines.join('\n')), 'questions.jsonl'), purpose: 'batch' });
        const batch = await client.batches.create({ input_file_id: file.id, endpoint: '/v1/chat/completions', completion_window: '24h' });
        return batch.id;
      } catch (error) {
        // An endpoint without batches says so in one of these ways; its questions are asked one by one.
        if (error instanceof APIError && [400, 404, 405, 501].includes(error.status ?? 0)) return null;
        throw judgeError(error, clock);
      }
    },
    async collect(id) {
      const batch = await orJudgeError(clock, () => client.batches.retrieve(id));
      if (!ENDED.has(batch.status)) return null;
      const replies = new Map<string, Reply | JudgeError>();
      for (const file of [batch.output_file_id, batch.error_file_id]) {
        if (!file) continue;
        const text = await orJudgeError(clock, async () => await (await client.files.content(file)).text());
        for (const line of text.split('\n')) if (line.trim() !== '') readLine(line, replies, clock);
      }
      return replies;
    },
    async cancel(id) {
      await orJudgeError(clock, () => client.batches.cancel(id));
    },
  };
}

/** A line that cannot be read is a question without an answer: its place in the map stays empty. */
function readLine(line: string, replies: Map<string, Reply | JudgeError>, clock: Clock): void {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = null;
  }
  const parsed = BatchLine.safeParse(value);
  if (!parsed.success) return;
  const { custom_id: id, response, error } = parsed.data;
  if (response?.status_code !== 200) {
    replies.set(id, new JudgeError('model-failed', (error?.message ?? `status ${response?.status_code ?? 'unknown'}`).slice(0, DETAIL)));
    return;
  }
  try {
    replies.set(id, replyOf(response.body));
  } catch (failure) {
    replies.set(id, judgeError(failure, clock));
  }
}

async function orJudgeError<T>(clock: Clock, call: () => PromiseLike<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw judgeError(error, clock);
  }
}

function judgeError(error: unknown, clock: Clock): JudgeError {
  if (error instanceof JudgeError) return error;
  if (error instanceof APIUserAbortError) return new JudgeError('model-failed', 'no answer in time', { again: true });
  if (error instanceof APIConnectionError)
    return new JudgeError('model-failed', `no connection: ${error.message}`.slice(0, DETAIL), { again: true });
  if (error instanceof APIError) {
    const status = error.status ?? 0;
    return new JudgeError('model-failed', `HTTP ${status}: ${error.message}`.slice(0, DETAIL), {
      again: status === 408 || status === 409 || status === 429 || status >= 500,
      retryAfterMs: retryAfter(error.headers?.get('retry-after'), clock),
    });
  }
  // The SDK parses the body itself: a connection that dies in the middle, or a body that is no JSON, ends here.
  const detail = error instanceof Error ? error.message : String(error);
  return new JudgeError('model-failed', `unreadable answer: ${detail}`.slice(0, DETAIL), { again: true });
}

/** Seconds, or a date (RFC 9110 §10.2.3); undefined where there is none. */
function retryAfter(header: string | null | undefined, clock: Clock): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - clock.now());
}
