/** Fetching packages from PyPI: https://docs.pypi.org/api/json/ */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { InspectFailed, RequestFailed } from '../errors.ts';
import { getBytes, getJson } from '../http.ts';
import { ARCHIVE_LIMITS } from './archive/limits.ts';
import type { FetchOptions } from './fetch-npm.ts';
import type { Packed } from './packed.ts';

const NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i;
const File = z.object({ packagetype: z.string(), url: z.string(), filename: z.string(), digests: z.object({ sha256: z.string() }) });
const Release = z.object({ info: z.object({ name: z.string(), version: z.string() }), urls: z.array(z.unknown()) });

export interface FetchedRelease {
  name: string;
  version: string;
  packed: Packed;
}

export interface PypiRelease {
  name: string;
  version: string;
  files: z.output<typeof File>[];
}

/** A release and its files; the newest where no version is named. Throws {@link InspectFailed} `malformed-manifest`, `not-found`; {@link RequestFailed}. */
export async function pypiRelease(name: string, version: string | undefined, { base, signal }: FetchOptions): Promise<PypiRelease> {
  if (!NAME.test(name)) throw new InspectFailed('malformed-manifest', `not a PyPI name: ${name.slice(0, 200)}`);
  const wanted = version && version !== 'latest' ? `${name}/${encodeURIComponent(version)}` : name;
  const { body } = await getJson(`${base}/pypi/${wanted}/json`, Release, { signal, allowPrivate: true }).catch((error: unknown) => {
    if (error instanceof RequestFailed && error.status === 404) throw new InspectFailed('not-found', wanted, { cause: error });
    throw error;
  });
  const files = body.urls.flatMap((each) => {
    const file = File.safeParse(each);
    return file.success ? [file.data] : [];
  });
  return { ...body.info, files };
}

/** Downloads a release, its wheel rather than its sources. Throws {@link InspectFailed} `malformed-manifest`, `not-found`, `wrong-integrity`; {@link RequestFailed}. */
export async function fetchPypi(name: string, version: string | undefined, { base, signal }: FetchOptions): Promise<FetchedRelease> {
  const release = await pypiRelease(name, version, { base, signal });
  const wheels = release.files.filter((each) => each.packagetype === 'bdist_wheel');
  const file =
    wheels.find((each) => each.filename.endsWith('-none-any.whl')) ??
    wheels[0] ??
    release.files.find((each) => each.packagetype === 'sdist' && /\.(tar\.gz|tgz|zip)$/.test(each.filename));
  if (!file) throw new InspectFailed('not-found', `${release.name} ${release.version}: neither a wheel nor sources`);
  const own = URL.canParse(file.url) && new URL(file.url).origin === new URL(base).origin;
  const { body: bytes } = await getBytes(file.url, { signal, allowPrivate: own, maxBytes: ARCHIVE_LIMITS.packed });
  if (createHash('sha256').update(bytes).digest('hex') !== file.digests.sha256)
    throw new InspectFailed('wrong-integrity', `${file.filename} is not the one PyPI names`);
  return {
    name: release.name,
    version: release.version,
    packed: { format: /\.(whl|zip)$/.test(file.filename) ? 'zip' : 'tgz', bytes },
  };
}
