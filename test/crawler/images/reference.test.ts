import { describe, expect, it } from 'vitest';
import { imageReference } from '../../../crawler/images/reference.ts';

const digest = `sha256:${'a'.repeat(64)}`;

describe('the name of an image', () => {
  it.each([
    ['alpine', 'docker.io', 'library/alpine', 'latest'],
    ['mcp/fetch', 'docker.io', 'mcp/fetch', 'latest'],
    ['docker.io/mcp/fetch:1.0', 'docker.io', 'mcp/fetch', '1.0'],
    ['index.docker.io/mcp/fetch', 'docker.io', 'mcp/fetch', 'latest'],
    ['ghcr.io/acme/tools/notes:v1.2.3', 'ghcr.io', 'acme/tools/notes', 'v1.2.3'],
    ['localhost:5000/notes', 'localhost:5000', 'notes', 'latest'],
    [`ghcr.io/acme/notes@${digest}`, 'ghcr.io', 'acme/notes', digest],
    [`ghcr.io/acme/notes:1.0@${digest}`, 'ghcr.io', 'acme/notes', digest],
  ])('%s', (identifier, registry, repository, version) => {
    expect(imageReference({ registryType: 'oci', identifier })).toEqual({ registry, repository, version });
  });

  it('of an older record has its version and its registry apart', () => {
    const apart = { registryType: 'oci', identifier: 'acme/notes', version: '1.2', registryBaseUrl: 'https://ghcr.io' };
    expect(imageReference(apart)).toEqual({ registry: 'ghcr.io', repository: 'acme/notes', version: '1.2' });
    expect(imageReference({ ...apart, registryBaseUrl: 'https://hub.docker.com' }).registry).toBe('docker.io');
  });

  it.each([
    '',
    ':1',
    'Acme/Notes',
    'a/../b',
    '../a',
    '-v',
    'a b',
    'a@sha256:0',
    'evil.example/@b/c',
    'a:b/c:d e',
    'ghcr.io/a?x',
    `x/${'y'.repeat(300)}`,
  ])('is not %s', (identifier) => {
    expect(() => imageReference({ registryType: 'oci', identifier })).toThrow(expect.objectContaining({ code: 'malformed-manifest' }));
  });
});
