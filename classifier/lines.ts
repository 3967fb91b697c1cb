/** Lines of JSON out of a file that somebody names: what is wrong with it is said in one line, with the file and the number. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import { UsageError } from '../db/command.ts';

/** The lines of a text file that are not empty, numbered from 1. A file that cannot be read is a {@link UsageError}. */
export async function* linesOf(path: string): AsyncGenerator<{ number: number; text: string }> {
  const stream = createReadStream(path, 'utf8');
  const opened = new Promise<void>((resolve, reject) => stream.once('open', () => resolve()).once('error', reject));
  try {
    await opened;
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
  }
  let number = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() !== '') yield { number, text };
  }
}

/** What a line says; one that is no JSON is a {@link UsageError} that names `where` it stands. */
export function jsonOf(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${where}: no JSON: ${(error as Error).message}`);
  }
}

/** What does not fit, field by field. */
export function problemsOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; ');
}
