/** From a packed package to its reading. */
import { readFolder } from './archive/folder.ts';
import { readTarball } from './archive/tarball.ts';
import { readZip } from './archive/zip.ts';
import { type PackageReading, readPackage } from './read-package.ts';

/** A package still packed, or a folder of this machine. */
export type Packed = { format: 'tgz' | 'zip'; bytes: Uint8Array } | { format: 'folder'; path: string };

export interface ReadingTask {
  main: Packed;
  dependencies: { name: string; packed: Packed }[];
}

/** Unpacks and reads. Throws {@link InspectFailed} `bad-archive`, `archive-limits`. */
export async function readPacked({ main, dependencies }: ReadingTask): Promise<PackageReading> {
  const unpacked = new Map<string, Map<string, Uint8Array>>();
  for (const { name, packed } of dependencies) unpacked.set(name, await unpack(packed));
  return readPackage(await unpack(main), unpacked);
}

async function unpack(packed: Packed): Promise<Map<string, Uint8Array>> {
  if (packed.format === 'folder') return await readFolder(packed.path);
  return packed.format === 'zip' ? readZip(packed.bytes) : await readTarball(packed.bytes);
}
