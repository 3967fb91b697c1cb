/** File mode of `npm run classify`: judged tools out of a file of definitions, line by line, in input order, with flat memory. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { UsageError } from '../db/command.ts';
import { CATEGORIES, type Category, RISKS, type Risk, type ServerContext, type ToolDefinition, type Verdict } from '../db/model.ts';
import { classifyAll, type Met } from './classify.ts';
import type { Line, ReadLine } from './input-line.ts';
import { suggestPolicy } from './policies/suggest.ts';

/** Bytes that are read at once; their lines are judged together. Of more, too much is still in use whenever the engine sweeps its youngest objects. */
const PIECE = 128 * 1024;

const LINE_FEED = 10;
const UTF8 = new TextEncoder();

/** Whether a line is as it should be, as nearly all are. Another one is read by input-line.ts, which is loaded for the first such line. */
function isLine(json: unknown): json is Line {
  if (typeof json !== 'object' || json === null) return false;
  const { id, server, serverDescription, serverTitle, siblings, name, title, description }: Partial<Record<keyof Line, unknown>> = json;
  return (
    typeof name === 'string' &&
    name !== '' &&
    (id === undefined || typeof id === 'string' || Number.isFinite(id)) &&
    (siblings === undefined || Array.isArray(siblings)) &&
    isText(server) &&
    isText(serverDescription) &&
    isText(serverTitle) &&
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
 * Reads NDJSON `{"id","server","serverDescription"?,"serverTitle"?,"siblings"?,"name","title"?,"description"?,"inputSchema"?,…}` and writes
 * `{"id","name", …the verdict…, "policy"}`, one line for each that is not blank. The output appears under its name when it is whole.
 * Throws {@link UsageError} where the input cannot be read.
 */
export async function classifyFile(options: FileOptions): Promise<FileReport> {
  const started = options.clock();
  const report: FileReport = { tools: 0, malformed: 0, byCategory: zeros(CATEGORIES), byRisk: zeros(RISKS), seconds: 0 };
  const aside = `${options.output}.part`;
  const input = await open(options.input).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read ${options.input}: ${error.code}`);
  });
  try {
    const output = await open(aside, 'w').catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`cannot write ${options.output}: ${error.code}`);
    });
    try {
      await judgeFile(input, output, options, report).finally(() => output.close());
      await rename(aside, options.output);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  } finally {
    await input.close();
  }
  report.seconds = (options.clock().getTime() - started.getTime()) / 1000;
  return report;
}

/** Judges piece by piece, and counts into `report`. */
async function judgeFile(input: FileHandle, output: FileHandle, options: FileOptions, report: FileReport): Promise<void> {
  const { signal, progress, complain } = options;
  let number = 0;
  // One page is being written while the other is filled.
  const pages: Buffer[] = [Buffer.alloc(0), Buffer.alloc(0)];
  let writing = Promise.resolve();
  for await (const lines of linesOf(input)) {
    signal.throwIfAborted();
    const written: string[] = [];
    for (const judged of judgeLines(await readLines(lines, number))) {
      if ('error' in judged) {
        report.malformed++;
        complain(`line ${judged.line}: ${judged.error}`);
      } else {
        report.tools++;
        report.byCategory[judged.category]++;
        report.byRisk[judged.risk]++;
      }
      written.push(`${JSON.stringify(judged)}\n`);
    }
    number += lines.length;
    // A code unit takes at most three bytes. Line by line for the reason that linesOf gives.
    const room = written.reduce((sum, { length }) => sum + length * 3, 0);
    const spare = pages.shift() as Buffer;
    const page = room > spare.length ? Buffer.allocUnsafe(room) : spare;
    pages.push(page);
    let end = 0;
    for (const line of written) end += UTF8.encodeInto(line, page.subarray(end)).written;
    await writing;
    writing = held(output.writeFile(page.subarray(0, end)));
    progress(report.tools + report.malformed);
  }
  await writing;
}

/** Where something else fails first, nobody waits for it any more, and its failure is not one of the process. */
function held<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

/**
 * Lines as they come, a piece of the file at a time. Only a line feed ends one: a text may hold the other separators of Unicode.
 * Each is decoded for itself, since most are ASCII, and a text that is not takes twice the room and longer.
 */
async function* linesOf(input: FileHandle): AsyncGenerator<string[]> {
  let piece = Buffer.allocUnsafe(PIECE);
  let filled = 0;
  let reading = held(input.read(piece, filled, piece.length));
  for (;;) {
    const { bytesRead } = await reading;
    if (bytesRead === 0) break;
    filled += bytesRead;
    const lines: string[] = [];
    let start = 0;
    for (let stop = piece.indexOf(LINE_FEED); stop >= 0 && stop < filled; stop = piece.indexOf(LINE_FEED, start)) {
      lines.push(piece.toString('utf8', start, stop));
      start = stop + 1;
    }
    piece.copyWithin(0, start, filled);
    filled -= start;
    if (filled === piece.length) piece = Buffer.concat([piece, Buffer.allocUnsafe(filled)]);
    // The next piece comes while these lines are judged.
    reading = held(input.read(piece, filled, piece.length - filled));
    if (lines.length > 0) yield lines;
  }
  if (filled > 0) yield [piece.toString('utf8', 0, filled)];
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
  return { server: line.server ?? '', serverDescription: line.serverDescription, serverTitle: line.serverTitle, siblings };
}

function zeros<T extends string>(words: readonly T[]): Record<T, number> {
  return Object.fromEntries(words.map((word) => [word, 0])) as Record<T, number>;
}
