/**
 * Which servers a client's configuration may mean: by package, address or name. Shared by build and browser.
 * Keys are `npm:@scope/name`, `pypi:name`, `oci:registry/image`, `url:host/path`, `host:host`, `repo:host/owner/name`, `name:word`, `slug:slug`.
 */

/** Keys in one lookup file, about. */
export const KEYS_A_FILE = 64;

/** A lookup file: key → servers as slug and title, the best known first. */
export type LookupFile = Record<string, [slug: string, title: string][]>;

/** FNV-1a, 32 bits, over UTF-16 units. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

export function lookupFileOf(key: string, files: number): number {
  return hashOf(key) % files;
}

/** The key of a package; versions and tags are dropped, names compared as their registries do. */
export function packageKey(registry: string, identifier: string): string {
  const name = identifier.trim();
  if (registry === 'npm') return `npm:${name.replace(/(?<=.)@[^/]*$/, '').toLowerCase()}`;
  if (registry === 'pypi')
    return `pypi:${name
      .replace(/[[=<>!~@ ].*$/, '')
      .toLowerCase()
      .replace(/[-_.]+/g, '-')}`;
  if (registry === 'oci') return `oci:${imageOf(name)}`;
  return `${registry}:${name.toLowerCase()}`;
}

function imageOf(reference: string): string {
  const image = reference
    .toLowerCase()
    .replace(/@sha256:.*$/, '')
    .replace(/:[^/:]*$/, '');
  return image.replace(/^(docker\.io|index\.docker\.io|registry-1\.docker\.io)\//, '').replace(/^library\//, '');
}

/** The key of a remote server: host and path, without query, fragment, credentials and closing slash; undefined where it is no address. */
export function urlKey(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  return /^(https?|wss?):$/.test(protocol) ? `url:${host}${pathname.replace(/\/+$/, '')}` : undefined;
}

/** The key of a repository: host, owner and name. */
export function repositoryKey(url: string | undefined): string | undefined {
  const [, host, owner, name] = /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/]+)\/([^/]+)\/([^/?#@]+)/.exec(url ?? '') ?? [];
  return name && `repo:${host}/${owner}/${name.replace(/\.git$/, '')}`.toLowerCase();
}

/** The key of a bare name, as people call a server in their configuration. */
export function nameKey(name: string): string {
  const word = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^(mcp-server|server|mcp)-|-(mcp-server|server-mcp|mcp|server)$/g, '')
    .replace(/^-+|-+$/g, '');
  return `name:${word}`;
}
