/** Writes what lies beside the pages of every server: records and policies as files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SnapshotServer } from '../../db/snapshot.ts';
import { policyJson, serverPolicy, toolPolicy } from '../derive.ts';
import { serverRecord, toolRecord } from './records.ts';

export function writeServerFiles(out: string, server: SnapshotServer): void {
  const folder = join(out, 'servers', server.slug);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'server.json'), `${JSON.stringify(serverRecord(server))}\n`);
  if (server.tools.length > 0) writeFileSync(join(folder, 'policy.json'), policyJson(serverPolicy(server)));
  for (const tool of server.tools) {
    const beside = join(folder, tool.slug);
    mkdirSync(beside, { recursive: true });
    writeFileSync(join(beside, 'policy.json'), policyJson(toolPolicy(tool)));
    writeFileSync(join(beside, 'tool.json'), `${JSON.stringify(toolRecord(server, tool))}\n`);
  }
}
