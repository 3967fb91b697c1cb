import { describe, expect, it } from 'vitest';
import { listTools, type Transport } from '../../crawler/mcp.ts';

interface Call {
  id?: number;
  method: string;
  params: { protocolVersion?: string; cursor?: string; capabilities?: object; _meta?: Record<string, unknown> };
}
type Answer = { result: unknown } | { error: { code: number; message: string } };

/** A server in memory: answers by method; what it is sent is kept. */
function server(answers: Record<string, (call: Call, count: number) => Answer | undefined>) {
  const calls: Call[] = [];
  const transport: Transport = {
    start: async () => undefined,
    close: async () => transport.onclose?.(),
    send: async (message) => {
      const call = message as unknown as Call;
      calls.push(call);
      const count = calls.filter(({ method }) => method === call.method).length;
      const answer =
        call.method in answers ? answers[call.method]?.(call, count) : { error: { code: -32601, message: 'Method not found' } };
      if (call.id !== undefined && answer) queueMicrotask(() => transport.onmessage?.({ jsonrpc: '2.0', id: call.id, ...answer } as never));
    },
  };
  return { transport, calls, notify: (method: string) => transport.onmessage?.({ jsonrpc: '2.0', method } as never) };
}

const hello =
  (protocolVersion: string, capabilities: object = { tools: {} }) =>
  () => ({
    result: { protocolVersion, capabilities, serverInfo: { name: 's', version: '1' }, instructions: 'Be kind.' },
  });
const list = (...names: string[]) => ({ result: { tools: names.map((name) => ({ name })) } });
const ask = (transport: Transport, seconds = 5) =>
  listTools(transport, { seconds, signal: new AbortController().signal, now: new Date('2026-01-02') });

describe('the conversation', () => {
  it.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25', '2031-01-01', 'soon'])('is recorded in revision %s', async (version) => {
    const { transport, calls } = server({ initialize: hello(version), 'tools/list': () => list('a') });
    const listing = await ask(transport);
    expect(listing).toMatchObject({
      protocolVersion: version,
      serverInfo: { name: 's' },
      instructions: 'Be kind.',
      capabilities: { tools: {} },
      defects: [],
    });
    expect(listing.tools).toEqual([{ name: 'a' }]);
    expect(calls.map(({ method }) => method)).toEqual(['initialize', 'notifications/initialized', 'tools/list', 'tools/list']);
    expect(calls[0]?.params).toMatchObject({ protocolVersion: '2025-11-25', capabilities: { roots: {}, sampling: {}, elicitation: {} } });
  });

  it('with a server that knows no initialize is held without a session', async () => {
    const { transport, calls } = server({
      'server/discover': () => ({
        result: { supportedVersions: ['2026-07-28'], capabilities: { tools: {} }, serverInfo: { name: 'new', version: '3' } },
      }),
      'tools/list': ({ params }) => (params._meta?.['io.modelcontextprotocol/protocolVersion'] === '2026-07-28' ? list('a') : undefined),
    });
    expect(await ask(transport)).toMatchObject({ protocolVersion: '2026-07-28', serverInfo: { name: 'new' }, tools: [{ name: 'a' }] });
    expect(calls.some(({ method }) => method === 'notifications/initialized')).toBe(false);
  });

  it('collects all pages, in order', async () => {
    const { transport } = server({
      initialize: hello('2025-06-18'),
      'tools/list': ({ params }) => ({
        result: { tools: [{ name: `after-${params.cursor ?? 'start'}` }], nextCursor: { undefined: 'b', b: 'c' }[String(params.cursor)] },
      }),
    });
    expect((await ask(transport)).tools.map(({ name }) => name)).toEqual(['after-start', 'after-b', 'after-c']);
  });

  it('keeps definitions as they came', async () => {
    const tool = {
      name: 'odd',
      title: 'Odd',
      description: ' two  spaces ',
      inputSchema: { properties: { z: {}, a: true } },
      annotations: { readOnlyHint: 'no' },
    };
    const { transport } = server({
      initialize: hello('2025-06-18'),
      'tools/list': () => ({ result: { tools: [{ ...tool, _meta: { x: 1 } }] } }),
    });
    expect(JSON.stringify((await ask(transport)).tools)).toBe(JSON.stringify([tool]));
  });

  it('waits for tools that a server says come late', async () => {
    const late = server({
      initialize: hello('2025-06-18', { tools: { listChanged: true } }),
      'tools/list': (_call, count) => (count === 1 ? announce() : list('late')),
    });
    function announce() {
      queueMicrotask(() => queueMicrotask(() => late.notify('notifications/tools/list_changed')));
      return list();
    }
    expect((await ask(late.transport)).tools).toEqual([{ name: 'late' }]);
  });

  it('goes on without capabilities, if tools are listed all the same', async () => {
    const { transport } = server({ initialize: hello('2025-06-18', {}), 'tools/list': () => list('a') });
    expect((await ask(transport)).tools).toEqual([{ name: 'a' }]);
  });

  it.each<[name: string, code: string, answers: Parameters<typeof server>[0]]>([
    ['has no tools', 'no-tools-capability', { initialize: hello('2025-06-18', {}) }],
    ['announces tools and lists none', 'protocol-error', { initialize: hello('2025-06-18') }],
    ['answers without a list', 'protocol-error', { initialize: hello('2025-06-18'), 'tools/list': () => ({ result: { tools: 'many' } }) }],
    ['refuses to begin', 'protocol-error', { initialize: () => ({ error: { code: -32000, message: 'not today' } }) }],
    ['knows no word', 'protocol-error', {}],
    ['never answers', 'timeout', { initialize: () => undefined }],
  ])('with a server that %s ends as %s', async (_name, code, answers) => {
    await expect(ask(server(answers).transport, 0.2)).rejects.toMatchObject({ code });
  });

  it('that the other side breaks off ends as exited', async () => {
    const broken = server({ initialize: hello('2025-06-18'), 'tools/list': () => void broken.transport.close() });
    await expect(ask(broken.transport)).rejects.toMatchObject({ code: 'exited' });
  });
});
