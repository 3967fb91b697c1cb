import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { EVIDENCE_LEVELS, type Evidence } from '../../db/model.ts';
import { SourceStopped } from '../errors.ts';
import { readServerJson, readTools } from '../normalize.ts';
import type { Found, Skipped, Source } from '../types.ts';

/**
 * `file:PATH`: NDJSON, one server a line: `{"server": <server.json>, "tools"?: [definitions], "evidence"?: "manifest"}`.
 * A file that is not there stops this source, as a registry that is away does; the other sources of the night go on.
 */
export const file: Source = {
  id: 'file',
  title: 'File',
  rank: 15,
  vouches: { name: true, kinds: [] },
  part: (path) => resolve(path),
  refuses: (path) => (path ? undefined : 'say which file: --source file:PATH'),
  async *list({ argument = '', listedAll, signal }) {
    const lines = createInterface({ input: createReadStream(argument, { signal }), crlfDelay: Number.POSITIVE_INFINITY });
    let number = 0;
    try {
      for await (const line of lines) {
        number++;
        if (line.trim() !== '') yield read(line, number);
      }
    } catch (error) {
      if (signal.aborted || !isFileError(error)) throw error;
      throw new SourceStopped('not-found', error.message, { cause: error });
    }
    listedAll();
  },
};

function read(line: string, number: number): Found | Skipped {
  const skip = (detail: string): Skipped => ({ skipped: { ref: `line ${number}`, code: 'malformed-manifest', detail } });
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return skip(error.message);
    throw error;
  }
  if (typeof record !== 'object' || record === null) return skip('not an object');
  const { server, tools, evidence } = record as { server?: unknown; tools?: unknown; evidence?: unknown };
  const result = readServerJson(server);
  if ('malformed' in result) return skip(result.malformed);
  const manifest = result.manifest;
  if (Array.isArray(tools)) {
    manifest.tools = readTools(tools).tools;
    manifest.evidence = EVIDENCE_LEVELS.includes(evidence as Evidence) ? (evidence as Evidence) : 'manifest';
  }
  return { manifest, origin: { source: 'file', ref: manifest.name } };
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
}
