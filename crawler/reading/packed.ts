/** From a packed package to its reading. */
import { readFolder } from './archive/folder.ts';
import { readTarball } from './archive/tarball.ts';
import { readZip } from './archive/zip.ts';
import { type PackageReading, readPackage } from './read-package.ts';
import type { Patience } from './script/machine.ts';

/** A package still packed, or a folder of this machine. */
export type Packed = { format: 'tgz' | 'zip'; bytes: Uint8Array } | { format: 'folder'; path: string };

export interface ReadingTask {
  main: Packed;
  /** What a reading should take at most; what takes longer is read in part. */
  seconds: number;
  dependencies: { name: string; packed: Packed }[];
}

/** Unpacks and reads. Throws {@link InspectFailed} `bad-archive`, `archive-limits`. */
export async function readPacked({ main, seconds, dependencies }: ReadingTask): Promise<PackageReading> {
  const spent = patience(seconds);
  const unpacked = new Map<string, Map<string, Uint8Array>>();
  for (const { name, packed } of dependencies) unpacked.set(name, await unpack(packed));
  return readPackage(await unpack(main), unpacked, spent);
}

/**
 * Our own time counts: a busy machine must not make a reading shorter. On an idle one a reading ends well before `seconds`; with
 * the wall's time, before it is killed.
 */
const OWN = 0.5;
const WALL = 1.6;

function patience(seconds: number): Patience {
  const started = performance.now();
  const own = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(own);
    return Math.max((performance.now() - started) / (seconds * WALL * 1e3), (user + system) / (seconds * OWN * 1e6));
  };
}

async function unpack(packed: Packed): Promise<Map<string, Uint8Array>> {
  if (packed.format === 'folder') return await readFolder(packed.path);
  return packed.format === 'zip' ? readZip(packed.bytes) : await readTarball(packed.bytes);
}
