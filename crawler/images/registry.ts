/** Fetching images without any program of the host: https://github.com/opencontainers/distribution-spec/blob/main/spec.md */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { z } from 'zod';
import { InspectFailed, RequestFailed } from '../errors.ts';
import { type Answer, getBytes, getJson, safeFetch } from '../http.ts';
import { asFailure } from '../request-failures.ts';
import { DIGEST, type ImageReference } from './reference.ts';

/** Of all layers of an image, packed. */
const MOST_PACKED = 512 * 1024 ** 2;
const MOST_LAYERS = 127;
const MANIFEST_BYTES = 4 * 1024 ** 2;

const LISTS = ['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json'];
const SINGLES = ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'];
const ACCEPT = [...LISTS, ...SINGLES].join(', ');

/** This machine, in the words of images: https://go.dev/doc/install/source#environment */
const OURS = process.arch === 'x64' ? 'amd64' : process.arch;

const Blob = z.object({
  mediaType: z.string(),
  digest: z.string().regex(DIGEST),
  size: z.number().int().nonnegative(),
});
const Platform = z.object({ os: z.string(), architecture: z.string() });
const List = z.object({ manifests: z.array(Blob.extend({ platform: Platform.optional().catch(undefined) })) });
const Manifest = z.object({ config: Blob, layers: z.array(Blob).max(MOST_LAYERS) });
/** No path, argument or variable can hold a NUL. */
const word = z.string().transform((text) => text.replaceAll('\0', ''));
const words = z.array(word).nullish().catch(undefined);
const Config = z.object({
  architecture: z.string().optional(),
  config: z
    .object({
      Entrypoint: words,
      Cmd: words,
      Env: words,
      WorkingDir: word.nullish().catch(undefined),
      Volumes: z.record(word, z.unknown()).nullish().catch(undefined),
    })
    .nullish(),
});

export type Layer = z.output<typeof Blob>;

/** How its author wants an image started; a stranger's words. */
export interface ImageConfig {
  entrypoint: string[];
  cmd: string[];
  env: string[];
  workingDir: string;
  volumes: string[];
}

export interface ImageManifest {
  /** Of the image for this machine's platform: the same digest is the same image. */
  digest: string;
  layers: Layer[];
  config(): Promise<ImageConfig>;
}

export interface RegistryOptions {
  /** Bases in place of a registry's own, by its name; the operator's, so they may be private. */
  mirrors: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

/** A conversation with one registry about one repository. */
export interface Session extends RegistryOptions {
  base: string;
  repository: string;
  own: boolean;
  token?: string | undefined;
}

export function sessionWith({ registry, repository }: ImageReference, options: RegistryOptions): Session {
  const mirror = options.mirrors[registry];
  const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry;
  return { ...options, repository, base: mirror ?? `https://${host}`, own: mirror !== undefined };
}

/**
 * Looks an image up. Throws {@link InspectFailed} `not-found`, `auth-required`, `engine-unsupported`, `wrong-integrity`, `malformed-manifest`,
 * `archive-limits`; {@link RequestFailed}.
 */
export async function lookUpImage(session: Session, version: string): Promise<ImageManifest> {
  let { bytes, digest } = await manifestOf(session, version);
  const list = List.safeParse(parsed(bytes));
  if (list.success) {
    const fitting = list.data.manifests.find(({ platform }) => platform?.os === 'linux' && platform.architecture === OURS);
    if (!fitting) throw new InspectFailed('engine-unsupported', `no image for linux/${OURS}`);
    ({ bytes, digest } = await manifestOf(session, fitting.digest));
  }
  const manifest = Manifest.safeParse(parsed(bytes));
  if (!manifest.success)
    throw new InspectFailed('malformed-manifest', `no manifest of an image: ${manifest.error.issues[0]?.path.join('.')}`);
  const { config, layers } = manifest.data;
  if (layers.reduce((sum, { size }) => sum + size, 0) > MOST_PACKED)
    throw new InspectFailed('archive-limits', `more than ${MOST_PACKED} bytes of layers`);
  return { digest, layers, config: () => configOf(session, config) };
}

async function manifestOf(session: Session, version: string): Promise<{ bytes: Uint8Array; digest: string }> {
  const { body } = await ask(session, `manifests/${version}`, { accept: ACCEPT });
  const digest = digestOf(body);
  if (version.startsWith('sha256:') && digest !== version)
    throw new InspectFailed('wrong-integrity', `${version}: the registry gave ${digest}`);
  return { bytes: body, digest };
}

async function configOf(session: Session, { digest }: Layer): Promise<ImageConfig> {
  const { body } = await ask(session, `blobs/${digest}`, {});
  if (digestOf(body) !== digest) throw new InspectFailed('wrong-integrity', `the configuration is not ${digest}`);
  const found = Config.safeParse(parsed(body));
  if (!found.success)
    throw new InspectFailed('malformed-manifest', `no configuration of an image: ${found.error.issues[0]?.path.join('.')}`);
  const { architecture = OURS } = found.data;
  if (architecture !== OURS) throw new InspectFailed('engine-unsupported', `an image for ${architecture.slice(0, 50)}`);
  const { Entrypoint, Cmd, Env, WorkingDir, Volumes } = found.data.config ?? {};
  return {
    entrypoint: Entrypoint ?? [],
    cmd: Cmd ?? [],
    env: Env ?? [],
    workingDir: WorkingDir || '/',
    volumes: Object.keys(Volumes ?? {}),
  };
}

/** Saves a layer, as it was packed, under `path`. Throws {@link InspectFailed} `wrong-integrity`, `archive-limits`; {@link RequestFailed}. */
export async function saveLayer(session: Session, { digest, size }: Layer, path: string): Promise<void> {
  const url = addressOf(session, `blobs/${digest}`);
  const fetched = safeFetch({ allowPrivate: session.own, maxBytes: size, signal: session.signal });
  let response = await fetched(url, { headers: authorization(session) });
  if (response.status === 401) {
    // Tokens are short-lived, large images slow.
    session.token = await tokenFor(session, response.headers.get('www-authenticate') ?? '');
    response = await fetched(url, { headers: authorization(session) });
  }
  const { status } = response;
  if (!response.ok || !response.body)
    throw new RequestFailed(status === 429 ? 'rate-limited' : 'http-status', `${url}: ${status}`, { status });
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of response.body) {
      hash.update(chunk);
      await file.write(chunk);
    }
  } catch (error) {
    session.signal.throwIfAborted();
    if ((error as NodeJS.ErrnoException).syscall === 'write')
      throw new InspectFailed('archive-limits', (error as Error).message, { cause: error });
    throw asFailure(error, url);
  } finally {
    await file.close();
  }
  if (`sha256:${hash.digest('hex')}` !== digest) throw new InspectFailed('wrong-integrity', `a layer is not ${digest}`);
}

/** One request; where the registry wants a token first, with the one that it gives to anybody. */
async function ask(session: Session, path: string, headers: Record<string, string>): Promise<Answer<Uint8Array>> {
  const url = addressOf(session, path);
  const once = (): Promise<Answer<Uint8Array>> =>
    getBytes(url, {
      signal: session.signal,
      allowPrivate: session.own,
      maxBytes: MANIFEST_BYTES,
      headers: { ...headers, ...authorization(session) },
    });
  try {
    return await once().catch(async (error: unknown) => {
      if (session.token !== undefined || !(error instanceof RequestFailed) || error.status !== 401) throw error;
      session.token = await tokenFor(session, error.headers['www-authenticate'] ?? '');
      return await once();
    });
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    // Registries say the same of an image that is private and of one that is not there.
    if (error.status === 401 || error.status === 403)
      throw new InspectFailed('auth-required', `${url}: private, or no such image`, { cause: error });
    if (error.status === 404) throw new InspectFailed('not-found', url, { cause: error });
    throw error;
  }
}

const Token = z.object({ token: z.string().optional(), access_token: z.string().optional() });

/** https://distribution.github.io/distribution/spec/auth/token/ */
async function tokenFor({ base, own, repository, signal }: Session, challenge: string): Promise<string> {
  const field = (name: string): string | undefined => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1];
  const realm = field('realm');
  if (!/^bearer /i.test(challenge) || !realm || !URL.canParse(realm))
    throw new InspectFailed('auth-required', `${base} lets nobody in without an account`);
  const url = new URL(realm);
  const service = field('service');
  if (service) url.searchParams.set('service', service);
  url.searchParams.set('scope', `repository:${repository}:pull`);
  const { body } = await getJson(url.href, Token, { signal, allowPrivate: own && url.origin === new URL(base).origin });
  return body.token ?? body.access_token ?? '';
}

function authorization({ token }: Session): Record<string, string> {
  return token ? { authorization: `Bearer ${token}` } : {};
}

function addressOf({ base, repository }: Session, path: string): string {
  return `${base}/v2/${repository}/${path}`;
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new InspectFailed('malformed-manifest', `the registry gave no JSON: ${(error as Error).message}`, { cause: error });
  }
}
