/** File mode of `npm run classify`: judged tools out of a file of definitions, line by line, in input order, with flat memory. */
import { once } from 'node:events';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { UsageError } from '../db/command.ts';
import { CATEGORIES, type Category, RISKS, type Risk, type ServerContext, type ToolDefinition, type Verdict } from '../db/model.ts';
import { classifyAll, type Met } from './classify.ts';
import type { Line, ReadLine } from './input-line.ts';
import { suggestPolicy } from './policies/suggest.ts';

/** Bytes that are read at once; their lines are judged together. */
const PIECE = 512 * 1024;

const LINE_FEED = 10;

/** Whether a line is as it should be, as nearly all are. Another one is read by input-line.ts, which is loaded for the first such line. */
function isLine(json: unknown): json is Line {
  if (typeof json !== 'object' || json === null) return false;
  const { id, server, serverDescription, siblings, name, title, description }: Partial<Record<keyof Line, unknown>> = json;
  return (
    typeof name === 'string' &&
    name !== '' &&
    (id === undefined || typeof id === 'string' || Number.isFinite(id)) &&
    (siblings === undefined || Array.isArray(siblings)) &&
    isText(server) &&
    isText(serverDescription) &&
    isText(title) &&
    isText(description)
  );
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
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
  const input = createReadStream(options.input, { highWaterMark: PIECE });
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
      const written: string[] = [];
      for (const judged of judgeLines(await readLines(lines, number))) {
        if ('error' in judged) {
          report.malformed++;
          options.complain(`line ${judged.line}: ${judged.error}`);
        } else {
          report.tools++;
          report.byCategory[judged.category]++;
          report.byRisk[judged.risk]++;
        }
        written.push(`${JSON.stringify(judged)}\n`);
      }
      number += lines.length;
      if (!output.write(encoded(written))) await once(output, 'drain');
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

/**
 * Lines as they come, a piece of the file at a time. Only a line feed ends one: a text may hold the other separators of Unicode.
 * Each is decoded for itself, since most are ASCII and a text that is none takes twice the room.
 */
async function* linesOf(input: ReadStream): AsyncGenerator<string[]> {
  let rest: Buffer[] = [];
  for await (const piece of input as AsyncIterable<Buffer>) {
    const last = piece.lastIndexOf(LINE_FEED);
    if (last < 0) {
      rest.push(piece);
      continue;
    }
    const whole = rest.length === 0 ? piece : Buffer.concat([...rest, piece]);
    const end = whole.length - piece.length + last;
    rest = end + 1 < whole.length ? [whole.subarray(end + 1)] : [];
    const lines: string[] = [];
    for (let start = 0; start <= end; ) {
      const stop = whole.indexOf(LINE_FEED, start);
      lines.push(whole.toString('utf8', start, stop));
      start = stop + 1;
    }
    yield lines;
  }
  if (rest.length > 0) yield [Buffer.concat(rest).toString('utf8')];
}

/** Lines as bytes, encoded one by one for the same reason. */
function encoded(lines: readonly string[]): Buffer {
  // A code unit takes at most three bytes.
  const bytes = Buffer.allocUnsafe(lines.reduce((sum, { length }) => sum + length * 3, 0));
  let end = 0;
  for (const line of lines) end += bytes.write(line, end);
  return bytes.subarray(0, end);
}

/** The lines that are not blank; `before` lines stand before them. */
async function readLines(lines: readonly string[], before: number): Promise<ReadLine[]> {
  const read: ReadLine[] = [];
  for (const [at, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const line = before + at + 1;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch (error) {
      read.push({ fault: { id: null, line, error: `not JSON: ${(error as Error).message.slice(0, 120)}` } });
      continue;
    }
    read.push(isLine(json) ? { tool: json } : (await import('./input-line.ts')).readOdd(json, line));
  }
  return read;
}

/** What is written for each line. */
function judgeLines(read: readonly ReadLine[]) {
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
