/**
 * Writes the policy of every server that changed in every format, as the site does page by page, and keeps nothing of it:
 * `node policies.ts SNAPSHOT INDEX`. INDEX is the snapshot's index of the last time; it is made and kept here.
 */
import { copyFileSync, createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FORMATS } from '../../classifier/policies/formats/index.ts';
import { suggestServerPolicy } from '../../classifier/policies/suggest.ts';
import type { SnapshotEntry, SnapshotServer } from '../../db/snapshot.ts';

const [, , snapshot = '', index = ''] = process.argv;
const done = new Map<string, string>();
if (existsSync(index)) for await (const { slug, hash } of entriesOf(index)) done.set(slug, hash);
let [servers, tools, policies, bytes, refused] = [0, 0, 0, 0, 0];
for await (const { slug, hash } of entriesOf(join(snapshot, 'servers.ndjson'))) {
  if (done.get(slug) === hash) continue;
  const server = JSON.parse(readFileSync(join(snapshot, 'servers', `${slug}.json`), 'utf8')) as SnapshotServer;
  const policy = suggestServerPolicy(server.tools);
  servers++;
  tools += server.tools.length;
  for (const format of FORMATS) {
    try {
      bytes += format.render([{ server: slug, tools: server.tools, policy }]).text.length;
      policies++;
    } catch {
      // A format may refuse a server, in one line that its page shows; here only the count matters.
      refused++;
    }
  }
}
copyFileSync(join(snapshot, 'servers.ndjson'), index);
console.log(JSON.stringify({ servers, tools, policies, bytes, refused }));

async function* entriesOf(path: string): AsyncGenerator<SnapshotEntry> {
  for await (const line of createInterface({ input: createReadStream(path) })) yield JSON.parse(line) as SnapshotEntry;
}
