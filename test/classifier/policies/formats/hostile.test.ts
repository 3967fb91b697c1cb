import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../../classifier/policies/formats/index.ts';
import { suggestServerPolicy } from '../../../../classifier/policies/suggest.ts';
import type { PolicyFormat, PolicyInput } from '../../../../classifier/types.ts';
import { judged } from '../tools.ts';
import { undeclared } from './differences.ts';
import { READERS } from './readers.ts';

const NAMES: Record<string, string> = {
  'double quotes': 'say "hi"',
  'single quotes': "it's",
  'a backslash': 'a\\b',
  'a line break': 'one\ntwo',
  'carriage return and tab': 'one\r\n\ttwo',
  'a control character': 'bell\u0007',
  'a delete character': 'del\u007f\u0085',
  'a line separator': 'a\u2028b\u2029c',
  'a byte order mark': '\ufeffbom',
  'a right-to-left override': 'a\u202eb',
  emoji: '🔥 tool 👩‍👩‍👧',
  Chinese: '读取文件',
  __proto__: '__proto__',
  constructor: 'constructor',
  '300 characters': 'x'.repeat(300),
  '5000 characters': 'y'.repeat(5000),
  'a space': ' ',
  'spaces around': '  padded  ',
  'a dot': 'mail.send',
  'slash and colon': 'a/b:c',
  'a comma': 'a,b',
  'a star': '*',
  'a glob': 'get_*',
  'a dollar': ['$', '{HOME} $x'].join(''),
  'the end of YAML': '--- \n...',
  'a YAML word': 'null',
  'a number': '1e3',
  'a comment': '# no',
  'an expression': '" || true || "',
  'a Cedar rule': '"); permit(principal, action, resource); //',
  'a Rego rule': '"}\nallow := true\n',
  'the end of a template': '{{ x }} %s <%= y %>',
  html: '</script><script>alert(1)</script>',
};

/** All labels that settle differently, for a tool of this name. */
function inputsOf(name: string): PolicyInput[][] {
  return (['Read/Low', 'Write/Medium', 'Financial/High', 'Destructive/High'] as const).map((label) => {
    const tools = [judged(label, { name }), judged('Read/Low', { name: 'plain' })];
    return [{ server: 'odd', tools, policy: suggestServerPolicy(tools) }];
  });
}

/** What is unlike the neutral policy and undeclared; empty where the format refuses, with one line that names the tool. */
function problems(format: PolicyFormat, inputs: PolicyInput[], name: string): string[] {
  try {
    const calls = [name, 'plain', 'other'].map((tool) => ({ server: 'odd', tool, args: {} }));
    return undeclared(format, inputs, calls);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'FormatError') throw error;
    const words = [...name.matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => word.slice(0, 20));
    const named = words.every((word) => error.message.includes(word)) || /tool ".*"|without a name/.test(error.message);
    return named && !/[\n\r]/.test(error.message) && error.message.length < 300 ? [] : [`refuses with: ${error.message}`];
  }
}

describe.each(FORMATS.map((format) => [format.id, format] as const))('%s', (_id, format) => {
  it.each(Object.entries(NAMES))('stays valid and true for a name with %s, or refuses in one line', (_what, name) => {
    for (const inputs of inputsOf(name)) expect(problems(format, inputs, name)).toEqual([]);
  });

  it('refuses a name that is no text, naming the tool', () => {
    const tools = [judged('Read/Low', { name: 'half\ud83d' })];
    expect(() => format.render([{ server: 'odd', tools, policy: suggestServerPolicy(tools) }])).toThrow(/tool "half/);
    const empty = [judged('Read/Low', { name: '' })];
    expect(() => format.render([{ server: 'odd', tools: empty, policy: suggestServerPolicy(empty) }])).toThrow(/tool without a name/);
  });

  it('is valid for a server without tools, and lets nothing through', () => {
    const inputs = [{ server: 'empty', tools: [], policy: suggestServerPolicy([]) }];
    expect(undeclared(format, inputs, [{ server: 'empty', tool: 'any', args: {} }])).toEqual([]);
  });

  it('is valid for no server at all', () => {
    expect(() => READERS[format.id]?.(format.render([]), [])).not.toThrow();
  });

  it('gives servers with odd names keys that clients accept, and says so', () => {
    const policy = suggestServerPolicy([judged('Read/Low', { name: 'look' })]);
    const servers = ['io.example/My Server', 'io.example/my_server', '', '读取', 'ok-name'];
    const { lost } = format.render(servers.map((server) => ({ server, tools: [], policy })));
    const renamed = lost.filter(({ kind }) => kind === 'server-key').map(({ server }) => server);
    const keys = ['io-example-my-server', 'io-example-my-server-2', 'server', 'server-2'];
    expect(renamed).toEqual(format.id === 'policy-json' ? [] : keys);
  });
});
