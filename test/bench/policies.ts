/** Writes every server's policy in every format, as the site does page by page, and keeps nothing: `node policies.ts SNAPSHOT`. */
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FORMATS } from '../../classifier/policies/formats/index.ts';
import { suggestServerPolicy } from '../../classifier/policies/suggest.ts';
import type { SnapshotEntry, SnapshotServer } from '../../db/snapshot.ts';

const snapshot = process.argv[2] ?? '';
let [servers, tools, policies, bytes, refused] = [0, 0, 0, 0, 0];
for await (const line of createInterface({ input: createReadStream(join(snapshot, 'servers.ndjson')) })) {
  const { slug } = JSON.parse(line) as SnapshotEntry;
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
console.log(JSON.stringify({ servers, tools, policies, bytes, refused }));
