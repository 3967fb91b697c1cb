/** Brings an image to this machine: a folder with its files, and how it is started. Nothing of it is run. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runApart } from '../sandbox/apart.ts';
import { whenMissing } from '../sandbox/missing.ts';
import { type Shelf, takeFromShelf } from '../sandbox/shelf.ts';
import type { ImageReference } from './reference.ts';
import { type ImageConfig, lookUpImage, type RegistryOptions, saveLayer, sessionWith } from './registry.ts';
import { IMAGE_LIMITS, type Unpacked, type UnpackTask } from './unpack.ts';

const UNPACK_SECONDS = 150;
const HEAP_MIB = 512;
const NOTE = 'image.json';

export interface BroughtImage {
  dir: string;
  /** Within `dir`, its files. */
  root: string;
  digest: string;
  config: ImageConfig & Unpacked;
}

export interface BringOptions extends RegistryOptions {
  shelf: Omit<Shelf, 'kind'>;
}

/**
 * Gives an image, from the cache where it is there; {@link borrowed} while it is used. Throws what `lookUpImage` and `saveLayer` throw, and
 * {@link InspectFailed} `bad-archive`, `archive-limits`, `killed-time`.
 */
export async function bringImage(reference: ImageReference, options: BringOptions): Promise<BroughtImage> {
  const { signal } = options;
  const session = sessionWith(reference, options);
  const manifest = await lookUpImage(session, reference.version);
  return await takeFromShelf({ ...options.shelf, kind: 'oci' }, manifest.digest.replace(':', '-'), {
    reuse: true,
    read: (dir) => readImage(dir, manifest.digest),
    async make(dir) {
      const config = await manifest.config();
      const packed = join(dir, 'packed');
      const root = join(dir, 'root');
      await mkdir(packed);
      await mkdir(root, { mode: 0o755 });
      const layers: UnpackTask['layers'] = [];
      for (const [index, layer] of manifest.layers.entries()) {
        const path = join(packed, String(index));
        await saveLayer(session, layer, path);
        layers.push({ path, mediaType: layer.mediaType });
      }
      const task: UnpackTask = { layers, root, limits: IMAGE_LIMITS, workingDir: config.workingDir, volumes: config.volumes };
      const apart = new URL('./apart.ts', import.meta.url);
      const unpacked = await runApart<Unpacked>(apart, task, { seconds: UNPACK_SECONDS, heap: HEAP_MIB, signal });
      await rm(packed, { recursive: true });
      await writeFile(join(dir, NOTE), JSON.stringify({ ...config, ...unpacked }));
    },
  });
}

/** A note of our own, written when all the rest lay there. */
async function readImage(dir: string, digest: string): Promise<BroughtImage | undefined> {
  const note = await readFile(join(dir, NOTE), 'utf8').catch(whenMissing(undefined));
  return note === undefined ? undefined : { dir, root: join(dir, 'root'), digest, config: JSON.parse(note) as BroughtImage['config'] };
}
