import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Found } from '../../crawler/types.ts';
import type { OpenDatabase } from '../../db/client.ts';
import { sha256 } from '../../db/hash.ts';
import type { Verdict } from '../../db/model.ts';
import { finishRun, startRun } from '../../db/runs.ts';
import type { SnapshotEntry, SnapshotMeta, SnapshotServer } from '../../db/snapshot.ts';
import { saveVerdicts, serversToJudge } from '../../db/verdicts.ts';
import { type SnapshotReport, writeSnapshot } from '../../db/write-snapshot.ts';
import { crawlNight, found, inspectorOf, nightOf, planned, tool } from '../helpers/crawling.ts';
import { DATABASES, emptied } from '../helpers/databases.ts';
import { verdict } from '../helpers/verdicts.ts';

describe.each(DATABASES)('the snapshot on $name', ({ open }) => {
  let database: OpenDatabase | undefined;
  const db = () => (database as OpenDatabase).db;
  let folder: string;
  let path: string;
  beforeEach(async () => {
    database = await emptied(database, open);
    folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
    path = join(folder, 'snapshot');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  afterAll(() => database?.close());

  const mail = (changes: object = {}) =>
    found('org.acme/mail', {
      title: 'Mail',
      description: 'Reads mail',
      tools: [tool('read_mail'), tool('send_mail')],
      evidence: 'manifest',
      ...changes,
    });
  const chat = (changes: object = {}) =>
    found('org.acme/chat', { tools: [tool('read_mail', { description: 'Reads chat.' })], evidence: 'manifest', ...changes });

  /** Crawl, judge and snapshot, as one night does. */
  async function night(
    number: number,
    items: Found[],
    judged: (name: string) => Partial<Verdict> = () => ({}),
    signal = new AbortController().signal,
  ): Promise<SnapshotReport> {
    const inspectors = [inspectorOf(() => ({ tools: [] }), { fits: () => false })];
    const run = await startRun(db(), 'crawl', nightOf(number));
    await crawlNight(db(), { sources: [planned(items)], inspectors, at: nightOf(number) });
    for await (const server of serversToJudge(db(), '1')) {
      const verdicts = server.tools.map(({ hash, definition }) => ({ hash, verdict: verdict(judged(definition.name)) }));
      await saveVerdicts(db(), '1', [{ ...server, verdicts }], nightOf(number));
    }
    await finishRun(db(), run, 'done', {}, nightOf(number));
    return await writeSnapshot(db(), { path, clock: () => nightOf(number), signal, progress: () => undefined });
  }
  /** And its report kept, as the command does. */
  async function reported(number: number, items: Found[]): Promise<void> {
    const report = await night(number, items);
    await finishRun(db(), await startRun(db(), 'snapshot', nightOf(number)), 'done', report, nightOf(number));
  }
  const read = (file: string) => readFileSync(join(path, file), 'utf8');
  const lines = <T>(file: string) =>
    read(file)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as T);
  const everything = () =>
    Object.fromEntries(
      readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((file) => statSync(join(path, file)).isFile())
        .map((file) => [file, read(file)]),
    );

  it('holds each server whole, an index by slug, and the counts', async () => {
    await night(1, [mail(), chat(), found('org.acme/empty')], (name) => (name === 'send_mail' ? { category: 'Write', risk: 'High' } : {}));
    const server = JSON.parse(read('servers/org.acme-mail.json')) as SnapshotServer;
    expect(server).toMatchObject({
      slug: 'org.acme-mail',
      title: 'Mail',
      manifest: { name: 'org.acme/mail', version: '1.0.0' },
      origins: [{ source: 'planned', ref: 'org.acme/mail' }],
      impostors: [],
      firstSeen: nightOf(1).toISOString(),
      changes: [{ kind: 'server-appeared', server: 'org.acme-mail' }],
    });
    expect(server.tools.map(({ name, slug, evidence, verdict: { category } }) => ({ name, slug, evidence, category }))).toEqual([
      { name: 'read_mail', slug: 'read-mail', evidence: 'manifest', category: 'Read' },
      { name: 'send_mail', slug: 'send-mail', evidence: 'manifest', category: 'Write' },
    ]);
    expect(server.tools[0]?.definition).toEqual(tool('read_mail'));
    expect(server.tools[0]?.elsewhere).toEqual([
      { server: 'org.acme-chat', serverTitle: 'org.acme/chat', slug: 'read-mail', category: 'Read', risk: 'Low', sameDefinition: false },
    ]);
    const entries = lines<SnapshotEntry>('servers.ndjson');
    expect(entries.map((entry) => [entry.slug, entry.tools, entry.failure])).toEqual([
      ['org.acme-chat', 1, undefined],
      ['org.acme-empty', 0, 'no-inspector'],
      ['org.acme-mail', 2, undefined],
    ]);
    expect(entries[2]).toMatchObject({
      worst: { name: 'send_mail', risk: 'High' },
      hash: sha256(read('servers/org.acme-mail.json')),
      byRisk: { Low: 1, High: 1 },
    });
    expect(JSON.parse(read('snapshot.json')) as SnapshotMeta).toMatchObject({
      version: 1,
      generatedAt: nightOf(1).toISOString(),
      judge: '1',
      servers: 3,
      serversWithTools: 2,
      tools: 3,
      byCategory: { Read: 2, Write: 1 },
      byEvidence: { manifest: 3 },
      failures: { 'no-inspector': 1 },
      growth: [{ date: '2026-01-01', servers: 3, tools: 3 }],
    });
    expect(lines('changes.ndjson')).toHaveLength(3);
  });

  it('of an unchanged night writes no server file, and the same bytes', async () => {
    await night(1, [mail(), chat()]);
    const before = everything();
    expect(
      await writeSnapshot(db(), { path, clock: () => nightOf(1), signal: new AbortController().signal, progress: () => undefined }),
    ).toMatchObject({ written: 0, tools: 3 });
    expect(everything()).toEqual(before);
    expect(await night(2, [mail(), chat()])).toMatchObject({ written: 0 });
    expect(everything()).toEqual({ ...before, 'snapshot.json': read('snapshot.json') });
  });

  it('is dated by the last night, not by one whose clock stood ahead', async () => {
    for (const number of [1, 400, 2]) await reported(number, [mail()]);
    const { generatedAt, growth } = JSON.parse(read('snapshot.json')) as SnapshotMeta;
    expect({ generatedAt, days: growth.map(({ date }) => date) }).toEqual({
      generatedAt: nightOf(2).toISOString(),
      days: ['2026-01-01', '2026-01-02'],
    });
  });

  it('writes what changed, with its history', async () => {
    await night(1, [mail(), chat()]);
    await night(2, [mail(), chat({ tools: [tool('read_mail', { description: 'Turned.' })] })]);
    const server = JSON.parse(read('servers/org.acme-chat.json')) as SnapshotServer;
    expect(server.tools[0]).toMatchObject({
      lastChanged: nightOf(2).toISOString(),
      firstSeen: nightOf(1).toISOString(),
      changes: [{ kind: 'definition-changed', severity: 'alarm' }],
    });
    expect(lines<{ kind: string }>('changes.ndjson')[0]).toMatchObject({
      kind: 'definition-changed',
      server: 'org.acme-chat',
      tool: 'read-mail',
    });
  });

  it.each([
    { what: 'another title', chat: { title: 'Chat' }, written: 2 },
    { what: 'now the same definition', chat: { tools: [tool('read_mail')] }, written: 2 },
    { what: 'another definition, which the other does not show', chat: { tools: [tool('read_mail', { title: 'New' })] }, written: 1 },
    { what: 'one more tool, of a name of its own', chat: { tools: [...(chat().manifest.tools ?? []), tool('own')] }, written: 1 },
  ])('a server that has $what: writes $written of two that show each other', async ({ chat: changes, written }) => {
    await night(1, [mail(), chat(), found('org.acme/empty')]);
    expect(await night(2, [mail(), chat(changes), found('org.acme/empty')])).toMatchObject({ written });
  });

  it('no longer shows a tool beside others that is gone', async () => {
    await night(1, [mail(), chat()]);
    await night(2, [mail(), chat({ tools: [tool('other')] })]);
    const server = JSON.parse(read('servers/org.acme-mail.json')) as SnapshotServer;
    expect(server.tools[0]?.elsewhere).toEqual([]);
  });

  it('is the same whether it was built at once or night by night', async () => {
    await night(1, [mail(), chat()]);
    await night(2, [mail(), chat({ title: 'Chat' })]);
    const grown = everything();
    rmSync(`${path}.a`, { recursive: true });
    rmSync(`${path}.b`, { recursive: true });
    rmSync(path);
    await writeSnapshot(db(), { path, clock: () => nightOf(2), signal: new AbortController().signal, progress: () => undefined });
    expect(everything()).toEqual(grown);
  });

  it('interrupted, leaves what was published before', async () => {
    await night(1, [mail(), chat()]);
    const before = everything();
    const interrupted = AbortSignal.abort(new Error('Ctrl-C'));
    await expect(night(2, [mail({ title: 'New' }), chat()], undefined, interrupted)).rejects.toThrow('Ctrl-C');
    expect(everything()).toEqual(before);
    await night(2, [mail({ title: 'New' }), chat()]);
    expect(JSON.parse(read('servers/org.acme-mail.json'))).toMatchObject({ title: 'New' });
  });

  it('takes the place of a folder that was put there by hand, and takes over from it what still stands', async () => {
    for (const number of [1, 2, 3]) await night(number, [mail(), chat()]);
    const real = join(folder, readlinkSync(path));
    rmSync(path);
    renameSync(real, path);
    expect(await night(4, [mail(), chat()])).toMatchObject({ written: 0 });
    expect(existsSync(join(path, 'servers/org.acme-mail.json'))).toBe(true);
  });

  it('trusts no folder that holds something else than it left there', async () => {
    await night(1, [mail(), chat()]);
    const index = read('servers.ndjson').replace(/"hash":"[0-9a-f]{64}"/, `"hash":"${'0'.repeat(64)}"`);
    const real = join(folder, readlinkSync(path));
    writeFileSync(join(real, 'servers.ndjson'), index);
    rmSync(join(real, 'servers/org.acme-mail.json'));
    expect(await night(2, [mail(), chat()])).toMatchObject({ written: 2 });
    expect(existsSync(join(path, 'servers/org.acme-mail.json'))).toBe(true);
  });

  it('leaves out what has no verdict, and says so', async () => {
    await crawlNight(db(), { sources: [planned([mail()])], at: nightOf(1) });
    const report = await writeSnapshot(db(), {
      path,
      clock: () => nightOf(1),
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    expect(report).toMatchObject({ servers: 1, tools: 0, unjudged: 2 });
  });

  it('has one point of growth a day', async () => {
    for (const number of [1, 2, 2]) await reported(number, [mail(), ...(number === 2 ? [chat()] : [])]);
    const { growth } = JSON.parse(read('snapshot.json')) as SnapshotMeta;
    expect(growth.map(({ date, servers, tools }) => [date, servers, tools])).toEqual([
      ['2026-01-01', 1, 2],
      ['2026-01-02', 2, 3],
    ]);
  });
});
