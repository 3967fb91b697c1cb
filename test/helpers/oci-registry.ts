/** A registry of images on loopback, with images made in the test: manifests, blobs, and a token where it wants one. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { onLoopback } from './loopback.ts';

export interface LayerEntry {
  path: string;
  type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'CharacterDevice' | 'FIFO';
  content?: string | Uint8Array;
  linkpath?: string;
  mode?: number;
}

export interface PublishedImage {
  repository: string;
  tag: string;
  /** Lowest first; bytes as they are, or entries of a gzipped tar. */
  layers: (readonly LayerEntry[] | Uint8Array)[];
  config?: { Entrypoint?: string[]; Cmd?: string[]; Env?: string[]; WorkingDir?: string; Volumes?: Record<string, object> };
  /** Behind a list for several platforms. */
  platforms?: string[];
  /** Only with the token that everybody gets; `never`: for nobody. */
  token?: 'everybody' | 'never';
  /** What the layers' blobs really are, where it is not what was promised. */
  served?: Uint8Array;
}

export interface FakeImages {
  url: string;
  requests: string[];
  close(): Promise<void>;
}

const TAR = 'application/vnd.oci.image.layer.v1.tar+gzip';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const TOKEN = 'for-everybody';
const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
/** The word that images have for this machine. */
const architecture = process.arch === 'x64' ? 'amd64' : process.arch;

export async function fakeImages(images: readonly PublishedImage[]): Promise<FakeImages> {
  const requests: string[] = [];
  const served = new Map<string, { type: string; bytes: Uint8Array; image: PublishedImage }>();
  for (const image of images) publish(image, served);
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push(path);
    const base = `http://${request.headers.host}`;
    if (path.startsWith('/token')) return response.end(JSON.stringify({ token: path.includes('never') ? 'useless' : TOKEN }));
    const found = served.get(path);
    if (!found) return response.writeHead(404).end();
    const { token } = found.image;
    if (token && (token === 'never' || request.headers.authorization !== `Bearer ${TOKEN}`)) {
      const challenge = `Bearer realm="${base}/token",service="${token}",scope="repository:${found.image.repository}:pull"`;
      return response.writeHead(401, { 'www-authenticate': challenge }).end();
    }
    return response.writeHead(200, { 'content-type': found.type }).end(found.bytes);
  });
  return { ...(await onLoopback(server)), requests };
}

function publish(image: PublishedImage, served: Map<string, { type: string; bytes: Uint8Array; image: PublishedImage }>): void {
  const put = (kind: string, name: string, bytes: Uint8Array, type = 'application/octet-stream') =>
    served.set(`/v2/${image.repository}/${kind}/${name}`, { type, bytes, image });
  const blob = (bytes: Uint8Array, mediaType: string) => ({ mediaType, digest: digestOf(bytes), size: bytes.length });
  const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
  const layers = image.layers.map((layer) => {
    const bytes = layer instanceof Uint8Array ? layer : gzipSync(tarOf(layer));
    put('blobs', digestOf(bytes), image.served ?? bytes);
    return blob(bytes, TAR);
  });
  const config = json({ os: 'linux', architecture, config: image.config ?? {} });
  put('blobs', digestOf(config), config);
  const manifest = json({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: blob(config, 'application/vnd.oci.image.config.v1+json'),
    layers,
  });
  put('manifests', digestOf(manifest), manifest, MANIFEST);
  if (!image.platforms) return void put('manifests', image.tag, manifest, MANIFEST);
  const list = json({
    schemaVersion: 2,
    manifests: image.platforms.map((name) => ({
      ...blob(manifest, MANIFEST),
      platform: { os: 'linux', architecture: name === 'ours' ? architecture : name },
    })),
  });
  put('manifests', image.tag, list, 'application/vnd.oci.image.index.v1+json');
}

/** By hand, since no packer makes the names that a stranger may. */
export function tarOf(entries: readonly LayerEntry[]): Buffer {
  const blocks = entries.flatMap(({ path, type = 'File', content = '', linkpath, mode = 0o644 }) => {
    const bytes = Buffer.from(content);
    const header = new Header({ path, type, mode, size: bytes.length, ...(linkpath !== undefined && { linkpath }) });
    header.encode();
    return [header.block ?? Buffer.alloc(0), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
