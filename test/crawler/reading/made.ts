/** Packages made in a test: files by path, as if unpacked. */
import { type PackageReading, readPackage } from '../../../crawler/reading/read-package.ts';

export type Files = Record<string, string>;

export function unpacked(files: Files): Map<string, Uint8Array> {
  return new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));
}

/** Reads a package whose program begins in `index.js`, unless a package.json says otherwise. */
export function read(files: Files, dependencies: Record<string, Files> = {}): PackageReading {
  const known = { 'package.json': JSON.stringify({ name: 'made', version: '1.0.0', bin: './index.js' }), ...files };
  return readPackage(unpacked(known), new Map(Object.entries(dependencies).map(([name, inside]) => [name, unpacked(inside)])));
}

/** `name(parameter, …): description` of every tool, in order. */
export function told({ tools }: PackageReading): string[] {
  return tools.map(({ name, description, inputSchema }) => {
    const properties = (inputSchema as { properties?: object } | undefined)?.properties;
    return `${name}(${properties ? Object.keys(properties).join(', ') : '?'})${description === undefined ? '' : `: ${description}`}`;
  });
}

export const SERVER = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
const server = new McpServer({ name: 'made', version: '1' });
`;

export const LOW_LEVEL = `import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { ListToolsRequestSchema, CallToolRequestSchema, ListPromptsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
const server = new Server({ name: 'made', version: '1' }, { capabilities: { tools: {} } });
`;
