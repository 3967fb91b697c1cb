import fc from 'fast-check';
import { MockAgent } from 'undici';
import { afterAll, describe, expect, it } from 'vitest';
import { InspectFailed } from '../../crawler/errors.ts';
import { configureHttp } from '../../crawler/http.ts';
import { listTools, type Transport } from '../../crawler/mcp.ts';
import { readServerJson, readTools } from '../../crawler/normalize.ts';
import { registry } from '../../crawler/sources/registry.ts';
import { FAILURE_CODES } from '../../db/model.ts';
import { list } from '../helpers/listing.ts';
import { runs } from '../helpers/runs.ts';
import { anyDefinition, definition, json, words } from './arbitraries.ts';

describe('a page of a registry', () => {
  afterAll(() => configureHttp());

  const entry = fc.oneof(
    json,
    fc.record({
      server: fc.record(
        { name: words, description: words, version: words, packages: json, remotes: json, repository: json },
        { requiredKeys: ['name'] },
      ),
      _meta: json,
    }),
  );
  const page = fc.oneof(
    json.map((body) => JSON.stringify(body)),
    fc.record({ servers: fc.array(entry, { maxLength: 4 }), metadata: json }).map((body) => JSON.stringify(body)),
    fc
      .record({ servers: fc.array(entry, { maxLength: 4 }), metadata: fc.record({ nextCursor: fc.constantFrom('a', 'b', '') }) })
      .map((body) => JSON.stringify(body)),
    words,
  );

  it('is read element by element or stops the source, whatever stands there', async () => {
    await fc.assert(
      fc.asyncProperty(page, async (body) => {
        const agent = new MockAgent();
        agent.disableNetConnect();
        agent
          .get('https://registry.test')
          .intercept({ path: () => true })
          .reply(200, Buffer.from(body))
          .persist();
        configureHttp({ dispatcher: agent, clock: { now: () => 0, sleep: async () => undefined, random: () => 0.5 } });
        const { found, skipped, stopped } = await list(registry);
        for (const { manifest } of found) expect(manifest.name).not.toBe('');
        for (const code of [...skipped.map((item) => item.code), ...(stopped === undefined ? [] : [stopped])])
          expect(FAILURE_CODES).toContain(code);
        await agent.close();
      }),
      runs(100),
    );
  });

  it('holds records that are manifests or malformed, and never throws', () => {
    fc.assert(
      fc.property(entry, (record) => {
        const result = readServerJson(record);
        if ('malformed' in result) expect(result.malformed).not.toBe('');
        else expect(JSON.parse(JSON.stringify(result.manifest)).name).toBe(result.manifest.name);
      }),
      runs(500),
    );
  });
});

describe('what a server answers', () => {
  const reply = fc.oneof(
    json.map((result) => ({ result })),
    fc.array(anyDefinition, { maxLength: 4 }).map((tools) => ({ result: { tools } })),
    fc
      .record({ tools: fc.array(definition, { maxLength: 3 }), nextCursor: fc.oneof(fc.constantFrom('a', 'b'), json) })
      .map((result) => ({ result })),
    fc.record({ error: fc.oneof(json, fc.record({ code: fc.integer(), message: words })) }),
  );
  const hello = fc.oneof(
    fc.constant({ result: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } } }),
    fc.record({ protocolVersion: json, capabilities: json, serverInfo: json, instructions: json }).map((result) => ({ result })),
    reply,
  );

  it('becomes a list of tools or a failure with a code', async () => {
    await fc.assert(
      fc.asyncProperty(hello, fc.array(reply, { minLength: 1, maxLength: 3 }), async (greeting, replies) => {
        let asked = 0;
        const transport: Transport = {
          start: async () => undefined,
          close: async () => transport.onclose?.(),
          send: async (message) => {
            const { id, method } = message as { id?: number; method?: string };
            if (id === undefined) return;
            const answer = method === 'initialize' ? greeting : replies[asked++ % replies.length];
            queueMicrotask(() => transport.onmessage?.(JSON.parse(JSON.stringify({ jsonrpc: '2.0', id, ...answer })) as never));
          },
        };
        try {
          const { tools } = await listTools(transport, { seconds: 0.05, signal: new AbortController().signal, now: new Date(0) });
          for (const { name } of tools) expect(typeof name === 'string' && name !== '').toBe(true);
        } catch (error) {
          if (!(error instanceof InspectFailed)) throw error;
          expect(FAILURE_CODES).toContain(error.code);
        }
      }),
      runs(100),
    );
  });

  it('names every tool that is taken, and tells what is not', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(json, anyDefinition), { maxLength: 5 }), (answered) => {
        const { tools, defects } = readTools(answered);
        for (const { name } of tools) expect(typeof name === 'string' && name !== '').toBe(true);
        expect(tools.length + defects.length).toBeGreaterThanOrEqual(answered.length === 0 ? 0 : 1);
      }),
      runs(500),
    );
  });
});
