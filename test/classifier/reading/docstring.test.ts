import { describe, expect, test } from 'vitest';
import { readTool } from '../../../classifier/reading/read.ts';

const SERVER = { server: 'local/files', serverDescription: '', siblings: [] };

function told(description: string, inputSchema?: object): [string, string, boolean][] {
  const tool = { name: 'read_part', description, ...(inputSchema ? { inputSchema } : {}) };
  return readTool(tool as never, SERVER).params.map(({ name, type, required }) => [name, type, required]);
}

describe('parameters told in a description', () => {
  test.each([
    [
      'on lines',
      'Reads a part.\n\nArgs:\n    path (str): Where it lies\n    lines (int, optional): How many\n\nReturns:\n    text: The part',
    ],
    ['in one line', 'Reads a part. Args: path (str): Where it lies lines (int, optional): How many Returns: text: The part'],
    ['as a list', 'Reads a part.\n\n**Parameters:**\n- `path` (string): Where it lies\n- `lines` (integer): How many, default 10\n'],
  ])('are read %s where there is no schema', (_, description) => {
    expect(told(description)).toEqual([
      ['path', 'string', true],
      ['lines', 'integer', false],
    ]);
  });

  test('do not stand beside those of a schema', () => {
    expect(told('Reads.\nArgs:\n  path: Where', { type: 'object', properties: { id: { type: 'string' } } })).toEqual([
      ['id', 'string', false],
    ]);
  });

  test.each([
    ['running text with a colon', 'Reads a part. Mind one thing: it is slow.'],
    ['the context that the library itself gives', 'Reads a part.\nArgs:\n  ctx: The context'],
    ['an example of what is sent', 'Reads a part.\nArguments:\nbody: { path: 1 }'],
  ])('are not seen in %s', (_, description) => {
    expect(told(description)).toEqual([]);
  });
});
