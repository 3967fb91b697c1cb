/** How often a property is tried: as many times as the gate has time for, or as many as `FUZZ_RUNS` asks for. */
import type { Parameters } from 'fast-check';

/** The gate's draws are the same each time, so that it says something of a change and nothing of luck; more are drawn anew. */
export function runs(few: number): Parameters<unknown> {
  const many = Number(process.env.FUZZ_RUNS ?? 0);
  return many > few ? { numRuns: many } : { numRuns: few, seed: 20_260_301 };
}
