import { describe, expect, it } from 'vitest';
import { createProgress } from '../../db/progress.ts';

function progressOf(format: 'text' | 'json') {
  const written: string[] = [];
  let now = Date.UTC(2026, 0, 1);
  const out = { isTTY: false, write: (text: string) => written.push(text) > 0 };
  const progress = createProgress(out, () => now, format);
  return { progress, written, wait: (ms: number) => (now += ms) };
}

describe('progress', () => {
  it('as JSON is one object a line, whatever a stranger wrote', () => {
    const { progress, written, wait } = progressOf('json');
    const bar = progress.start('crawl');
    bar.at(1, 9);
    wait(6_000);
    bar.at(5, 9);
    bar.stop();
    progress.say('a\n{"level":"error"}\u001b[2J');
    expect(written.map((line) => JSON.parse(line))).toEqual([
      { time: '2026-01-01T00:00:06.000Z', level: 'info', message: 'crawl', done: 5, total: 9 },
      { time: '2026-01-01T00:00:06.000Z', level: 'info', message: 'crawl', done: 5, total: 9, finished: true },
      { time: '2026-01-01T00:00:06.000Z', level: 'info', message: 'a {"level":"error"} [2J' },
    ]);
    expect(written.every((line) => line.endsWith('\n') && !line.slice(0, -1).includes('\n'))).toBe(true);
  });

  it('as text is a line now and then', () => {
    const { progress, written, wait } = progressOf('text');
    const bar = progress.start('crawl');
    bar.at(1, 9);
    wait(6_000);
    bar.at(5, 9);
    expect(written).toEqual(['crawl: 5/9\n']);
  });
});
