import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setOptions } from '../../site/options.ts';
import { type Served, serve } from '../../site/serve.ts';
import { newFolder } from './built-site.ts';
import { OPTIONS } from './options.ts';

const folder = newFolder();
const root = join(folder, 'site');
let served: Served;

beforeAll(async () => {
  setOptions({ ...OPTIONS, repository: 'https://code.example.org/index' });
  mkdirSync(join(root, 'a'), { recursive: true });
  mkdirSync(join(root, '_'));
  for (const [name, text] of Object.entries({
    'index.html': '<p>home',
    'a/index.html': '<p>a',
    'a/policy.json': '{}',
    '_/x.css': 'p{}',
    '404.html': '<p>none',
  }))
    writeFileSync(join(root, name), text);
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  served = await serve({ root, base: '/x/', port: 0 });
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks for a path as it stands, which fetch would tidy up first. */
function raw(
  path: string,
  method = 'GET',
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ port: new URL(served.address).port, host: '127.0.0.1', path, method, headers }, (response) => {
      let body = '';
      response
        .on('data', (chunk) => (body += chunk))
        .on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', reject).end();
  });
}

describe('serve', () => {
  it.each([
    ['/x/', 200, '<p>home'],
    ['/x/a/', 200, '<p>a'],
    ['/x/a', 308, ''],
    ['/x', 308, ''],
    ['/x/a/policy.json', 200, '{}'],
    ['/x/none/', 404, '<p>none'],
    ['/', 404, '<p>none'],
    ['/x/../../secret.txt', 404, '<p>none'],
    ['/x/%2e%2e/secret.txt', 404, '<p>none'],
    ['/x/..%2f..%2fsecret.txt', 404, '<p>none'],
    ['/x/a%00', 400, 'Not an address.'],
    ['/x/%zz', 400, 'Not an address.'],
  ])('%s is answered with %i', async (path, status, body) => {
    const answer = await raw(path);
    expect([answer.status, answer.body]).toEqual([status, body]);
  });

  it('gives types, the security headers, and long caching only for names that carry a hash', async () => {
    const page = await raw('/x/');
    const sheet = await raw('/x/_/x.css');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toMatch(
      /default-src 'none'; script-src 'self';.*form-action 'self' https:\/\/code\.example\.org/,
    );
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(sheet.headers['cache-control']).toContain('immutable');
  });

  it('knows what the reader already has, and refuses to be written to', async () => {
    const first = await raw('/x/a/policy.json');
    expect((await raw('/x/a/policy.json', 'GET', { 'if-none-match': String(first.headers.etag) })).status).toBe(304);
    expect((await raw('/x/', 'POST')).status).toBe(405);
    expect((await raw('/x/', 'HEAD')).body).toBe('');
    expect((await raw('/x/', 'GET', { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBe('gzip');
  });
});
