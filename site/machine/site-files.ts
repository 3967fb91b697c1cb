/** Files of the whole catalogue: sitemaps, feeds, dumps and the like. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readCatalogue } from '../catalogue.ts';
import { readChanges, readEntries, readMeta } from '../data.ts';
import { options } from '../options.ts';
import { serverPath, toolPath } from '../paths.ts';
import { indexFile } from '../plan.ts';
import { atomFeed } from './feed.ts';
import { hostFiles } from './hosts.ts';
import { llmsTxt } from './llms.ts';
import { CONTRACT_VERSION } from './records.ts';
import { RECORD_SCHEMAS } from './schemas.ts';
import { type Address, PER_PART, robotsTxt, sitemapIndex, sitemapPart } from './sitemap.ts';

/** Pages that stand for themselves, beside servers and tools. */
const FIXED = [
  '/',
  '/servers/',
  '/tools/',
  '/attacks/',
  '/rules/',
  '/formats/',
  '/method/',
  '/faq/',
  '/changes/',
  '/stack/',
  '/data/',
  '/about/',
];

/** The policy language has its own schema; it is published as it stands. */
const POLICY_SCHEMA = new URL('../../classifier/policy.schema.json', import.meta.url);

export function writeSiteFiles(out: string): void {
  const meta = readMeta();
  const put = (name: string, text: string): void => writeFileSync(join(out, name), text);
  put('robots.txt', robotsTxt());
  put('llms.txt', llmsTxt(meta));
  for (const [name, text] of Object.entries(hostFiles())) put(name, text);
  mkdirSync(join(out, 'changes'), { recursive: true });
  put('changes/feed.xml', atomFeed('MCP Risk Index: changes', '/changes/feed.xml', '/changes/', readChanges(), meta.generatedAt));
  if (options().url) writeSitemap(put, join(out, 'sitemaps'));
}

function writeSitemap(put: (name: string, text: string) => void, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const entries = readEntries();
  const addresses: Address[] = [
    ...FIXED.map((path) => ({ path })),
    ...entries.map(({ slug, updatedAt }) => ({ path: serverPath(slug), changed: updatedAt })),
    ...readCatalogue().map(({ server, slug }) => ({
      path: toolPath(entries[server]?.slug ?? '', slug),
      changed: entries[server]?.updatedAt,
    })),
  ];
  const parts: string[] = [];
  for (let from = 0; from < addresses.length; from += PER_PART) {
    const path = `/sitemaps/${parts.length + 1}.xml`;
    put(path.slice(1), sitemapPart(addresses.slice(from, from + PER_PART)));
    parts.push(path);
  }
  put('sitemap.xml', sitemapIndex(parts));
}

/** Written last: checksums of the dumps, schemas, and what the site was built from. */
export function writeDataIndex(out: string, shared: string): void {
  const folder = join(out, 'data');
  mkdirSync(join(folder, 'schema'), { recursive: true });
  writeFileSync(join(folder, 'changes.ndjson.gz'), gzipSync(readFileSync(join(options().snapshot, 'changes.ndjson'))));
  for (const [name, schema] of Object.entries(RECORD_SCHEMAS))
    writeFileSync(join(folder, 'schema', name), `${JSON.stringify(schema, null, 2)}\n`);
  writeFileSync(join(folder, 'schema', 'policy-1.schema.json'), readFileSync(POLICY_SCHEMA));
  const dumps = readdirSync(folder)
    .filter((name) => name.endsWith('.gz'))
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    });
  const { generatedAt, servers, tools, judge } = readMeta();
  writeFileSync(join(folder, 'SHA256SUMS'), dumps.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''));
  writeFileSync(
    join(folder, 'index.json'),
    `${JSON.stringify({ contract: CONTRACT_VERSION, generatedAt, judge, servers, tools, files: dumps }, null, 2)}\n`,
  );
  writeFileSync(join(folder, 'servers.tsv'), indexFile(readEntries(), shared));
}
