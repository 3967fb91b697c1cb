/** Tools to learn from: NDJSON in the input format of `npm run classify -- --input`; labelled ones have a `gold` besides. */
import { z } from 'zod';
import { UsageError } from '../../db/command.ts';
import { CATEGORIES, RISKS, type ServerContext, type ToolDefinition } from '../../db/model.ts';
import { jsonOf, linesOf, problemsOf } from '../lines.ts';
import { RUBRIC_IDS } from '../types.ts';
import type { Gold } from './heads.ts';

const Text = z.string().optional().catch(undefined);

const Definition = z.object({
  server: z.string().catch(''),
  serverDescription: Text,
  siblings: z.array(z.string()).catch([]),
  name: z.string(),
  title: Text,
  description: Text,
  inputSchema: z.any().optional(),
  outputSchema: z.any().optional(),
  annotations: z.any().optional(),
});

const Share = z.number().min(0).max(1).optional().catch(undefined);

/** A label as a line of JSON gives it. */
export const GoldLabel = z.object({
  category: z.enum(CATEGORIES),
  risk: z.enum(RISKS),
  basis: z.array(z.enum(RUBRIC_IDS)).optional().catch(undefined),
  reversibility: z.enum(['reversible', 'partly', 'irreversible', 'depends', 'n/a']),
  sensitiveRead: z.enum(['none', 'private', 'secret']),
  untrustedIngest: z.boolean(),
  exfilSink: z.boolean(),
  sure: z.boolean().catch(true),
  weight: Share,
  untrustedChance: Share,
});

const Line = Definition.extend({ server: z.string(), gold: GoldLabel });

/** One tool with its server. */
export interface Defined {
  tool: ToolDefinition;
  context: ServerContext;
}

/** One labelled tool with its server. */
export interface Labelled extends Defined {
  gold: Gold;
}

/** Reads a gold file. A line that is not as it should be is a {@link UsageError} that names it. */
export async function readLabelled(path: string): Promise<Labelled[]> {
  const labelled: Labelled[] = [];
  for await (const line of parsedLines(path, Line)) labelled.push({ ...defined(line), gold: line.gold });
  return labelled;
}

/** The definitions of a file in the input format of `npm run classify`; whatever else stands in a line is left aside. */
export async function* readDefinitions(path: string): AsyncGenerator<Defined> {
  for await (const line of parsedLines(path, Definition)) yield defined(line);
}

/** Each line of a file in its shape; one that has another is a {@link UsageError} that names it. */
export async function* parsedLines<T>(path: string, shape: z.ZodType<T>): AsyncGenerator<T> {
  for await (const { number, text } of linesOf(path)) {
    const parsed = shape.safeParse(jsonOf(text, `${path}:${number}`));
    if (!parsed.success) throw new UsageError(`${path}:${number}: ${problemsOf(parsed.error)}`);
    yield parsed.data;
  }
}

function defined(line: z.infer<typeof Definition>): Defined {
  const { server, serverDescription, siblings, name, title, description, inputSchema, outputSchema, annotations } = line;
  return {
    tool: { name, title, description, inputSchema, outputSchema, annotations },
    context: { server, serverDescription, siblings },
  };
}
