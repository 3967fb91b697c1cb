import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawlerConfig } from '../../crawler/config.ts';
import type { Found } from '../../crawler/types.ts';
import type { Database, OpenDatabase } from '../../db/client.ts';
import { type Namesake, shownBeside } from '../../db/namesakes.ts';
import type { SnapshotServer } from '../../db/snapshot.ts';
import { saveVerdicts, serversToJudge } from '../../db/verdicts.ts';
import { writeSnapshot } from '../../db/write-snapshot.ts';
import { randomFrom } from '../bench/catalogue.ts';
import { crawlNight, found, nightOf, planned, tool } from '../helpers/crawling.ts';
import { DATABASES, emptied } from '../helpers/databases.ts';
import { verdict } from '../helpers/verdicts.ts';

const SERVERS = 12;
const NAMES = ['get', 'list', 'drop', 'send'];

describe('the page of a tool', () => {
  const namesake = (number: number): Namesake => {
    const server = `s${number}`;
    return { server, serverTitle: server, slug: 'get', category: 'Read', risk: 'Low', hash: `hash ${number}` };
  };
  const six = [1, 2, 3, 4, 5, 6].map(namesake);

  it.each([
    { of: 9, shows: [1, 2, 3, 4, 5] },
    { of: 2, shows: [1, 3, 4, 5, 6] },
  ])('shows the first five others: of $of $shows', ({ of, shows }) => {
    expect(shownBeside(six, namesake(of)).map(({ server }) => server)).toEqual(shows.map((id) => `s${id}`));
  });

  it('says of each whether it is the same definition', () => {
    const same = shownBeside(six, { server: 's9', hash: 'hash 3' }).filter(({ sameDefinition }) => sameDefinition);
    expect(same.map(({ server }) => server)).toEqual(['s3']);
  });
});

describe.each(DATABASES)('tools of the same names on $name', ({ open }) => {
  let database: OpenDatabase | undefined;
  const db = () => (database as OpenDatabase).db;
  let folder: string;
  beforeEach(async () => {
    database = await emptied(database, open);
    folder = mkdtempSync(join(tmpdir(), 'namesakes-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  afterAll(() => database?.close());

  const snapshot = async (at: Database, name: string) => {
    const path = join(folder, name);
    const { written } = await writeSnapshot(at, {
      path,
      clock: () => nightOf(9),
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    const files = readdirSync(join(path, 'servers')).map((file) => [file, readFileSync(join(path, 'servers', file), 'utf8')]);
    return { written, files: Object.fromEntries(files) as Record<string, string> };
  };

  /** As if nothing had ever been published; nothing of it stays. */
  async function atOnce(): Promise<Record<string, string>> {
    let files: Record<string, string> = {};
    const undone = new Error('undone');
    const whole = db().transaction(async (tx) => {
      await tx.execute(sql`truncate namesakes`);
      await tx.execute(sql`update publications set stale = true`);
      ({ files } = await snapshot(tx, 'at-once'));
      throw undone;
    });
    await expect(whole).rejects.toBe(undone);
    rmSync(join(folder, 'at-once.a'), { recursive: true });
    rmSync(join(folder, 'at-once'));
    return files;
  }

  it.each([1, 2, 3])('look after every night as if all pages were written anew (%i)', async (seed) => {
    const random = randomFrom(seed);
    const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
    const drawn = (number: number): Found => {
      const tools = NAMES.filter(() => random() < 0.6).map((name) => tool(name, { description: one(['Plain.', 'Risky.', 'Other.']) }));
      return found(`org.acme/s${number}`, { title: one(['A', 'B']), tools, evidence: 'manifest' });
    };
    let listed = Array.from({ length: SERVERS }, (_, number) => drawn(number));
    for (let night = 1; night <= 6; night++) {
      await crawlNight(db(), { sources: [planned(listed)], config: crawlerConfig({ VANISH_AFTER: '1' }), at: nightOf(night) });
      for await (const server of serversToJudge(db(), '1')) {
        const verdicts = server.tools.map(({ hash, definition }) => ({
          hash,
          verdict: verdict({ risk: definition.description === 'Risky.' ? 'High' : 'Low' }),
        }));
        await saveVerdicts(db(), '1', [{ ...server, verdicts }], nightOf(night));
      }
      const grown = await snapshot(db(), 'grown');
      expect(grown.files).toEqual(await atOnce());
      // Some change, one goes, one comes or is back.
      const changed = new Set([one(listed), one(listed)]);
      const number = Math.floor(random() * (SERVERS + 4));
      listed = listed.map((item) => (changed.has(item) ? drawn(Number(item.manifest.name.slice(10))) : item)).filter(() => random() > 0.08);
      if (!listed.some(({ manifest }) => manifest.name === `org.acme/s${number}`)) listed.push(drawn(number));
    }
  });

  it('are shown by the age of their servers, five on a page', async () => {
    const items = [1, 2, 3, 4, 5, 6, 7].map((number) => found(`org.acme/s${number}`, { tools: [tool('get')], evidence: 'manifest' }));
    await crawlNight(db(), { sources: [planned(items)], at: nightOf(1) });
    for await (const server of serversToJudge(db(), '1'))
      await saveVerdicts(db(), '1', [{ ...server, verdicts: server.tools.map(({ hash }) => ({ hash, verdict: verdict() })) }], nightOf(1));
    const { files } = await snapshot(db(), 'grown');
    const shown = (slug: string) =>
      (JSON.parse(files[`${slug}.json`] ?? '') as SnapshotServer).tools[0]?.elsewhere.map(({ server }) => server);
    expect(shown('org.acme-s2')).toEqual([1, 3, 4, 5, 6].map((number) => `org.acme-s${number}`));
    expect(shown('org.acme-s7')).toEqual([1, 2, 3, 4, 5].map((number) => `org.acme-s${number}`));
  });

  it('interrupted between the looking and the writing, are looked at again', async () => {
    const items = (title: string) =>
      ['a', 'b'].map((name) => found(`org.acme/${name}`, { title, tools: [tool('get')], evidence: 'manifest' }));
    await crawlNight(db(), { sources: [planned(items('Old'))], at: nightOf(1) });
    await snapshot(db(), 'grown');
    await crawlNight(db(), { sources: [planned(items('New'))], at: nightOf(2) });
    const stopped = { path: join(folder, 'grown'), clock: () => nightOf(2), signal: AbortSignal.abort(), progress: () => undefined };
    await expect(writeSnapshot(db(), stopped)).rejects.toThrow();
    expect((await snapshot(db(), 'grown')).files).toEqual(await atOnce());
  });
});
