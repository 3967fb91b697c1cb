import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classify } from '../../classifier/classify.ts';
import { classifyFile, type FileReport } from '../../classifier/classify-file.ts';
import { suggestPolicy } from '../../classifier/policies/suggest.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'classify-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const DELETE = { id: 1, server: 'notes', siblings: ['delete_note', 'restore_note'], name: 'delete_note', description: 'Deletes a note.' };
const LIST = { id: 'b', name: 'list_notes', description: 'Lists notes.\u2028Every one.', inputSchema: { type: 'object', properties: {} } };

async function run(text: string): Promise<{ report: FileReport; lines: Record<string, unknown>[]; complaints: string[] }> {
  const [input, output] = [join(folder, 'in.ndjson'), join(folder, 'out.ndjson')];
  const complaints: string[] = [];
  writeFileSync(input, text);
  const report = await classifyFile({
    input,
    output,
    clock: () => new Date(0),
    signal: new AbortController().signal,
    progress: () => undefined,
    complain: (line) => complaints.push(line),
  });
  const lines = readFileSync(output, 'utf8').split('\n').filter(Boolean);
  return { report, lines: lines.map((line) => JSON.parse(line)), complaints };
}

describe('a file of definitions', () => {
  it('is judged line by line, in its order, each tool as it would be alone', async () => {
    const { report, lines } = await run(`${JSON.stringify(DELETE)}\r\n\n${JSON.stringify(LIST)}`);
    const alone = [DELETE, LIST].map((line) => {
      const { id, server, name } = line as typeof DELETE;
      const definition = { name, description: line.description, inputSchema: 'inputSchema' in line ? line.inputSchema : undefined };
      const siblings = 'siblings' in line ? line.siblings : [];
      const verdict = classify(definition, { server: server ?? '', siblings });
      return JSON.parse(JSON.stringify({ id, server, name, ...verdict, policy: suggestPolicy({ name, definition, verdict }) }));
    });
    expect(lines).toEqual(alone);
    expect(report).toMatchObject({ tools: 2, malformed: 0 });
  });

  it('keeps its place for a line that is no tool, and names the line', async () => {
    const { report, lines, complaints } = await run(`\n{"id":7,"name":""}\n${JSON.stringify(LIST)}\n{oops\n[]\n`);
    expect(lines.map(({ id, line, category, error }) => [id, line, category ?? String(error).split(':')[0]])).toEqual([
      [7, 2, 'no tool'],
      ['b', undefined, 'Read'],
      [null, 4, 'not JSON'],
      [null, 5, 'no tool'],
    ]);
    expect(report).toMatchObject({ tools: 1, malformed: 3 });
    expect(complaints.map((line) => line.split(':')[0])).toEqual(['line 2', 'line 4', 'line 5']);
  });

  it('loses a text field that is no text, not the tool, and reads a field that is called error as any other', async () => {
    const { lines } = await run(`${JSON.stringify({ ...LIST, title: 5, siblings: 'x', error: 'none' })}\n`);
    expect(lines).toEqual((await run(JSON.stringify(LIST))).lines);
  });

  it('appears under its name only when it is whole', async () => {
    await run(JSON.stringify(LIST));
    expect(readdirSync(folder).sort()).toEqual(['in.ndjson', 'out.ndjson']);
  });
});
