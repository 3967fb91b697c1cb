/**
 * Processes that got away: a grandchild without a namespace to hold it, or the first process of a namespace that lost its parent in
 * the moment between its birth and its wish to die with it. Each run carries a variable of its own by which they are found.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { processesWith } from './processes.ts';

const VARIABLE = 'MCP_RISK_INDEX_RUN';
const MOST_ROUNDS = 50;
const ROUND_MS = 20;

/** One start of a sandbox: `env` goes to the driver's programs, never to the server's own environment. */
export interface Run {
  id: string;
  env: Record<string, string>;
}

export function newRun(): Run {
  const id = `${process.pid}.${randomUUID()}`;
  return { id, env: { [VARIABLE]: id } };
}

/**
 * Kills what is left of a run, and waits until nothing is. A process that is just becoming another program shows no environment (execve(2)
 * replaces it), so that only what is not there in two looks is gone.
 */
export async function killStrays(run: Run): Promise<void> {
  let empty = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const left = processesWith(VARIABLE).filter(({ value }) => value === run.id);
    empty = left.length === 0 ? empty + 1 : 0;
    if (empty === 2) return;
    for (const { pid } of left) sendKill(pid);
    await wait(ROUND_MS);
  }
}

let swept = false;

/** Once per process: kills what runs of processes that are no more have left. */
export function sweepOrphans(): void {
  if (swept) return;
  swept = true;
  for (const { pid, value } of processesWith(VARIABLE)) {
    if (!isAlive(Number.parseInt(value, 10))) sendKill(pid);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** SIGKILL to a process, or to a group where `pid` is negative; 0 is nobody. */
export function sendKill(pid: number): void {
  if (pid === 0) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // Gone already is what we want.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
