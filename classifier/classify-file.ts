/** File mode of `npm run classify`: judged tools out of a file of definitions, line by line, in input order, with flat memory. */
import { once } from 'node:events';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import { UsageError } from '../db/command.ts';
import {
  CATEGORIES,
  type Category,
  type Json,
  RISKS,
  type Risk,
  type ServerContext,
  type ToolDefinition,
  type Verdict,
} from '../db/model.ts';
import { classifyAll, type Met } from './classify.ts';
import { suggestPolicy } from './policies/suggest.ts';

/** Bytes that are read at once; their lines are judged together. */
const PIECE = 512 * 1024;

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

const TEXTS = ['server', 'serverDescription', 'title', 'description'] as const;

/** Whether a line is as it should be, as nearly all are; what is wrong with another one {@link Line} tells. */
function isLine(json: unknown): json is Line {
  if (typeof json !== 'object' || json === null) return false;
  const line: Partial<Record<keyof Line, unknown>> = json;
  const { id, name, siblings } = line;
  return (
    typeof name === 'string' &&
    name !== '' &&
    (id === undefined || typeof id === 'string' || Number.isFinite(id)) &&
    (siblings === undefined || Array.isArray(siblings)) &&
    TEXTS.every((field) => line[field] === undefined || typeof line[field] === 'string')
  );
}

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
  const input = createReadStream(options.input, { encoding: 'utf8', highWaterMark: PIECE });
  await once(input, 'open').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read ${options.input}: ${error.code}`);
  });
  const output = createWriteStream(aside);
  await once(output, 'open').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot write ${options.output}: ${error.code}`);
  });
  try {
    let number = 0;
    for await (const lines of linesOf(input)) {
      options.signal.throwIfAborted();
      let judgedLines = '';
      for (const judged of judgeLines(lines, number)) {
        if ('error' in judged) {
          report.malformed++;
          options.complain(`line ${judged.line}: ${judged.error}`);
        } else {
          report.tools++;
          report.byCategory[judged.category]++;
          report.byRisk[judged.risk]++;
        }
        judgedLines += `${JSON.stringify(judged)}\n`;
      }
      number += lines.length;
      if (!output.write(judgedLines)) await once(output, 'drain');
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

/** Lines as they come, a piece of the file at a time. Only a line feed ends one: a text may hold the other separators of Unicode. */
async function* linesOf(input: ReadStream): AsyncGenerator<string[]> {
  let rest = '';
  for await (const piece of input) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  if (rest !== '') yield [rest];
}

/** What is written for the lines that are not blank; `before` lines stand before them. */
function judgeLines(lines: readonly string[], before: number) {
  const read = lines.flatMap((text, at) => (text.trim() === '' ? [] : [readLine(text, before + at + 1)]));
  const met = read.flatMap(({ tool }) => (tool ? [{ tool: definitionOf(tool), context: contextOf(tool) }] : []));
  const verdicts = classifyAll(met);
  let next = 0;
  return read.map(({ tool, fault }) => {
    if (!tool) return fault;
    const verdict = verdicts[next] as Verdict;
    const definition = (met[next++] as Met).tool;
    const { id = null, server, name } = tool;
    const policy = suggestPolicy({ name, definition, verdict });
    return { id, ...(server === undefined ? {} : { server }), name, ...verdict, policy };
  });
}

type ReadLine = { tool: Line; fault?: undefined } | { tool?: undefined; fault: { id: unknown; line: number; error: string } };

function readLine(text: string, line: number): ReadLine {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { fault: { id: null, line, error: `not JSON: ${(error as Error).message.slice(0, 120)}` } };
  }
  if (isLine(json)) return { tool: json };
  const parsed = Line.safeParse(json);
  if (parsed.success) return { tool: parsed.data };
  const issue = parsed.error.issues[0];
  const id = typeof json === 'object' && json !== null && 'id' in json && ['string', 'number'].includes(typeof json.id) ? json.id : null;
  const wrong = issue ? `${issue.path.join('.') || 'line'}: ${issue.message}` : 'wrong shape';
  return { fault: { id, line, error: `no tool: ${wrong}` } };
}

function definitionOf({ name, title, description, inputSchema, outputSchema, annotations }: Line): ToolDefinition {
  return { name, title, description, inputSchema, outputSchema, annotations };
}

function contextOf(line: Line): ServerContext {
  const siblings = (line.siblings ?? []).filter((sibling) => typeof sibling === 'string');
  return { server: line.server ?? '', serverDescription: line.serverDescription, siblings };
}

function zeros<T extends string>(words: readonly T[]): Record<T, number> {
  return Object.fromEntries(words.map((word) => [word, 0])) as Record<T, number>;
}
