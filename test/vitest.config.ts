import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const globalSetup = fileURLToPath(new URL('helpers/global-setup.ts', import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    // Sandboxes, databases and a browser run in some files: two workers keep two cores busy without starving them.
    maxWorkers: 2,
    // As our own steps run (db/client.ts): PGlite in half the memory and a third less time.
    execArgv: ['--liftoff-only'],
    // They end what hangs, and judge no speed: a machine whose neighbours leave it a quarter of itself must pass too.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    ...(existsSync(globalSetup) ? { globalSetup } : {}),
  },
});
