/** A local server that speaks as much of the OpenAI API as the judge uses, and misbehaves on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../classifier/llm/types.ts';

/** What the endpoint does with one completion. */
export type Turn =
  | { answer: unknown; usage?: { prompt_tokens: number; completion_tokens: number } | null }
  | { text: string }
  | { refusal: string }
  | { cut: true }
  | { status: number; headers?: Record<string, string>; body?: string }
  | { hang: true }
  | { die: true };

export interface Asked {
  model: string;
  messages: { role: string; content: string }[];
  response_format: { type: string; json_schema: { strict: boolean; schema: Record<string, unknown> } };
}

export interface FakeEndpoint {
  url: string;
  asked: Asked[];
  close(): Promise<void>;
}

/** A clock that is moved by sleeping only. `expire` aborts every open deadline. */
export function fakeClock(): Clock & { slept: number[]; expire(): void } {
  let now = Date.parse('2026-11-21T02:00:00Z');
  let open: AbortController[] = [];
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
    deadline: () => {
      const controller = new AbortController();
      open.push(controller);
      return controller.signal;
    },
    expire: () => {
      for (const controller of open) controller.abort();
      open = [];
    },
  };
}

/** Starts an endpoint on the loopback; `turn` decides about the n-th completion (from 0). `batches: false` has no Batch API. */
export async function startEndpoint(
  turn: (asked: Asked, n: number) => Turn,
  options: { batches?: false | { looks: number }; onHang?: () => void } = {},
): Promise<FakeEndpoint> {
  const asked: Asked[] = [];
  const files = new Map<string, string>();
  let looks = 0;

  function complete(body: Asked): Turn {
    asked.push(body);
    return turn(body, asked.length - 1);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const path = request.url ?? '';
    if (path === '/v1/chat/completions') return play(complete(JSON.parse(body) as Asked), response, options.onHang);
    if (!options.batches) return send(response, 404, { error: { message: 'no such route' } });
    if (path === '/v1/files') {
      files.set('in', body);
      return send(response, 200, { id: 'in', object: 'file' });
    }
    if (path === '/v1/batches') return send(response, 200, { id: 'b1', object: 'batch', status: 'validating' });
    if (path === '/v1/batches/b1/cancel') return send(response, 200, { id: 'b1', object: 'batch', status: 'cancelling' });
    if (path === '/v1/batches/b1') {
      if (looks++ < options.batches.looks) return send(response, 200, { id: 'b1', object: 'batch', status: 'in_progress' });
      files.set('out', linesOf(files.get('in') ?? '', complete));
      return send(response, 200, { id: 'b1', object: 'batch', status: 'completed', output_file_id: 'out' });
    }
    if (path === '/v1/files/out/content') {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(files.get('out'));
      return;
    }
    return send(response, 404, { error: { message: `unplanned ${path}` } });
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function completion(turn: Turn): unknown {
  const usage = 'answer' in turn && turn.usage !== undefined ? turn.usage : { prompt_tokens: 900, completion_tokens: 100 };
  const message = 'refusal' in turn ? { content: null, refusal: turn.refusal } : { content: contentOf(turn), refusal: null };
  return {
    id: 'c',
    object: 'chat.completion',
    choices: [{ index: 0, finish_reason: 'cut' in turn ? 'length' : 'stop', message: { role: 'assistant', ...message } }],
    ...(usage ? { usage } : {}),
  };
}

function contentOf(turn: Turn): string {
  if ('answer' in turn) return JSON.stringify(turn.answer);
  return 'text' in turn ? turn.text : '{"category": "Re';
}

function play(turn: Turn, response: ServerResponse, onHang: (() => void) | undefined): void {
  if ('status' in turn) {
    response
      .writeHead(turn.status, { 'content-type': 'application/json', ...turn.headers })
      .end(turn.body ?? '{"error":{"message":"trouble"}}');
  } else if ('hang' in turn) onHang?.();
  else if ('die' in turn) {
    const text = JSON.stringify(completion({ text: '{}' }));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(text.length) });
    response.write(text.slice(0, 20), () => response.destroy());
  } else send(response, 200, completion(turn));
}

/** The output file of a batch, from its multipart upload; lines in the opposite order, as a batch may give them. */
function linesOf(upload: string, complete: (body: Asked) => Turn): string {
  const questions = upload.split('\n').filter((line) => line.startsWith('{"custom_id"'));
  const lines = questions.map((line) => {
    const { custom_id, body } = JSON.parse(line) as { custom_id: string; body: Asked };
    const turn = complete(body);
    const response =
      'status' in turn
        ? { status_code: turn.status, body: { error: { message: 'trouble' } } }
        : { status_code: 200, body: completion(turn) };
    return JSON.stringify({ id: `r-${custom_id}`, custom_id, response, error: null });
  });
  return [...lines.reverse(), 'not a line of JSON'].join('\n');
}
