import { afterEach, describe, expect, it } from 'vitest';
import { askAll, type Means, noReport, worthAsking } from '../../../classifier/llm/ask.ts';
import { nightBudget } from '../../../classifier/llm/budget.ts';
import { connect } from '../../../classifier/llm/judge.ts';
import { promptHash } from '../../../classifier/llm/prompt.ts';
import type { CacheKey, JudgementCache, ModelConfig, Question, Reply } from '../../../classifier/llm/types.ts';
import { type FakeEndpoint, fakeClock, startEndpoint, type Turn } from './endpoint.ts';
import { answer, question, verdict } from './samples.ts';

const CONFIG: ModelConfig = {
  apiKey: 'key of the test',
  model: 'test-model',
  threshold: 0.8,
  concurrency: 1,
  timeoutMs: 30_000,
  retries: 2,
  maxOutputTokens: 1000,
  budget: { tokens: 1_000_000, usd: 10 },
  price: { input: 1, output: 4 },
  batch: false,
};

let running: FakeEndpoint | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

function memoryCache(): JudgementCache & { size(): number } {
  const kept = new Map<string, Reply>();
  const text = (key: CacheKey) => `${key.definitionHash} ${key.promptHash} ${key.model}`;
  return {
    get: async (key) => kept.get(text(key)),
    set: async (key, reply) => void kept.set(text(key), reply),
    size: () => kept.size,
  };
}

/** Asks with an endpoint that takes these turns, the last one for ever. */
async function ask(
  questions: Question[],
  turns: Turn[],
  options: { config?: Partial<ModelConfig>; cache?: JudgementCache; batches?: false | { looks: number } } = {},
) {
  const clock = fakeClock();
  const config = { ...CONFIG, ...options.config };
  running = await startEndpoint((_, n) => turns[Math.min(n, turns.length - 1)] ?? { status: 500 }, {
    batches: options.batches ?? false,
    onHang: clock.expire,
  });
  const means: Means = {
    config,
    endpoint: connect({ ...config, baseUrl: running.url }, clock),
    cache: options.cache ?? memoryCache(),
    budget: nightBudget(config),
    clock,
  };
  const report = noReport();
  const judgements = await askAll(questions, means, report);
  return { judgements, report, clock, asked: running.asked };
}

describe('a good answer', () => {
  it('becomes a judgement that names model and prompt', async () => {
    const { judgements, report } = await ask([question()], [{ answer: answer() }]);
    expect(judgements.get('h1')).toMatchObject({
      category: 'Write',
      risk: 'Medium',
      model: 'test-model',
      promptHash: promptHash(1),
      passesDisagree: false,
    });
    expect(report).toMatchObject({ asked: 1, answered: 1, unanswered: 0, inputTokens: 900, outputTokens: 100, usd: 0.0013, failures: [] });
  });

  it('is asked for with a strict schema, a system prompt and one block of data', async () => {
    const { asked } = await ask([question()], [{ answer: answer() }]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.response_format).toMatchObject({ type: 'json_schema', json_schema: { strict: true } });
    expect(asked[0]?.response_format.json_schema.schema).toMatchObject({ additionalProperties: false });
    expect(asked[0]?.messages.map((message) => message.role)).toEqual(['system', 'user']);
  });

  it('is paid for once', async () => {
    const cache = memoryCache();
    await ask([question()], [{ answer: answer() }], { cache });
    await running?.close();
    const again = await ask([question()], [{ status: 500 }], { cache });
    expect(again.asked).toEqual([]);
    expect(again.report).toMatchObject({ cached: 1, answered: 1 });
  });

  it('is asked for again under another model', async () => {
    const cache = memoryCache();
    await ask([question()], [{ answer: answer() }], { cache });
    await running?.close();
    expect((await ask([question()], [{ answer: answer() }], { cache, config: { model: 'other' } })).asked).toHaveLength(1);
  });

  it('serves every place of the same definition', async () => {
    const { asked } = await ask([question(), question()], [{ answer: answer() }]);
    expect(asked).toHaveLength(1);
  });
});

describe('a bad answer leaves the verdict of the rules standing', () => {
  it.each<[string, Turn, string, number]>([
    ['a refusal, at once', { refusal: 'I would rather not.' }, 'model-refused', 1],
    ['no JSON, after trying again', { text: 'It looks harmless to me.' }, 'model-malformed', 3],
    ['another shape', { answer: { verdict: 'safe' } }, 'model-malformed', 3],
    ['an unknown category', { answer: { ...answer(), category: 'Other' } }, 'model-malformed', 3],
    ['a member too many', { answer: { ...answer(), note: 'x' } }, 'model-malformed', 3],
    [
      'a quotation that does not stand there',
      { answer: { ...answer(), evidence: [{ field: 'description', quote: 'is read-only' }] } },
      'model-malformed',
      3,
    ],
    [
      'a quotation of another field',
      { answer: { ...answer(), evidence: [{ field: 'title', quote: 'Renames a page' }] } },
      'model-malformed',
      3,
    ],
    ['no quotation', { answer: { ...answer(), evidence: [] } }, 'model-malformed', 3],
    ['an answer cut short', { cut: true }, 'model-malformed', 1],
    ['an error of the server', { status: 500 }, 'model-failed', 3],
    ['a wrong key, at once', { status: 401 }, 'model-failed', 1],
    ['a connection that dies within the answer', { die: true }, 'model-failed', 3],
    ['a body that is no JSON', { status: 200, body: '<html>' }, 'model-failed', 3],
    ['silence', { hang: true }, 'model-failed', 3],
  ])('%s', async (_, turn, code, attempts) => {
    const cache = memoryCache();
    const { judgements, report, asked } = await ask([question()], [turn], { cache });
    expect(judgements.size).toBe(0);
    expect(report).toMatchObject({ answered: 0, unanswered: 1 });
    expect(report.failures.map((failure) => failure.code)).toEqual([code]);
    expect(asked).toHaveLength(attempts);
    expect(cache.size()).toBe(0);
  });

  it.each<[string, Turn]>([
    ['silence', { hang: true }],
    ['an error', { status: 503 }],
    ['nonsense', { text: '{' }],
  ])('unless the next attempt after %s is good', async (_, turn) => {
    const { judgements } = await ask([question()], [turn, { answer: answer() }]);
    expect(judgements.size).toBe(1);
  });
});

describe('between attempts', () => {
  it('the endpoint’s Retry-After is kept to', async () => {
    const { clock } = await ask([question()], [{ status: 429, headers: { 'retry-after': '7' } }, { answer: answer() }]);
    expect(clock.slept).toEqual([7000]);
  });

  it('a date in Retry-After is kept to', async () => {
    const date = { 'retry-after': 'Sat, 21 Nov 2026 02:00:30 GMT' };
    const { clock } = await ask([question()], [{ status: 429, headers: date }, { answer: answer() }]);
    expect(clock.slept).toEqual([30_000]);
  });

  it('the wait doubles where the endpoint says nothing', async () => {
    const { clock } = await ask([question()], [{ status: 500 }]);
    expect(clock.slept).toEqual([1000, 2000]);
  });
});

describe('the night’s budget', () => {
  const many = Array.from({ length: 20 }, (_, n) => question({ hash: `h${n}` }));

  it.each<[string, Partial<ModelConfig>]>([
    ['tokens', { budget: { tokens: 15_000, usd: 100 } }],
    ['money', { budget: { tokens: 10_000_000, usd: 0.02 } }],
  ])('in %s ends the asking, never overdrawn, and says so', async (_, config) => {
    const { report, judgements } = await ask(many, [{ answer: answer() }], { config: { ...config, concurrency: 4 } });
    expect(report.stopped).toBe('model-budget');
    expect(judgements.size).toBeGreaterThan(0);
    expect(report.answered + report.unanswered).toBe(20);
    expect(report.inputTokens + report.outputTokens).toBeLessThanOrEqual(config.budget?.tokens ?? 0);
    expect(report.usd).toBeLessThanOrEqual(config.budget?.usd ?? 0);
  });

  it('counts by estimate where the endpoint does not say what it used', async () => {
    const { report } = await ask(many, [{ answer: answer(), usage: null }], { config: { budget: { tokens: 15_000, usd: 100 } } });
    expect(report.stopped).toBe('model-budget');
    expect(report.inputTokens).toBeGreaterThan(1000);
  });

  it('pays for answers that are thrown away', async () => {
    const { report } = await ask([question()], [{ text: 'nonsense' }]);
    expect(report.inputTokens).toBe(2700);
  });
});

it('the shortest questions are asked first', async () => {
  const long = question({ hash: 'long', tool: { name: 'rename_page', description: `Renames a page. ${'More about it. '.repeat(40)}` } });
  const { asked } = await ask([long, question({ hash: 'short' })], [{ answer: answer() }]);
  expect(asked.map(({ messages }) => messages[1]?.content.includes('More about it'))).toEqual([false, true]);
});

describe('an answer that differs from the rules', () => {
  const differs = { answer: { ...answer(), category: 'Destructive', risk: 'High', basis: ['D2'] } };

  it('is asked for a second way', async () => {
    const { asked, judgements } = await ask([question()], [differs]);
    expect(asked).toHaveLength(2);
    expect(asked[0]?.messages[0]?.content).not.toBe(asked[1]?.messages[0]?.content);
    expect(judgements.get('h1')).toMatchObject({ category: 'Destructive', passesDisagree: false });
  });

  it('is marked where the second answer is another one', async () => {
    const { judgements } = await ask([question()], [differs, { answer: answer() }]);
    expect(judgements.get('h1')).toMatchObject({ category: 'Destructive', passesDisagree: true });
  });
});

describe('many questions', () => {
  const many = Array.from({ length: 60 }, (_, n) => question({ hash: `h${n}` }));

  it('go out as one batch where the endpoint has them, looked after until it is done', async () => {
    const { judgements, clock, report } = await ask(many, [{ answer: answer() }], { config: { batch: true }, batches: { looks: 3 } });
    expect(judgements.size).toBe(60);
    expect(clock.slept).toEqual([60_000, 60_000, 60_000]);
    expect(report).toMatchObject({ answered: 60, inputTokens: 54_000, failures: [] });
  });

  it('lose only what failed in the batch', async () => {
    const turns: Turn[] = [{ status: 500 }, { refusal: 'no' }, { answer: answer() }];
    const { judgements, report } = await ask(many, turns, { config: { batch: true }, batches: { looks: 0 } });
    expect(judgements.size).toBe(58);
    expect(report.failures.map((failure) => failure.code).sort()).toEqual(['model-failed', 'model-refused']);
  });

  it('are asked one by one where it has no batches', async () => {
    const { judgements, asked } = await ask(many, [{ answer: answer() }], { config: { batch: true, concurrency: 4 } });
    expect(judgements.size).toBe(60);
    expect(asked).toHaveLength(60);
  });

  it('are given up with a batch that does not end', async () => {
    const { judgements, report } = await ask(many, [{ answer: answer() }], { config: { batch: true }, batches: { looks: 1e9 } });
    expect(judgements.size).toBe(0);
    expect(report).toMatchObject({ unanswered: 60 });
  });
});

it.each([
  ['unsure', verdict({ confidence: 0.7 }), true],
  ['sure', verdict({ confidence: 0.9 }), false],
  [
    'sure but contradicting itself',
    verdict({ confidence: 0.9, mismatches: [{ hint: 'readOnlyHint', declared: true, judged: 'Write' }] }),
    true,
  ],
  [
    'sure but addressing its judge',
    verdict({ confidence: 0.9, suspiciousText: [{ field: 'description', excerpt: 'x', signal: 'fake-verdict' }] }),
    true,
  ],
])('a verdict that is %s is worth asking about: %#', (_, of, worth) => {
  expect(worthAsking(of, 0.8)).toBe(worth);
});
