/** Identities by content: canonical JSON and the hashes made of it. */
import { createHash } from 'node:crypto';
import type { Json, ServerContext, ToolDefinition } from './model.ts';

/** JSON with sorted keys and no white space: equal values have equal text. Members that are `undefined` are left out. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  const object = value as { [key: string]: unknown };
  const members = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key])}`);
  return `{${members.join(',')}}`;
}

/** sha256 in lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The fields of a tool that make its definition, and nothing else it carries. */
export function definitionOf(tool: ToolDefinition): ToolDefinition {
  const { name, title, description, inputSchema, outputSchema, annotations } = tool;
  const fields = { name, title, description, inputSchema, outputSchema, annotations };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as unknown as ToolDefinition;
}

/** sha256 over the canonical JSON of {name, title, description, inputSchema, outputSchema, annotations}, hex. */
export function definitionHash(tool: ToolDefinition): string {
  return sha256(canonicalJson(definitionOf(tool)));
}

/** The context of the tools of a server, out of its row: an empty description is none, nor is a title that only repeats the name. */
export function contextOf(row: { name: string; title: string; description: string }, siblings: readonly string[]): ServerContext {
  const { name, title, description } = row;
  return {
    server: name,
    ...(description === '' ? {} : { serverDescription: description }),
    ...(title === name ? {} : { serverTitle: title }),
    siblings,
  };
}

/**
 * What of the server a verdict may depend on: its name, its description, its title and the names of its tools.
 * The first 32 hex digits of a sha256: half of it is plenty to tell contexts apart, and the table keeps one per tool.
 */
export function contextHash(context: ServerContext): string {
  const parts: Json = [context.server, context.serverDescription ?? null, context.serverTitle ?? null, [...context.siblings].sort()];
  return sha256(canonicalJson(parts)).slice(0, 32);
}
