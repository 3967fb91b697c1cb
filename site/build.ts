/** Builds the whole site aside and swaps it in when it is complete. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'astro';
import { readEntries, readMeta, readServer } from './data.ts';
import { writeServerFiles } from './machine/write.ts';
import { type SiteOptions, setOptions } from './options.ts';

export interface BuildReport {
  out: string;
  servers: number;
  tools: number;
  seconds: number;
}

/** Builds into `out`; what stood there stays until everything is written. `now` is in milliseconds. */
export async function buildSite(options: SiteOptions, out: string, now: () => number): Promise<BuildReport> {
  const started = now();
  setOptions(options);
  const aside = `${out}.next`;
  const old = `${out}.old`;
  rmSync(aside, { recursive: true, force: true });
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    outDir: aside,
    base: options.base,
    ...(options.url && { site: options.url }),
    logLevel: 'warn',
  });
  for (const { slug } of readEntries()) writeServerFiles(aside, readServer(slug));
  rmSync(old, { recursive: true, force: true });
  if (existsSync(out)) renameSync(out, old);
  renameSync(aside, out);
  rmSync(old, { recursive: true, force: true });
  const { tools } = readMeta();
  return { out, servers: readEntries().length, tools, seconds: Math.round((now() - started) / 100) / 10 };
}
