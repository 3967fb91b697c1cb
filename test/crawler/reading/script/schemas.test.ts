import { describe, expect, it } from 'vitest';
import { readPackage } from '../../../../crawler/reading/read-package.ts';
import { read, SERVER, unpacked } from '../made.ts';

/** A bundled zod, as far as it says what a schema is: definitions under `_zod.def`, copied by their properties. */
const BUNDLED = `
const made = (def) => { const inst = { _zod: { def }, describe: (text) => made({ ...def, description: text }), strict: () => made({ ...inst._zod.def, catchall: made({ type: 'never' }) }) };
  const shape = def.shape; if (shape) Object.defineProperty(def, 'shape', { get: () => { Object.defineProperty(def, 'shape', { value: { ...shape } }); return def.shape; } });
  return inst; };
const z = { object: (shape) => made({ type: 'object', shape }), string: () => made({ type: 'string' }) };
`;
const parameters = (source: string) => read({ 'index.js': source }).tools.map(({ inputSchema }) => inputSchema);
const QUERY = { type: 'object', properties: { query: { type: 'string', description: 'What' } }, required: ['query'] };

describe('a schema of a bundled library', () => {
  it('is read from its definition, also where a later definition of a property leaves out that it can be listed', () => {
    const source = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; const server = new McpServer({});${BUNDLED}
server.registerTool('find', { inputSchema: z.object({ query: z.string().describe('What') }).strict() }, () => ({}));`;
    expect(parameters(source)).toMatchObject([QUERY]);
  });

  it('is put into JSON Schema without following the library, whatever its converter does', () => {
    const source = `${BUNDLED} function toJSONSchema2(schema) { for (;;) schema = schema.next; }
import { Server } from '@modelcontextprotocol/sdk/server/index.js'; import { ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
new Server({}).setRequestHandler(ListToolsRequestSchema, () => ({ tools: [{ name: 'find', inputSchema: toJSONSchema2(z.object({ query: z.string().describe('What') })) }] }));`;
    expect(parameters(source)).toMatchObject([QUERY]);
  });
});

describe('a schema of valibot', () => {
  it.each([
    ['v.optional(v.number())', { type: 'number' }],
    ['v.optional(v.boolean(), true)', { type: 'boolean', default: true }],
    ["v.picklist(['a', 'b'])", { type: 'string', enum: ['a', 'b'] }],
    ['v.array(v.string())', { type: 'array', items: { type: 'string' } }],
    ["v.pipe(v.string(), v.url(), v.description('Where'))", { type: 'string', description: 'Where' }],
    ['v.union([v.string(), v.number()])', { type: ['string', 'number'] }],
  ])('%s', (schema, json) => {
    const source = `import { McpServer } from 'tmcp'; import * as v from 'valibot'; new McpServer({}).tool({ name: 'find', description: 'd', schema: v.object({ x: ${schema} }) }, () => ({}));`;
    expect(parameters(source)).toMatchObject([{ properties: { x: json } }]);
  });
});

describe('a program that is too long to follow', () => {
  const long = `${SERVER}server.tool('before', 'Before', {}, () => {}); let n = 0; for (let i = 0; i < 40000; i++) for (let j = 0; j < 40000; j++) n += i * j;
server.tool('after', 'After', {}, () => {});`;

  it('is read in part, and says so', () => {
    const reading = read({ 'index.js': long });
    expect(reading.tools.map(({ name }) => name)).toEqual(['before', 'after']);
    expect(reading.defects).toEqual(['a part of the program is too long to follow']);
  });

  it('ends with its time, after what it registered is looked at', () => {
    let looks = 0;
    // Loading may take six tenths; the rest is for what was registered.
    const spent = () => (looks++ < 3 ? 0 : 0.7);
    const files = unpacked({ 'package.json': JSON.stringify({ name: 'made', bin: 'index.js' }), 'index.js': long });
    const { tools, defects } = readPackage(files, undefined, spent);
    expect(tools.map(({ name }) => name)).toEqual(['before']);
    expect(defects).toEqual(['a part of the program is too long to follow']);
  });
});
