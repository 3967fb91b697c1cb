import { describe, expect, it } from 'vitest';
import { markVolatile, VOLATILE } from '../../crawler/volatile.ts';
import type { Json, ToolDefinition } from '../../db/model.ts';

const now = new Date('2026-03-04T05:06:07.890Z');
const tool = (description: string, inputSchema?: Json): ToolDefinition => ({ name: 't', description, inputSchema });
const marked = (first: ToolDefinition, again: ToolDefinition | undefined = first) => markVolatile([first], again && [again], now);

describe('a definition', () => {
  it.each<[name: string, first: ToolDefinition, again: ToolDefinition, description: string, schema: Json | undefined]>([
    ['that is the same twice stays as it is', tool('Says hello.', { a: 1 }), tool('Says hello.', { a: 1 }), 'Says hello.', { a: 1 }],
    ['loses the words that differ', tool('Run 17 of many.'), tool('Run 18 of many.'), `Run ${VOLATILE} of many.`, undefined],
    ['loses a text of other length whole', tool('one two'), tool('one two three'), VOLATILE, undefined],
    [
      'loses values that differ',
      tool('x', { d: { default: 0.1 }, k: [1, 'a'] }),
      tool('x', { d: { default: 0.2 }, k: [1, 'b'] }),
      'x',
      { d: { default: VOLATILE }, k: [1, VOLATILE] },
    ],
    ['keeps what only one listing has', tool('x', { a: 1, b: 2 }), tool('x', { a: 1 }), 'x', { a: 1, b: 2 }],
    ['loses the present second', tool('As of 2026-03-04T05:06:05Z.'), tool('As of 2026-03-04T05:06:05Z.'), `As of ${VOLATILE}.`, undefined],
    [
      'keeps a moment long ago',
      tool('Since 2024-01-01T00:00:00Z.'),
      tool('Since 2024-01-01T00:00:00Z.'),
      'Since 2024-01-01T00:00:00Z.',
      undefined,
    ],
    [
      'loses the date of today where it says so',
      tool("Today's date is 2026-03-04."),
      tool("Today's date is 2026-03-04."),
      `Today's date is ${VOLATILE}.`,
      undefined,
    ],
    [
      'keeps a date that is a version',
      tool('API version 2026-03-04.'),
      tool('API version 2026-03-04.'),
      'API version 2026-03-04.',
      undefined,
    ],
    [
      'loses the present in milliseconds and seconds',
      tool('x', { a: now.getTime() - 5, b: 1772600767 }),
      tool('x', { a: now.getTime() - 5, b: 1772600767 }),
      'x',
      { a: VOLATILE, b: VOLATILE },
    ],
  ])('%s', (_name, first, again, description, schema) => {
    const { tools } = marked(first, again);
    expect(tools).toEqual([schema === undefined ? { name: 't', description, inputSchema: undefined } : tool(description, schema)]);
  });

  it('names the places it lost', () => {
    expect(marked(tool('a 1', { p: { default: 1 } }), tool('a 2', { p: { default: 2 } })).places).toEqual([
      't.description',
      't.inputSchema.p.default',
    ]);
  });

  it('keeps keys that are no ordinary names', () => {
    const schema = JSON.parse('{"__proto__":{"default":1},"constructor":2}') as Json;
    const { tools } = marked(tool('x', schema));
    expect(JSON.stringify(tools[0]?.inputSchema)).toBe(JSON.stringify(schema));
  });

  it('of which there is one listing only is judged by the present moment alone', () => {
    expect(marked(tool('Now 2026-03-04T05:06:07Z, 17'), undefined).tools[0]?.description).toBe(`Now ${VOLATILE}, 17`);
  });
});
