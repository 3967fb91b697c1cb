/** Labelled tools out of a gold file: NDJSON in the input format of `npm run classify -- --input`, plus `gold`. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { CATEGORIES, RISKS, type ServerContext, type ToolDefinition } from '../../db/model.ts';
import { RUBRIC_IDS } from '../types.ts';
import type { Gold } from './heads.ts';

const Text = z.string().optional().catch(undefined);

const Line = z.object({
  server: z.string(),
  serverDescription: Text,
  siblings: z.array(z.string()).catch([]),
  name: z.string(),
  title: Text,
  description: Text,
  inputSchema: z.any().optional(),
  outputSchema: z.any().optional(),
  annotations: z.any().optional(),
  gold: z.object({
    category: z.enum(CATEGORIES),
    risk: z.enum(RISKS),
    basis: z.array(z.enum(RUBRIC_IDS)).optional().catch(undefined),
    reversibility: z.enum(['reversible', 'partly', 'irreversible', 'depends', 'n/a']),
    sensitiveRead: z.enum(['none', 'private', 'secret']),
    untrustedIngest: z.boolean(),
    exfilSink: z.boolean(),
    sure: z.boolean().catch(true),
    weight: z.number().min(0).max(1).optional().catch(undefined),
  }),
});

/** One labelled tool with its server. */
export interface Labelled {
  tool: ToolDefinition;
  context: ServerContext;
  gold: Gold;
}

/** Reads a gold file. Throws {@link Error} that names the line where one is not as it should be. */
export async function readLabelled(path: string): Promise<Labelled[]> {
  const labelled: Labelled[] = [];
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (text.trim() === '') continue;
    const parsed = Line.safeParse(JSON.parse(text));
    if (!parsed.success)
      throw new Error(`${path}:${number}: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
    const { server, serverDescription, siblings, name, title, description, inputSchema, outputSchema, annotations, gold } = parsed.data;
    labelled.push({
      tool: { name, title, description, inputSchema, outputSchema, annotations },
      context: { server, serverDescription, siblings },
      gold,
    });
  }
  return labelled;
}
