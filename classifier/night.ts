/** Classify over the database: every server with a tool that this judge version has no verdict for. */
import type { Database } from '../db/client.ts';
import { findJudgements, saveJudgements } from '../db/judgements.ts';
import type { Category, Override, Risk } from '../db/model.ts';
import {
  countToJudge,
  dropUnusedVerdicts,
  judgeAgain,
  type ServerToJudge,
  saveVerdicts,
  serversToJudge,
  tallyTools,
} from '../db/verdicts.ts';
import { JUDGE_VERSION } from './classify.ts';
import { type Desk, type JudgedServer, judgeServers, versionOf } from './desk.ts';
import { type Means, noReport } from './llm/ask.ts';
import { nightBudget } from './llm/budget.ts';
import { connect } from './llm/judge.ts';
import type { AskReport, Clock, JudgementCache, ModelConfig } from './llm/types.ts';

/** Servers a transaction, and tools where they are many: verdicts of a batch are held at once. */
const BATCH_SERVERS = 50;
const BATCH_TOOLS = 1_000;

export interface ClassifyReport {
  /** In the database. */
  tools: number;
  judged: number;
  byCategory: Record<Category, number>;
  byRisk: Record<Risk, number>;
  judge: string;
  seconds: number;
  /** Servers with a reviewed override, standing or lapsed. */
  reviewed: number;
  /** What was asked of a model; absent where none was. */
  model?: AskReport | undefined;
}

export interface ClassifyOptions {
  clock: () => Date;
  signal: AbortSignal;
  /** In tools. */
  progress(done: number, total: number): void;
  /** By server name; none by default. */
  overrides?: ReadonlyMap<string, readonly Override[]> | undefined;
  model?: Means | undefined;
}

/** Judges what waits, in batches: stopped anywhere, the next run goes on from there. */
export async function classifyDatabase(db: Database, options: ClassifyOptions): Promise<ClassifyReport> {
  const started = options.clock();
  const desk: Desk = { overrides: options.overrides ?? new Map(), model: options.model };
  const version = versionOf(desk);
  const asked = noReport();
  await judgeAgain(db, { names: [...desk.overrides.keys()] });
  const { tools: total } = await countToJudge(db, version);
  let judged = 0;
  let reviewed = 0;
  let batch: ServerToJudge[] = [];
  const flush = async () => {
    const done = await judgeServers(batch, desk, asked);
    // Where a question to the model stays open, the rules' version signs: another night asks again.
    await saveVerdicts(db, version, done.filter(({ complete }) => complete).map(asStored), options.clock());
    await saveVerdicts(db, JUDGE_VERSION, done.filter(({ complete }) => !complete).map(asStored), options.clock());
    // A review is looked at every night: its file may have changed or gone, and that changes no hash.
    const met = done.filter((server) => server.reviewed).map(({ server }) => server.serverId);
    await judgeAgain(db, { ids: met });
    reviewed += met.length;
    judged += countTools(batch);
    batch = [];
    options.progress(judged, total);
  };
  for await (const server of serversToJudge(db, version)) {
    options.signal.throwIfAborted();
    batch.push(server);
    if (batch.length >= BATCH_SERVERS || countTools(batch) >= BATCH_TOOLS) await flush();
  }
  if (batch.length > 0) await flush();
  if (judged > 0) await dropUnusedVerdicts(db);
  return {
    ...(await tallyTools(db)),
    judged,
    judge: version,
    seconds: (options.clock().getTime() - started.getTime()) / 1000,
    reviewed,
    ...(desk.model ? { model: asked } : {}),
  };
}

function asStored({ server: { serverId, contextHash, toolsHash }, verdicts }: JudgedServer) {
  return { serverId, contextHash, toolsHash, verdicts };
}

function countTools(batch: readonly ServerToJudge[]): number {
  return batch.reduce((sum, server) => sum + server.tools.length, 0);
}

/** A model asked in the real world, its answers kept in the database. */
export function modelOver(db: Database, config: ModelConfig, clock: Clock): Means {
  return { config, endpoint: connect(config, clock), cache: cacheIn(db, clock), budget: nightBudget(config), clock };
}

function cacheIn(db: Database, clock: Clock): JudgementCache {
  return {
    async get({ definitionHash, promptHash, model }) {
      const found = (await findJudgements(db, { promptHash, model }, [definitionHash])).get(definitionHash);
      return found ? { text: found.answer, inputTokens: found.inputTokens, outputTokens: found.outputTokens } : undefined;
    },
    async set(key, { text, inputTokens, outputTokens }) {
      await saveJudgements(db, [{ ...key, answer: text, inputTokens, outputTokens, at: new Date(clock.now()) }]);
    },
  };
}

/** The machine's own clock. */
export const REAL_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
  deadline: (ms) => AbortSignal.timeout(ms),
};
