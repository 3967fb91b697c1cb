/** File mode of `npm run classify`: judged tools out of a file of definitions, line by line, in input order, with flat memory. */
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import { UsageError } from '../db/command.ts';
import {
  CATEGORIES,
  type Category,
  type Json,
  type JudgedTool,
  RISKS,
  type Risk,
  type ServerContext,
  type ToolDefinition,
} from '../db/model.ts';
import { classify } from './classify.ts';
import { suggestPolicy } from './policies/suggest.ts';

/** Text fields that are something else than text are lost, not the tool. */
const lostText = z.string().optional().catch(undefined);

const json = z.custom<Json>(() => true);

const Line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  server: lostText,
  serverDescription: lostText,
  siblings: z.array(z.unknown()).optional().catch(undefined),
  name: z.string().min(1),
  title: lostText,
  description: lostText,
  // JSON already, since the line was parsed: walking a stranger's schema again would cost time, and the stack where it is deep.
  inputSchema: json.optional(),
  outputSchema: json.optional(),
  annotations: json.optional(),
});
type Line = z.infer<typeof Line>;

export interface FileReport {
  tools: number;
  /** Lines that are no tool: their output line holds `error` in place of a verdict. */
  malformed: number;
  byCategory: Record<Category, number>;
  byRisk: Record<Risk, number>;
  seconds: number;
}

export interface FileOptions {
  input: string;
  output: string;
  clock(): Date;
  signal: AbortSignal;
  progress(done: number): void;
  /** One line for people about a line that is no tool. */
  complain(line: string): void;
}

/**
 * Reads NDJSON `{"id","server","serverDescription"?,"siblings"?,"name","title"?,"description"?,"inputSchema"?,…}` and writes
 * `{"id","name", …the verdict…, "policy"}`, one line for each that is not blank. The output appears under its name when it is whole.
 * Throws {@link UsageError} where the input cannot be read.
 */
export async function classifyFile(options: FileOptions): Promise<FileReport> {
  const started = options.clock();
  const report: FileReport = { tools: 0, malformed: 0, byCategory: zeros(CATEGORIES), byRisk: zeros(RISKS), seconds: 0 };
  const aside = `${options.output}.part`;
  const input = createReadStream(options.input);
  await once(input, 'open').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read ${options.input}: ${error.code}`);
  });
  const output = createWriteStream(aside);
  await once(output, 'open').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot write ${options.output}: ${error.code}`);
  });
  try {
    let number = 0;
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      options.signal.throwIfAborted();
      number++;
      if (text.trim() === '') continue;
      const judged = judgeLine(text, number);
      if ('error' in judged) {
        report.malformed++;
        options.complain(`line ${number}: ${judged.error}`);
      } else {
        report.tools++;
        report.byCategory[judged.category]++;
        report.byRisk[judged.risk]++;
      }
      if (!output.write(`${JSON.stringify(judged)}\n`)) await once(output, 'drain');
      options.progress(report.tools + report.malformed);
    }
    output.end();
    await finished(output);
    await rename(aside, options.output);
  } catch (error) {
    output.destroy();
    await rm(aside, { force: true });
    throw error;
  }
  report.seconds = (options.clock().getTime() - started.getTime()) / 1000;
  return report;
}

function judgeLine(text: string, number: number) {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { id: null, line: number, error: `not JSON: ${(error as Error).message.slice(0, 120)}` };
  }
  const parsed = Line.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const id = typeof json === 'object' && json !== null && 'id' in json && ['string', 'number'].includes(typeof json.id) ? json.id : null;
    return { id, line: number, error: `no tool: ${issue ? `${issue.path.join('.') || 'line'}: ${issue.message}` : 'wrong shape'}` };
  }
  const { id = null, server } = parsed.data;
  const tool = judgedToolOf(parsed.data);
  return { id, ...(server === undefined ? {} : { server }), name: tool.name, ...tool.verdict, policy: suggestPolicy(tool) };
}

/** The tool of an input line with its verdict. */
function judgedToolOf(line: Line): JudgedTool {
  const { name, title, description, inputSchema, outputSchema, annotations } = line;
  const definition: ToolDefinition = { name, title, description, inputSchema, outputSchema, annotations };
  return { name, definition, verdict: classify(definition, contextOf(line)) };
}

function contextOf(line: Line): ServerContext {
  const siblings = (line.siblings ?? []).filter((sibling) => typeof sibling === 'string');
  return { server: line.server ?? '', serverDescription: line.serverDescription, siblings };
}

function zeros<T extends string>(words: readonly T[]): Record<T, number> {
  return Object.fromEntries(words.map((word) => [word, 0])) as Record<T, number>;
}
