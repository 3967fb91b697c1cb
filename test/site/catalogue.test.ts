/** A built catalogue: no page contradicts its record, and a night that changes little builds the same bytes. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SnapshotServer } from '../../db/snapshot.ts';
import type { BuildReport } from '../../site/build.ts';
import { disagreements } from './agreement.ts';
import { buildWith, newFolder } from './built-site.ts';
import { linkElsewhere, writeSnapshot } from './make-snapshot.ts';
import { scaleServers } from './scale-snapshot.ts';

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a snapshot and builds it into the given data folder. */
function build(name: string, snapshot: readonly SnapshotServer[]): BuildReport {
  const dir = join(folder, 'snapshot');
  writeSnapshot(dir, snapshot);
  return buildWith(['--snapshot', dir, '--format-files', '0'], join(folder, name));
}

describe('a catalogue', () => {
  const scale = { servers: 200, tools: 600 };

  /** A night's snapshot, in which tools name their namesakes on other servers. */
  const snapshot = (servers: readonly SnapshotServer[]): SnapshotServer[] => {
    const linked = structuredClone([...servers]);
    linkElsewhere(linked);
    return linked;
  };

  it('has a page for every tool, and no page contradicts its record', () => {
    const servers = snapshot(scaleServers(scale));
    const { out, ...report } = build('nightly', servers);
    const tools = servers.reduce((sum, server) => sum + server.tools.length, 0);
    expect(report).toMatchObject({ full: true, servers: 200, tools, built: 200 });
    expect(servers.flatMap((server) => disagreements(out, server))).toEqual([]);
  });

  it('is built after a night only where it changed, to the very bytes of a full build', () => {
    const [gone, ...stayed] = scaleServers({ ...scale, night: 2, change: 0.04 });
    const tonight = snapshot([...stayed, { ...(gone as SnapshotServer), slug: 'org.example.newcomer' }]);
    const part = build('nightly', tonight);
    expect(part.full).toBe(false);
    expect(part.built).toBeGreaterThan(2);
    expect(part.built).toBeLessThan(60);
    expect(part.kept).toBeGreaterThan(0);
    const whole = build('afresh', tonight);
    expect(whole.full).toBe(true);
    expect(fingerprints(part.out)).toEqual(fingerprints(whole.out));
  });
});

/** Every file with the hash of its bytes, as lines. */
function fingerprints(root: string): string[] {
  return globSync('**/*', { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => `${file.slice(root.length)} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`);
}
