import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { file } from '../../../crawler/sources/file.ts';
import { list } from '../../helpers/listing.ts';

describe('a file of servers', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'source-'));
    path = join(folder, 'servers.ndjson');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('loses the line that cannot be read, not the file', async () => {
    const server = { name: 'org.acme/mail', description: 'Mail', version: '1.0.0' };
    writeFileSync(path, `${JSON.stringify({ server })}\n\n{"server": \nnull\n`);
    const { found, skipped, complete } = await list(file, { argument: path });
    expect(found.map(({ manifest }) => manifest.name)).toEqual(['org.acme/mail']);
    expect(skipped.map(({ ref, code }) => [ref, code])).toEqual([
      ['line 3', 'malformed-manifest'],
      ['line 4', 'malformed-manifest'],
    ]);
    expect(complete).toBe(true);
  });

  it('that is gone stops its source, as a registry that is away does, and refuses no night', async () => {
    expect(file.refuses?.(path)).toBeUndefined();
    expect(await list(file, { argument: path })).toMatchObject({ found: [], complete: false, stopped: 'not-found' });
  });
});
