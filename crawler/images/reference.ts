/** Names of images: https://pkg.go.dev/github.com/distribution/reference */
import type { ServerPackage } from '../../db/model.ts';
import { InspectFailed } from '../errors.ts';

export interface ImageReference {
  /** Host of the registry as it stands in names, e.g. `docker.io`. */
  registry: string;
  repository: string;
  /** Tag or digest. */
  version: string;
}

const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i;
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
export const DIGEST = /^sha256:[0-9a-f]{64}$/;
const HUB = 'docker.io';

/** The image of a package. Its version may stand in its identifier, or, in older records, apart. Throws {@link InspectFailed} `malformed-manifest`. */
export function imageReference({ identifier, version, registryBaseUrl }: ServerPackage): ImageReference {
  const [, path = '', tag, digest] = /^(.*?)(?::([^:/@]*))?(?:@(.*))?$/.exec(identifier.replace(/^(?:docker|https?):\/\//, '')) ?? [];
  const parts = path.split('/');
  // Without a dot, a port or a slash the first part is no host.
  const named = parts.length > 1 && (/[.:]/.test(parts[0] ?? '') || parts[0] === 'localhost') ? parts.shift() : undefined;
  const base = registryBaseUrl && URL.canParse(registryBaseUrl) ? new URL(registryBaseUrl).host : undefined;
  const host = (named ?? base ?? HUB).toLowerCase().replace(/^(?:index|registry-1|hub)\.docker\.io$|^hub\.docker\.com$/, HUB);
  const repository = host === HUB && parts.length === 1 ? `library/${parts[0]}` : parts.join('/');
  const wanted = digest ?? (tag || version || 'latest');
  if (!HOST.test(host) || !REPOSITORY.test(repository) || repository.length > 255 || !(digest === undefined ? TAG : DIGEST).test(wanted))
    throw new InspectFailed('malformed-manifest', `not the name of an image: ${identifier.slice(0, 200)}`);
  return { registry: host, repository, version: wanted };
}
