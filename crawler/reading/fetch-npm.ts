/** Fetching packages from an npm registry: https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
import { createHash } from 'node:crypto';
import { maxSatisfying } from 'semver';
import { z } from 'zod';
import { InspectFailed, RequestFailed } from '../errors.ts';
import { getBytes, getJson } from '../http.ts';
import { ARCHIVE_LIMITS } from './archive/limits.ts';

const NAME = /^(?:@[a-z0-9~][a-z0-9._~-]*\/)?[a-z0-9~][a-z0-9._~-]*$/i;
const Version = z.object({
  name: z.string(),
  version: z.string(),
  dist: z.object({
    tarball: z.string(),
    integrity: z.string().optional().catch(undefined),
    shasum: z.string().optional().catch(undefined),
  }),
});
const Abbreviated = z.object({ 'dist-tags': z.record(z.string(), z.string()).optional(), versions: z.record(z.string(), z.unknown()) });

export interface FetchedPackage {
  name: string;
  version: string;
  bytes: Uint8Array;
}

export interface FetchOptions {
  /** Base of the registry, without a trailing slash. */
  base: string;
  signal: AbortSignal;
}

/** Downloads a package by exact version or tag. Throws {@link InspectFailed} `malformed-manifest`, `not-found`, `wrong-integrity`; {@link RequestFailed}. */
export async function fetchNpm(name: string, version: string, options: FetchOptions): Promise<FetchedPackage> {
  if (!NAME.test(name) || name.length > 214) throw new InspectFailed('malformed-manifest', `not an npm name: ${name.slice(0, 200)}`);
  const url = `${options.base}/${name.replace('/', '%2f')}/${encodeURIComponent(version)}`;
  const { body } = await getJson(url, Version, { signal: options.signal, allowPrivate: true }).catch(asNotFound(`${name}@${version}`));
  const { origin } = new URL(options.base);
  // A registry of the operator's own may be private, and so may the tarballs on it.
  const own = URL.canParse(body.dist.tarball) && new URL(body.dist.tarball).origin === origin;
  const tarball = await getBytes(body.dist.tarball, { signal: options.signal, allowPrivate: own, maxBytes: ARCHIVE_LIMITS.packed });
  checkIntegrity(tarball.body, body.dist, `${name}@${body.version}`);
  return { name: body.name, version: body.version, bytes: tarball.body };
}

/** Downloads the version that npm would install for a range: the latest if it fits, else the highest that does. */
export async function fetchNpmRange(name: string, range: string, options: FetchOptions): Promise<FetchedPackage> {
  const url = `${options.base}/${name.replace('/', '%2f')}`;
  const headers = { accept: 'application/vnd.npm.install-v1+json' };
  const { body } = await getJson(url, Abbreviated, { signal: options.signal, allowPrivate: true, headers, maxBytes: 50 * 1024 ** 2 }).catch(
    asNotFound(name),
  );
  const versions = Object.keys(body.versions);
  const tags = body['dist-tags'] ?? {};
  const latest = tags.latest;
  const chosen =
    (Object.hasOwn(tags, range) ? tags[range] : undefined) ?? (latest && maxSatisfying([latest], range)) ?? maxSatisfying(versions, range);
  if (!chosen) throw new InspectFailed('not-found', `${name}: no version fits ${range.slice(0, 100)}`);
  return await fetchNpm(name, chosen, options);
}

function asNotFound(what: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof RequestFailed && error.status === 404) throw new InspectFailed('not-found', what, { cause: error });
    throw error;
  };
}

/** Holds bytes against the registry's digests: Subresource Integrity, or the SHA-1 of old entries. */
function checkIntegrity(bytes: Uint8Array, digests: { integrity?: string | undefined; shasum?: string | undefined }, what: string): void {
  const known = (digests.integrity ?? '').split(/\s+/).flatMap((each) => {
    const match = /^(sha512|sha384|sha256|sha1)-([A-Za-z0-9+/=]+)$/.exec(each);
    return match ? [{ algorithm: match[1] as string, digest: match[2] as string }] : [];
  });
  const holds =
    known.length > 0
      ? known.some(({ algorithm, digest }) => createHash(algorithm).update(bytes).digest('base64') === digest)
      : !digests.shasum || createHash('sha1').update(bytes).digest('hex') === digests.shasum;
  if (!holds) throw new InspectFailed('wrong-integrity', `${what}: the tarball is not the one the registry names`);
}
