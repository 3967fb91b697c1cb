/** Whether a model is asked beside the rules, and what that may cost. The only reader of the environment in this room. */
import { ConfigError } from '../db/config.ts';
import type { ModelConfig } from './llm/types.ts';

/** Structured output, small and cheap; its list prices are the defaults below. */
const DEFAULT_MODEL = 'gpt-4.1-mini';

/**
 * The model judge's settings, or undefined without `OPENAI_API_KEY`: then the rules judge alone.
 * `OPENAI_BASE_URL` names any endpoint that speaks the OpenAI API; `OPENAI_MODEL` the model. The `JUDGE_…` settings bound it.
 */
export function modelConfig(env: NodeJS.ProcessEnv = process.env): ModelConfig | undefined {
  const apiKey = env.OPENAI_API_KEY;
  if (!apiKey) return undefined;
  return {
    apiKey,
    baseUrl: env.OPENAI_BASE_URL || undefined,
    model: env.OPENAI_MODEL || DEFAULT_MODEL,
    threshold: number(env, 'JUDGE_CONFIDENCE', 0.8, 1),
    concurrency: Math.max(1, Math.floor(number(env, 'JUDGE_CONCURRENCY', 4, 64))),
    timeoutMs: number(env, 'JUDGE_TIMEOUT_MS', 60_000),
    retries: Math.floor(number(env, 'JUDGE_RETRIES', 3, 10)),
    maxOutputTokens: Math.floor(number(env, 'JUDGE_ANSWER_TOKENS', 1500)),
    budget: { tokens: number(env, 'JUDGE_BUDGET_TOKENS', 2_000_000), usd: number(env, 'JUDGE_BUDGET_USD', 2) },
    price: { input: number(env, 'JUDGE_PRICE_INPUT', 0.4), output: number(env, 'JUDGE_PRICE_OUTPUT', 1.6) },
    batch: env.JUDGE_BATCH === '1',
  };
}

function number(env: NodeJS.ProcessEnv, name: string, fallback: number, most = Number.MAX_SAFE_INTEGER): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0 || value > most) throw new ConfigError(`${name} must be a number between 0 and ${most}`);
  return value;
}
