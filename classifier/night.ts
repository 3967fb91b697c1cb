/** Classify over the database: every server with a tool that this judge version has no verdict for. */
import type { Database } from '../db/client.ts';
import type { Category, Risk, ToolDefinition } from '../db/model.ts';
import { countToJudge, dropUnusedVerdicts, type JudgedServer, saveVerdicts, serversToJudge, tallyTools } from '../db/verdicts.ts';
import { classify, JUDGE_VERSION } from './classify.ts';

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
}

export interface ClassifyOptions {
  clock: () => Date;
  signal: AbortSignal;
  /** In tools. */
  progress(done: number, total: number): void;
}

/** Judges what waits, in batches: stopped anywhere, the next run goes on from there. */
export async function classifyDatabase(db: Database, options: ClassifyOptions): Promise<ClassifyReport> {
  const started = options.clock();
  const { tools: total } = await countToJudge(db, JUDGE_VERSION);
  let judged = 0;
  let batch: JudgedServer[] = [];
  const flush = async () => {
    await saveVerdicts(db, JUDGE_VERSION, batch, options.clock());
    judged += countTools(batch);
    batch = [];
    options.progress(judged, total);
  };
  for await (const { serverId, server, serverDescription, contextHash, toolsHash, tools } of serversToJudge(db, JUDGE_VERSION)) {
    options.signal.throwIfAborted();
    const context = { server, serverDescription, siblings: tools.map(({ definition }) => definition.name) };
    const verdicts = tools.map(({ hash, definition }: { hash: string; definition: ToolDefinition }) => ({
      hash,
      verdict: classify(definition, context),
    }));
    batch.push({ serverId, contextHash, toolsHash, verdicts });
    if (batch.length >= BATCH_SERVERS || countTools(batch) >= BATCH_TOOLS) await flush();
  }
  if (batch.length > 0) await flush();
  if (judged > 0) await dropUnusedVerdicts(db);
  return { ...(await tallyTools(db)), judged, judge: JUDGE_VERSION, seconds: (options.clock().getTime() - started.getTime()) / 1000 };
}

function countTools(batch: readonly JudgedServer[]): number {
  return batch.reduce((sum, server) => sum + server.verdicts.length, 0);
}
