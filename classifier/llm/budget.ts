/** What the night may still spend on a model: reserved before a question, settled after its answer. */
import type { ModelConfig } from './types.ts';

export interface Budget {
  /** Sets tokens aside for one question; false where the night's budget would not bear it. */
  reserve(inputTokens: number): boolean;
  /** Replaces the reservation by what was really used. */
  settle(reservedInput: number, used: { inputTokens: number; outputTokens: number }): void;
  spent(): { inputTokens: number; outputTokens: number; usd: number };
}

/** A night's budget. With questions in flight it counts them at their dearest, so that it is never overdrawn. */
export function nightBudget(config: Pick<ModelConfig, 'budget' | 'price' | 'maxOutputTokens'>): Budget {
  let inputTokens = 0;
  let outputTokens = 0;
  let reserved = { input: 0, output: 0 };

  function cost(input: number, output: number): number {
    return (input * config.price.input + output * config.price.output) / 1_000_000;
  }
  return {
    reserve(input) {
      const totalIn = inputTokens + reserved.input + input;
      const totalOut = outputTokens + reserved.output + config.maxOutputTokens;
      if (totalIn + totalOut > config.budget.tokens || cost(totalIn, totalOut) > config.budget.usd) return false;
      reserved = { input: reserved.input + input, output: reserved.output + config.maxOutputTokens };
      return true;
    },
    settle(input, used) {
      reserved = { input: reserved.input - input, output: reserved.output - config.maxOutputTokens };
      inputTokens += used.inputTokens;
      outputTokens += used.outputTokens;
    },
    spent() {
      return { inputTokens, outputTokens, usd: cost(inputTokens, outputTokens) };
    },
  };
}
