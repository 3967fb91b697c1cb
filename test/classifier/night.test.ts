import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { JUDGE_VERSION } from '../../classifier/classify.ts';
import { type Means, worthAsking } from '../../classifier/llm/ask.ts';
import { JudgeError, type ModelConfig } from '../../classifier/llm/types.ts';
import { type ClassifyReport, classifyDatabase, modelOver } from '../../classifier/night.ts';
import type { OpenDatabase } from '../../db/client.ts';
import { definitionHash } from '../../db/hash.ts';
import type { Override, ToolDefinition } from '../../db/model.ts';
import * as schema from '../../db/schema.ts';
import type { SnapshotTool } from '../../db/snapshot.ts';
import { snapshotServers } from '../../db/snapshot-servers.ts';
import { crawlNight, found, nightOf, planned } from '../helpers/crawling.ts';
import { DATABASES, emptied } from '../helpers/databases.ts';
import { fakeClock } from './llm/endpoint.ts';
import { answer } from './llm/samples.ts';

const SERVER = 'org.acme/notes';
const DELETE: ToolDefinition = {
  name: 'delete_page',
  description: 'Delete a page of the notebook.',
  inputSchema: { type: 'object', properties: { id: { type: 'string', description: 'Which page' } } },
};
/** So bare that the rules are unsure of it. */
const BARE: ToolDefinition = { name: 'process', description: '' };

const CONFIG: ModelConfig = {
  apiKey: 'none',
  model: 'test-model',
  threshold: 0.8,
  concurrency: 1,
  timeoutMs: 1000,
  retries: 0,
  maxOutputTokens: 100,
  budget: { tokens: 1_000_000, usd: 100 },
  price: { input: 1, output: 1 },
  batch: false,
};

function review(tool: ToolDefinition, changes: Partial<Override> = {}): Map<string, Override[]> {
  const override: Override = {
    tool: tool.name,
    category: 'Write',
    risk: 'Medium',
    reason: 'Pages go to the trash for thirty days.',
    author: 'A. Reviewer',
    date: '2026-01-01',
    definitionHash: definitionHash(tool),
    ...changes,
  };
  return new Map([[SERVER, [override]]]);
}

describe.each(DATABASES.slice(0, 1))('a night of judging on $name', ({ open }) => {
  let database: OpenDatabase | undefined;
  const db = () => (database as OpenDatabase).db;
  beforeEach(async () => {
    database = await emptied(database, open);
  });
  afterAll(() => database?.close());

  const crawl = (night: number, ...tools: ToolDefinition[]) =>
    crawlNight(db(), { sources: [planned([found(SERVER, { tools, evidence: 'manifest' })])], at: nightOf(night) });

  function classify(night: number, besides: { overrides?: Map<string, Override[]>; model?: Means } = {}): Promise<ClassifyReport> {
    return classifyDatabase(db(), {
      clock: () => nightOf(night),
      signal: new AbortController().signal,
      progress: () => undefined,
      ...besides,
    });
  }

  async function shown(): Promise<SnapshotTool[]> {
    const ids = await db().select({ id: schema.servers.id }).from(schema.servers);
    return (
      await snapshotServers(
        db(),
        ids.map(({ id }) => id),
      )
    ).flatMap(({ server }) => server.tools);
  }

  /** A model that answers with this, and counts how often. `null` is no answer. */
  function model(said: object | null, config: Partial<ModelConfig> = {}): Means & { asked: number } {
    const means: Means & { asked: number } = {
      ...modelOver(db(), { ...CONFIG, ...config }, fakeClock()),
      asked: 0,
      endpoint: {
        async complete() {
          means.asked++;
          if (!said) throw new JudgeError('model-refused', 'not today');
          return { text: JSON.stringify(said), inputTokens: 10, outputTokens: 10 };
        },
        batches: { submit: async () => null, collect: async () => null, cancel: async () => undefined },
      },
    };
    return means;
  }
  const raised = { ...answer(), category: 'Execute', risk: 'High', basis: ['E2'], evidence: [{ field: 'name', quote: 'process' }] };

  it('without a key is the rules’ alone, and is over once', async () => {
    await crawl(1, DELETE, BARE);
    const report = await classify(1);
    expect(report).toMatchObject({ tools: 2, judged: 2, judge: JUDGE_VERSION, reviewed: 0 });
    expect(report.model).toBeUndefined();
    expect(await classify(2)).toMatchObject({ judged: 0 });
  });

  it('shows a review over the judge’s own verdict, with who and why', async () => {
    await crawl(1, DELETE);
    await classify(1, { overrides: review(DELETE) });
    expect((await shown())[0]).toMatchObject({
      verdict: { category: 'Write', risk: 'Medium' },
      override: { author: 'A. Reviewer', lapsed: false, judged: { category: 'Destructive' } },
    });
  });

  it('takes a review that comes in later, though nothing else changed', async () => {
    await crawl(1, DELETE);
    await classify(1);
    await classify(2, { overrides: review(DELETE) });
    expect((await shown())[0]?.verdict.category).toBe('Write');
  });

  it('keeps a review across nights, and lets it go with its file', async () => {
    await crawl(1, DELETE);
    await classify(1, { overrides: review(DELETE) });
    await classify(2, { overrides: review(DELETE) });
    expect((await shown())[0]?.override?.lapsed).toBe(false);
    await classify(3);
    const [tool] = await shown();
    expect(tool?.override).toBeUndefined();
    expect(tool?.verdict.category).toBe('Destructive');
  });

  it('lets a review lapse, visibly, when the definition changes', async () => {
    await crawl(1, DELETE);
    await classify(1, { overrides: review(DELETE) });
    await crawl(2, { ...DELETE, description: 'Delete a page of the notebook for ever.' });
    await classify(2, { overrides: review(DELETE) });
    expect((await shown())[0]).toMatchObject({
      verdict: { category: 'Destructive' },
      override: { lapsed: true, judged: { category: 'Destructive' } },
    });
  });

  it('asks a model where the rules are unsure, stores what it said, and does not ask again', async () => {
    await crawl(1, BARE);
    const first = model(raised);
    const report = await classify(1, { model: first });
    expect(report.model).toMatchObject({ asked: 1, answered: 1, unanswered: 0 });
    expect(report.judge).toMatch(/\+test-model@[0-9a-f]{8}$/);
    expect((await shown())[0]?.verdict).toMatchObject({ category: 'Execute', judge: { model: 'test-model' } });
    const again = model(raised);
    expect(await classify(2, { model: again })).toMatchObject({ judged: 0 });
    expect(again.asked).toBe(0);
  });

  it('pays once for the same definition on another server', async () => {
    // Differs from what the rules say of it on any server, so that both are asked a second way.
    const other = { ...raised, category: 'Destructive', basis: ['D2'] };
    await crawl(1, BARE);
    await classify(1, { model: model(other) });
    await crawlNight(db(), {
      sources: [planned([found('org.other/notes', { tools: [BARE], evidence: 'manifest' })])],
      at: nightOf(2),
    });
    const again = model(other);
    await classify(2, { model: again });
    expect(again.asked).toBe(0);
  });

  it('asks another night what stayed open', async () => {
    await crawl(1, BARE);
    const report = await classify(1, { model: model(null) });
    expect(report.model).toMatchObject({ answered: 0, unanswered: 1, failures: [{ code: 'model-refused' }] });
    expect((await shown())[0]?.verdict.judge.model).toBeUndefined();
    await classify(2, { model: model(raised) });
    expect((await shown())[0]?.verdict.judge.model).toBe('test-model');
  });

  it('stops at its budget and says so, with every tool judged', async () => {
    await crawl(1, BARE, DELETE);
    const poor = model(raised, { budget: { tokens: 10, usd: 100 } });
    const report = await classify(1, { model: poor });
    expect(poor.asked).toBe(0);
    expect(report).toMatchObject({ judged: 2, model: { stopped: 'model-budget', unanswered: 1 } });
    expect(await shown()).toHaveLength(2);
  });
});

it('the bare tool of this file is one to ask about', async () => {
  const { classify } = await import('../../classifier/classify.ts');
  expect(worthAsking(classify(BARE, { server: SERVER, siblings: [BARE.name] }), CONFIG.threshold)).toBe(true);
});
