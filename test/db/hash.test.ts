import { describe, expect, it } from 'vitest';
import { canonicalJson, contextHash, definitionHash } from '../../db/hash.ts';
import type { ToolDefinition } from '../../db/model.ts';

const tool: ToolDefinition = {
  name: 'send_mail',
  title: 'Send mail',
  description: 'Sends a mail.',
  inputSchema: { type: 'object', properties: { to: { type: 'string' }, body: { type: 'string' } } },
  outputSchema: { type: 'object' },
  annotations: { readOnlyHint: false },
};

describe('definitionHash', () => {
  it('is sha256 over canonical JSON of the six fields', () => {
    // sha256 of {"name":"a"}
    expect(definitionHash({ name: 'a' })).toBe('d9d719b27480b55cd4918020e7473e716ed3569c8adafe926cf9b10b4f8ef064');
  });

  it('does not see the order of keys', () => {
    const schema = { properties: { body: { type: 'string' }, to: { type: 'string' } }, type: 'object' };
    expect(definitionHash({ ...tool, inputSchema: schema })).toBe(definitionHash(tool));
  });

  it('does not see what is no part of a definition', () => {
    expect(definitionHash({ ...tool, provenance: { file: 'index.js' } } as ToolDefinition)).toBe(definitionHash(tool));
  });

  it.each(['name', 'title', 'description', 'inputSchema', 'outputSchema', 'annotations'] as const)('sees a change of %s', (field) => {
    expect(definitionHash({ ...tool, [field]: 'other' })).not.toBe(definitionHash(tool));
    if (field !== 'name') expect(definitionHash({ ...tool, [field]: undefined })).not.toBe(definitionHash(tool));
  });
});

describe('canonicalJson', () => {
  it.each([
    ['sorted keys at every depth', { b: [{ d: 1, c: 2 }], a: null }, '{"a":null,"b":[{"c":2,"d":1}]}'],
    ['absent and undefined alike', { a: undefined }, '{}'],
    ['a member named __proto__', JSON.parse('{"__proto__":{"x":1}}'), '{"__proto__":{"x":1}}'],
    ['NUL and half a surrogate pair as escapes', ['\0', '\ud800'], '["\\u0000","\\ud800"]'],
  ])('writes %s', (_, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });
});

describe('contextHash', () => {
  const context = { server: 'mail', serverDescription: 'Mail', siblings: ['a', 'b'] };
  it('does not see the order of siblings', () => {
    expect(contextHash({ ...context, siblings: ['b', 'a'] })).toBe(contextHash(context));
  });
  it.each([
    { server: 'other' },
    { serverDescription: 'other' },
    { serverDescription: undefined },
    { serverTitle: 'Mail' },
    { siblings: ['a'] },
  ])('sees %j', (change) => {
    expect(contextHash({ ...context, ...change })).not.toBe(contextHash(context));
  });
});
