/** Others that a night depends on, on loopback, which die when they are told to: a model and a registry. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { classify } from '../../classifier/classify.ts';
import type { ToolDefinition } from '../../db/model.ts';

export interface Endpoint {
  url: string;
  /** Requests answered so far. */
  answered(): number;
  /** From the n-th request from now on every connection is cut off; none of them by default. */
  dieAfter(requests: number): void;
  close(): Promise<void>;
}

async function serve(answer: (request: IncomingMessage, response: ServerResponse, url: string) => Promise<void>): Promise<Endpoint> {
  let [answered, left] = [0, Number.POSITIVE_INFINITY];
  const server: Server = createServer((request, response) => {
    if (left-- <= 0) {
      request.socket.destroy();
      return;
    }
    answered++;
    void answer(request, response, url);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    answered: () => answered,
    dieAfter: (requests) => {
      left = requests;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Speaks the chat API and is of one mind with the rules, so that it matters only whether it was asked. */
export function modelEndpoint(): Promise<Endpoint> {
  return serve(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { messages } = JSON.parse(body) as { messages: { content: string }[] };
    const asked = JSON.parse((messages[1]?.content ?? '').slice('<data>\n'.length, -'\n</data>'.length)) as {
      server: { name: string; description: string | null };
      otherTools: string[];
      tool: ToolDefinition;
    };
    const { category, risk } = classify(asked.tool, {
      server: asked.server.name,
      serverDescription: asked.server.description ?? undefined,
      siblings: [...asked.otherTools, asked.tool.name],
    });
    const content = JSON.stringify({
      category,
      risk,
      basis: ['base'],
      exception: 'none',
      exceptionQuote: null,
      evidence: [{ field: 'name', quote: asked.tool.name }],
      rationale: `The model read ${asked.tool.name}.`,
      wouldChangeIf: 'It said something else.',
      confidence: 0.9,
    });
    const completion = { choices: [{ finish_reason: 'stop', message: { content } }], usage: { prompt_tokens: 10, completion_tokens: 10 } };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(completion));
  });
}

const PAGES = 4;
const PER_PAGE = 20;

/** A registry of 80 servers on four pages. */
export function registryEndpoint(): Promise<Endpoint> {
  return serve(async (request, response, url) => {
    const page = Number(new URL(request.url ?? '/', url).searchParams.get('cursor') ?? '0');
    const servers = Array.from({ length: PER_PAGE }, (_, index) => ({
      server: { name: `org.example.listed/s${page * PER_PAGE + index}`, description: 'Is listed.', version: '1.0.0' },
    }));
    const metadata = page + 1 < PAGES ? { nextCursor: String(page + 1) } : {};
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ servers, metadata }));
  });
}
