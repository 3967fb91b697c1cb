import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createPipe } from '../../crawler/pipe.ts';

async function heard(chunks: (string | Buffer)[], asked: unknown[] = [1], messageBytes?: number) {
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  const pipe = createPipe(stdin, stdout, messageBytes);
  const messages: unknown[] = [];
  pipe.onmessage = (message: unknown) => void messages.push(message);
  const closed = new Promise<void>((resolve) => {
    pipe.onclose = resolve;
  });
  await pipe.start();
  for (const id of asked) await pipe.send({ jsonrpc: '2.0', id, method: 'x' } as never);
  for (const chunk of chunks) stdout.write(chunk);
  stdout.end();
  await closed;
  return { pipe, messages };
}
const answer = (id: unknown) => `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{}}\n`;

describe('a pipe', () => {
  it.each<[name: string, chunks: (string | Buffer)[], ids: unknown[], noise: number, strays: number]>([
    ['reads a message a line', [answer(1)], [1], 0, 0],
    [
      'reads a message in pieces, and a letter in pieces',
      [Buffer.from(answer(1)).subarray(0, 9), Buffer.from(answer(1)).subarray(9)],
      [1],
      0,
      0,
    ],
    ['reads several messages of one piece', [answer(1) + answer(2)], [1, 2], 0, 0],
    ['reads an array of messages', [`[${answer(1).trim()},${answer(2).trim()}]\n`], [1, 2], 0, 0],
    ['reads a number that is sent as text', [answer('1')], ['1'], 0, 0],
    ['steps over lines that are none', ['Server running\n\r\n{"half":\n', answer(1), '7\n'], [1], 3, 0],
    ['steps over answers to nothing', [answer(9), answer(null), answer(1), answer(1)], [1], 0, 3],
    ['does not take the rest of a line for a message', [answer(1), '{"jsonrpc":"2.0"'], [1], 0, 0],
  ])('%s', async (_name, chunks, ids, noise, strays) => {
    const { pipe, messages } = await heard(chunks, [1, 2]);
    expect(messages.map((message) => (message as { id: unknown }).id)).toEqual(ids);
    expect([pipe.noise.lines, pipe.strays, pipe.failure]).toEqual([noise, strays, undefined]);
  });

  it.each<[name: string, code: string, chunks: string[]]>([
    ['a message that is too large', 'too-large', ['x'.repeat(600), 'x'.repeat(600)]],
    ['lines of noise without end', 'killed-output', ['n\n'.repeat(3_000)]],
    ['messages without end', 'killed-output', [`${'{"jsonrpc":"2.0","method":"m"}\n'.repeat(21_000)}`]],
  ])('closes itself at %s', async (_name, code, chunks) => {
    expect((await heard(chunks, [], 1_000)).pipe.failure).toMatchObject({ code });
  });

  it('keeps the beginning of the noise, for it may say what is wrong', async () => {
    const { pipe } = await heard([`Missing API_KEY\n${'more\n'.repeat(1_900)}`]);
    expect(pipe.noise.text).toMatch(/^Missing API_KEY\n/);
    expect(pipe.noise.text.length).toBeLessThanOrEqual(8_000);
  });
});
