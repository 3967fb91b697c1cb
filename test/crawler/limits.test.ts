import { describe, expect, it } from 'vitest';
import { type Clock, createGate, DEFAULT_LIMIT, HOST_LIMITS, limitOf } from '../../crawler/limits.ts';

function fakeClock(): Clock & { time: number } {
  const clock = {
    time: Date.UTC(2026, 0, 2, 12),
    now: () => clock.time,
    random: () => 0,
    sleep: async (ms: number) => {
      clock.time += ms;
    },
  };
  return clock;
}

const limit = { ...DEFAULT_LIMIT, concurrent: 2, perDay: 3 };

describe('the table of limits', () => {
  it.each(HOST_LIMITS.map((row) => [row.host, row] as const))('%s names the published limit it obeys', (_host, row) => {
    expect(row.source).toMatch(/^https:\/\//);
    expect(row.why.length).toBeGreaterThan(10);
    expect(row.concurrent).toBeGreaterThan(0);
    expect(row.perDay).toBeGreaterThan(0);
  });

  it.each([
    ['registry.npmjs.org', 'registry.npmjs.org'],
    ['raw.githubusercontent.com', '.githubusercontent.com'],
    ['evilgithubusercontent.com', '*'],
    ['mcp.example.com', '*'],
  ])('%s has the row %s', (host, row) => expect(limitOf(host).host).toBe(row));
});

describe('the gate', () => {
  it('lets in as many at once as a host allows, and the next when one leaves', async () => {
    const gate = createGate(fakeClock());
    const first = await gate.enter('a', limit);
    await gate.enter('a', limit);
    let third = false;
    const waiting = gate.enter('a', limit).then(() => {
      third = true;
    });
    await Promise.resolve();
    expect(third).toBe(false);
    await gate.enter('b', limit);
    first();
    first();
    await waiting;
    expect(third).toBe(true);
  });

  it('spends no more than a day allows, and begins anew the next day', async () => {
    const clock = fakeClock();
    const gate = createGate(clock);
    for (let count = 0; count < 3; count += 1) (await gate.enter('a', limit))();
    await expect(gate.enter('a', limit)).rejects.toMatchObject({ code: 'budget-spent' });
    clock.time += 12 * 3_600_000;
    await expect(gate.enter('a', limit)).resolves.toBeTypeOf('function');
  });

  it('waits out a short pause and refuses in a long one', async () => {
    const clock = fakeClock();
    const gate = createGate(clock);
    gate.pause('a', 5_000);
    const before = clock.time;
    (await gate.enter('a', limit))();
    expect(clock.time - before).toBe(5_000);
    gate.pause('a', 60_000);
    await expect(gate.enter('a', limit)).rejects.toMatchObject({ code: 'rate-limited' });
  });

  it('leaves a host alone that failed five times in a row, until a minute is over', async () => {
    const clock = fakeClock();
    const gate = createGate(clock);
    for (let count = 0; count < 4; count += 1) gate.failed('a');
    gate.answered('a');
    for (let count = 0; count < 4; count += 1) gate.failed('a');
    (await gate.enter('a', limit))();
    gate.failed('a');
    await expect(gate.enter('a', limit)).rejects.toMatchObject({ code: 'unreachable' });
    clock.time += 60_000;
    await expect(gate.enter('a', limit)).resolves.toBeTypeOf('function');
  });

  it('forgets who gives up waiting', async () => {
    const gate = createGate(fakeClock());
    const one = { ...limit, concurrent: 1 };
    const leave = await gate.enter('a', one);
    const controller = new AbortController();
    const waiting = gate.enter('a', one, controller.signal);
    controller.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    leave();
    await expect(gate.enter('a', one)).resolves.toBeTypeOf('function');
  });
});
