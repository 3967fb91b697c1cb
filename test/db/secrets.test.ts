import { describe, expect, it } from 'vitest';
import { hideSecrets, looksLikeKey } from '../../db/secrets.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const made = (prefix: string, length = 36) => prefix + 'a1B2c3D4e5'.repeat(5).slice(0, length);

describe('what looks like a secret', () => {
  it.each([
    ['a GitHub token', `refused ${made('ghp_')} today`, 'refused [hidden] today'],
    ['a fine-grained GitHub token', made('github_pat_'), '[hidden]'],
    ['an OpenAI key', `Incorrect API key provided: ${made('sk-proj-')}.`, 'Incorrect API key provided: [hidden].'],
    ['an AWS key', `id ${'AKIA'}ABCDEFGHIJKLMNOP.`, 'id [hidden].'],
    ['a Slack token', made('xoxb-'), '[hidden]'],
    ['a JSON web token', `${made('eyJ')}.${made('eyJ')}.${made('')}`, '[hidden]'],
    ['a bearer', 'Authorization: Bearer abcdefgh12345', 'Authorization: Bearer [hidden]'],
    ['a password in an address', 'connect postgres://bob:hunter2@db/x failed', 'connect postgres://[hidden]@db/x failed'],
    ['a named value', 'API_KEY=abcd1234efgh and "password": "abcd1234efgh"', 'API_KEY=[hidden] and "password": "[hidden]"'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE', '[hidden]'],
  ])('%s is hidden', (_, text, hidden) => {
    expect(hideSecrets(text)).toBe(hidden);
  });

  it.each([
    'Error: API key is required. Set GITHUB_TOKEN or pass --token <token>',
    'missing environment variable OPENAI_API_KEY',
    'password=$PASSWORD, token: <your-token>, secret: {SECRET}',
    'https://example.org/path?a=b#c failed with 404',
    'the tool skips task-1234567890-abcdefghij',
  ])('%j is no secret', (text) => {
    expect(hideSecrets(text)).toBe(text);
  });

  it.each([
    ['f81d4fae-7dec-11d0-a765-00a0c91e6bf6', true],
    ['Zm9vYmFyMTIzNDU2Nzg5MGFi', true],
    ['mcp', false],
    ['model-context-protocol-v2', false],
    ['streamable-http', false],
  ])('a path of %s: %s', (part, key) => {
    expect(looksLikeKey(part)).toBe(key);
  });
});
