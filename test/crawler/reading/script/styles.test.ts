import { describe, expect, it } from 'vitest';
import { type Files, LOW_LEVEL, read, SERVER, told } from '../made.ts';

const FIND = 'find(query): Find things';

const STYLES: { style: string; files: Files; tools: string[] }[] = [
  {
    style: 'server.tool with description and shape',
    files: { 'index.js': `${SERVER}server.tool('find', 'Find things', { query: z.string() }, async () => ({}));` },
    tools: [FIND],
  },
  {
    style: 'server.tool without description or parameters',
    files: { 'index.js': `${SERVER}server.tool('ping', async () => ({})); server.tool('pong', 'Answers', async () => ({}));` },
    tools: ['ping()', 'pong(): Answers'],
  },
  {
    style: 'server.tool with annotations between shape and handler',
    files: { 'index.js': `${SERVER}server.tool('find', 'Find things', { query: z.string() }, { readOnlyHint: true }, async () => ({}));` },
    tools: [FIND],
  },
  {
    style: 'registerTool',
    files: {
      'index.js': `${SERVER}server.registerTool('find', { title: 'F', description: 'Find things', inputSchema: { query: z.string() } }, async () => ({}));`,
    },
    tools: [FIND],
  },
  {
    style: 'a handler of tools/list',
    files: {
      'index.js': `${LOW_LEVEL}server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: 'find', description: 'Find things', inputSchema: { type: 'object', properties: { query: { type: 'string' } } } }] }));`,
    },
    tools: [FIND],
  },
  {
    style: 'a handler under the name of its method',
    files: {
      'index.js': `import { Server } from '@modelcontextprotocol/server'; const server = new Server({}); server.setRequestHandler('tools/list', () => ({ tools: [{ name: 'find', description: 'Find things', inputSchema: { properties: { query: {} } } }] }));`,
    },
    tools: [FIND],
  },
  {
    style: 'addTool of FastMCP',
    files: {
      'index.js': `import { FastMCP } from 'fastmcp'; import { z } from 'zod'; const server = new FastMCP({}); server.addTool({ name: 'find', description: 'Find things', parameters: z.object({ query: z.string() }), execute: async () => '' });`,
    },
    tools: [FIND],
  },
  {
    style: 'registerAppTool of the UI extension',
    files: {
      'index.js': `${SERVER}import { registerAppTool } from '@modelcontextprotocol/ext-apps/server'; registerAppTool(server, 'find', { description: 'Find things', inputSchema: { query: z.string() } }, async () => ({}));`,
    },
    tools: [FIND],
  },
  {
    style: 'modules of one tool each, gathered in a list',
    files: {
      'index.js': `${SERVER}import * as find from './tools/find.js'; const tools = [find]; for (const tool of tools) server.registerTool(tool.name, { description: tool.description, inputSchema: tool.schema.shape }, tool.handler);`,
      'tools/find.js': `import { z } from 'zod'; export const name = 'find'; export const description = 'Find things'; export const schema = z.object({ query: z.string() }); export const handler = () => {};`,
    },
    tools: [FIND],
  },
  {
    style: 'classes with fields, in a registry of their own',
    files: {
      'index.js': `${LOW_LEVEL}
class Registry { tools = new Map(); register(tool) { this.tools.set(tool.name, tool); return this; } list() { return [...this.tools.values()].map((tool) => tool.definition()); } }
class Base { definition() { return { name: this.name, description: this.description, inputSchema: { type: 'object', properties: this.parameters() } }; } }
class Find extends Base { name = 'find'; description = 'Find things'; parameters() { return { query: { type: 'string' } }; } }
const registry = new Registry().register(new Find());
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: registry.list() }));`,
    },
    tools: [FIND],
  },
  {
    style: 'a factory and zod-to-json-schema',
    files: {
      'index.js': `${LOW_LEVEL}import { z } from 'zod'; import { zodToJsonSchema } from 'zod-to-json-schema';
function defineTool(tool) { return { ...tool, inputSchema: zodToJsonSchema(tool.schema) }; }
const tools = { find: defineTool({ name: 'find', description: 'Find ' + 'things', schema: z.object({ query: z.string() }) }) };
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: Object.values(tools).map(({ name, description, inputSchema }) => ({ name, description, inputSchema })) }));`,
    },
    tools: [FIND],
  },
  {
    style: 'names from an object of constants, descriptions from a template',
    files: {
      'index.js': `${SERVER}const NAMES = { FIND: 'find' }; const WHAT = 'things'; server.tool(NAMES.FIND, \`Find \${WHAT}\`, { query: z.string() }, () => {});`,
    },
    tools: [FIND],
  },
  {
    style: 'the protocol by hand, in a switch over methods',
    files: {
      'index.js': `process.stdin.on('data', (chunk) => { for (const line of chunk.split('\\n')) answer(JSON.parse(line)); });
async function answer(request) { const response = { jsonrpc: '2.0', id: request.id }; switch (request.method) {
  case 'initialize': response.result = { capabilities: { tools: {} } }; break;
  case 'tools/list': response.result = { tools: [{ name: 'find', description: 'Find things', inputSchema: { properties: { query: {} } } }] }; break;
  default: response.error = { code: -32601 };
} process.stdout.write(JSON.stringify(response)); }`,
    },
    tools: [FIND],
  },
  {
    style: 'the protocol by hand, on lines of text, in a class',
    files: {
      'index.js': `class Server { tools = { find: { description: 'Find things', inputSchema: { properties: { query: {} } } } };
handle(line) { const { method, id } = JSON.parse(line); if (method === 'tools/list') return this.reply(id, { tools: Object.entries(this.tools).map(([name, tool]) => ({ name, ...tool })) }); return this.reply(id, {}); }
reply(id, result) { return { jsonrpc: '2.0', id, result }; } }
require('readline').createInterface({ input: process.stdin }).on('line', (line) => new Server().handle(line));`,
    },
    tools: [FIND],
  },
  {
    style: 'a table of handlers by method',
    files: {
      'index.js': `const handlers = { initialize: () => ({}), 'tools/list': async () => ({ tools: [{ name: 'find', description: 'Find things', inputSchema: { properties: { query: {} } } }] }) };
process.stdin.on('data', async (chunk) => { const { method, params } = JSON.parse(chunk); console.log(JSON.stringify(await handlers[method](params))); });`,
    },
    tools: [FIND],
  },
  {
    style: 'tmcp, with schemas of valibot',
    files: {
      'index.js': `import { McpServer } from 'tmcp'; import * as v from 'valibot'; const server = new McpServer({});
server.tool({ name: 'find', description: 'Find things', schema: v.object({ query: v.pipe(v.string(), v.minLength(1), v.description('What')) }) }, async ({ query }) => ({}));`,
    },
    tools: [FIND],
  },
  {
    style: 'a main that runs only where this module is the program, and imports the rest then',
    files: {
      'index.js': `export async function main() { const { serve } = await import('./server.js'); return await serve(); } if (import.meta.main) void main();`,
      'server.js': `${SERVER}export async function serve() { server.tool('find', 'Find things', { query: z.string() }, () => {}); }`,
    },
    tools: [FIND],
  },
  {
    style: 'a main that waits for what is not known, and imports the rest then',
    files: {
      'index.js': `import { ready } from './native.node'; async function main() { const { serve } = await import('./server.js'); return await serve(); } if (ready === 17) main();`,
      'server.js': `${SERVER}export async function serve() { server.tool('find', 'Find things', { query: z.string() }, () => {}); }`,
    },
    tools: [FIND],
  },
  {
    style: 'CommonJS with interop helpers',
    files: {
      'index.js': `"use strict"; var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { "default": mod }; };
Object.defineProperty(exports, "__esModule", { value: true }); const mcp_js_1 = require("@modelcontextprotocol/sdk/server/mcp.js"); const zod_1 = require("zod"); const find_1 = __importDefault(require("./find"));
const server = new mcp_js_1.McpServer({}); (0, find_1.default)(server, zod_1.z);`,
      'find.js': `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.default = (server, z) => { server.tool("find", "Find things", { query: z.string() }, () => {}); };`,
    },
    tools: [FIND],
  },
  {
    style: 'down-levelled async functions',
    files: {
      'index.js': `var __awaiter = function (thisArg, _arguments, P, generator) { function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); } return new (P || (P = Promise))(function (resolve, reject) { function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } } function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } } function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); } step((generator = generator.apply(thisArg, _arguments || [])).next()); }); };
const { ListToolsRequestSchema } = require('@modelcontextprotocol/sdk/types.js'); const { Server } = require('@modelcontextprotocol/sdk/server/index.js'); const server = new Server({});
const load = () => __awaiter(void 0, void 0, void 0, function* () { return [{ name: 'find', description: 'Find things', inputSchema: { properties: { query: {} } } }]; });
server.setRequestHandler(ListToolsRequestSchema, () => __awaiter(void 0, void 0, void 0, function* () { const tools = yield load(); return { tools }; }));`,
    },
    tools: [FIND],
  },
  {
    style: 'minified, with the names of the protocol left only where they are properties',
    files: {
      'index.js': `import{McpServer as e}from"@modelcontextprotocol/sdk/server/mcp.js";import{z as t}from"zod";var n=new e({name:"a",version:"1"}),r=[["find","Find things",{query:t.string()}]];r.map(([o,s,i])=>n.registerTool(o,{description:s,inputSchema:i},()=>({})));`,
    },
    tools: [FIND],
  },
  {
    style: 'TypeScript as it is written',
    files: {
      'package.json': JSON.stringify({ name: 'made', bin: 'src/index.ts' }),
      'src/index.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; import { z } from 'zod'; import type { Tool } from './types.js'; enum Names { Find = 'find' }
const what: string = 'things' as const; class Maker { constructor(private readonly server: McpServer) {} make<T extends object>(shape: T): void { this.server.tool(Names.Find, \`Find \${what!}\`, shape satisfies object, async () => ({})); } }
new Maker(new McpServer({ name: 'a', version: '1' })).make({ query: z.string() });`,
    },
    tools: [FIND],
  },
  {
    style: 'a wrapper around registerTool that calls through bind and apply',
    files: {
      'index.js': `${SERVER}const original = server.registerTool.bind(server); server.registerTool = (name, config, handler) => original(name, config, async (...args) => handler(...args));
server.registerTool('find', { description: 'Find things', inputSchema: { query: z.string() } }, () => {}); const tool = new Proxy(server.tool, { apply(target, self, args) { return Reflect.apply(target, self, args); } }); tool.call(server, 'ping', 'Pings', () => {});`,
    },
    tools: [FIND, 'ping(): Pings'],
  },
  {
    style: 'mcp-framework, whose tools are the files of a folder',
    files: {
      'package.json': JSON.stringify({ name: 'made', bin: 'dist/index.js' }),
      'dist/index.js': `import { MCPServer } from 'mcp-framework'; const server = new MCPServer(); server.start();`,
      'dist/tools/FindTool.js': `import { MCPTool } from 'mcp-framework'; import { z } from 'zod'; class FindTool extends MCPTool { name = 'find'; description = 'Find things'; schema = z.object({ query: z.string() }); } export default FindTool;`,
    },
    tools: [FIND],
  },
  {
    style: 'a command of a command-line framework',
    files: {
      'index.js': `${SERVER}import { Command } from 'commander'; const program = new Command(); program.command('start').option('--x').action(async (options) => { server.tool('find', 'Find things', { query: z.string() }, () => {}); }); program.parse();`,
    },
    tools: [FIND],
  },
  {
    style: 'a function that only a library would call',
    files: {
      'index.js': `import { z } from 'zod'; export class Kit { constructor({ key }) { if (!key) throw new Error('no key'); this.key = key; } install(server) { server.tool('find', 'Find things', { query: z.string() }, () => {}); } }`,
    },
    tools: [FIND],
  },
  {
    style: 'tools made of an OpenAPI file that the package ships',
    files: {
      'index.js': `${LOW_LEVEL}import fs from 'node:fs'; import path from 'node:path'; import { fileURLToPath } from 'node:url';
const spec = JSON.parse(fs.readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), 'api.json'), 'utf8')); const tools = [];
for (const [route, methods] of Object.entries(spec.paths)) for (const [method, operation] of Object.entries(methods)) { if (!['get', 'post'].includes(method)) continue; const properties = {}; for (const parameter of operation.parameters ?? []) properties[parameter.name] = parameter.schema; tools.push({ name: operation.operationId, description: operation.summary || \`\${method} \${route}\`, inputSchema: { type: 'object', properties } }); }
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools }));`,
      'api.json': JSON.stringify({
        paths: {
          '/things': {
            get: { operationId: 'find', summary: 'Find things', parameters: [{ name: 'query', schema: { type: 'string' } }] },
            parameters: [],
          },
        },
      }),
    },
    tools: [FIND],
  },
  {
    style: 'a server that speaks the protocol without its library',
    files: {
      'index.js': `const TOOLS = [{ name: 'find', description: 'Find things', inputSchema: { type: 'object', properties: { query: {} } } }]; process.stdin.on('data', (line) => { const { method, id } = JSON.parse(line); if (method === 'tools/list') process.stdout.write(JSON.stringify({ id, result: { tools: TOOLS } })); });`,
    },
    tools: [FIND],
  },
  {
    style: 'a list of tools shipped as JSON, where the program says nothing',
    files: {
      'index.js': `require('child_process').spawn('./native');`,
      'tools.json': JSON.stringify({ tools: [{ name: 'find', description: 'Find things', inputSchema: { properties: { query: {} } } }] }),
    },
    tools: [FIND],
  },
];

describe('a declaration is read in the style', () => {
  it.each(STYLES)('$style', ({ files, tools }) => {
    expect(told(read(files))).toEqual(tools);
  });
});

describe('what is no tool', () => {
  const NONE: { what: string; source: string }[] = [
    {
      what: 'prompts and resources',
      source: `${SERVER}server.prompt('p', 'A prompt', () => {}); server.registerResource('r', 'x://y', {}, () => {}); server.registerPrompt('q', { description: 'd' }, () => {});`,
    },
    {
      what: 'an answer to prompts/list',
      source: `${LOW_LEVEL}server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: [{ name: 'p', description: 'd' }] }));`,
    },
    {
      what: 'commands of a command line',
      source: `import { Command } from 'commander'; new Command().command('start').description('Starts').action(() => {});`,
    },
    {
      what: 'tools of a client that lists them',
      source: `import { Client } from '@modelcontextprotocol/sdk/client/index.js'; const client = new Client({}); const { tools } = await client.listTools(); for (const tool of tools) console.log(tool.name);`,
    },
    { what: 'values of an enumeration', source: `${SERVER}export const Kind = { FIND: 'find', LOSE: 'lose' };` },
  ];
  it.each(NONE)('is not made one of: $what', ({ source }) => {
    expect(read({ 'index.js': source }).tools).toEqual([]);
  });

  it('a name put together at run time is unsure, not a tool', () => {
    const reading = read({
      'index.js': `${SERVER}server.tool(\`\${process.env.PREFIX}_find\`, 'Find', {}, () => {}); server.tool('find', 'Find', {}, () => {});`,
    });
    expect(reading.tools.map(({ name }) => name)).toEqual(['find']);
    expect(reading.unsure).toMatchObject([{ why: 'its name is put together at run time', provenance: { file: 'index.js', line: 4 } }]);
  });

  it('a thing that looks like a tool and that nothing offers is unsure', () => {
    const reading = read({
      'index.js': `export const things = [{ name: 'find', description: 'Find things', parameters: { type: 'object', properties: {} } }];`,
    });
    expect(reading.tools).toEqual([]);
    expect(reading.unsure).toMatchObject([{ name: 'find' }]);
  });
});
