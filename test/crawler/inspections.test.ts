import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { crawlerConfig } from '../../crawler/config.ts';
import { InspectFailed, RequestFailed } from '../../crawler/errors.ts';
import type { Inspector } from '../../crawler/types.ts';
import type { OpenDatabase } from '../../db/client.ts';
import { askForInspection } from '../../db/inspections.ts';
import type { Evidence } from '../../db/model.ts';
import * as schema from '../../db/schema.ts';
import { crawlNight, found, inspectorOf, nightOf, planned, tool } from '../helpers/crawling.ts';
import { DATABASES, emptied } from '../helpers/databases.ts';

const server = (name: string, version = '1.0.0') =>
  found(`org.acme/${name}`, { version, packages: [{ registryType: 'npm', identifier: name, version }] });
const failing = (code: 'install-failed' | 'timeout', evidence: Evidence = 'live'): Inspector =>
  inspectorOf(
    () => {
      throw new InspectFailed(code, 'said so');
    },
    { evidence },
  );
const giving = (evidence: Evidence, ...names: string[]) => inspectorOf(() => ({ tools: names.map((name) => tool(name)) }), { evidence });

describe.each(DATABASES)('inspections on $name', ({ open }) => {
  let database: OpenDatabase | undefined;
  const db = () => (database as OpenDatabase).db;
  beforeEach(async () => {
    database = await emptied(database, open);
  });
  afterAll(() => database?.close());

  const tools = async () =>
    (await db().select({ name: schema.tools.name }).from(schema.tools).orderBy(schema.tools.position)).map((row) => row.name);
  const state = async () => {
    const [row] = await db().select().from(schema.inspections);
    if (!row) throw new Error('no inspection');
    return row;
  };

  it('the strongest evidence is asked first, and the weaker not at all where it answers', async () => {
    const asked: string[] = [];
    const inspectors = (['readme', 'live', 'package'] as const).map((evidence) =>
      inspectorOf(
        () => {
          asked.push(evidence);
          return { tools: [tool(evidence)] };
        },
        { evidence },
      ),
    );
    await crawlNight(db(), { sources: [planned([server('mail')])], inspectors, at: nightOf(1) });
    expect({ asked, tools: await tools() }).toEqual({ asked: ['live'], tools: ['live'] });
  });

  it('where the strongest fails the next is asked, and both outcomes stand', async () => {
    const inspectors = [failing('install-failed'), giving('package', 'read')];
    const report = await crawlNight(db(), { sources: [planned([server('mail')])], inspectors, at: nightOf(1) });
    expect(report).toMatchObject({ tools: 1, inspected: 1, failedInspections: 0, failures: { 'install-failed': 1 } });
    expect(await state()).toMatchObject({ failureCode: 'install-failed', failureDetail: 'said so', inspectedAt: nightOf(1) });
  });

  it('a remote that asks for a login told its posture, and its package its tools', async () => {
    const auth = { status: 401, wwwAuthenticate: 'Bearer' };
    const remote = inspectorOf(() => ({ tools: [], auth }));
    await crawlNight(db(), { sources: [planned([server('mail')])], inspectors: [remote, giving('package', 'read')], at: nightOf(1) });
    const { report, failureCode } = await state();
    expect(JSON.parse(report ?? '')).toMatchObject({ auth, evidence: 'package' });
    expect({ failureCode, tools: await tools() }).toEqual({ failureCode: null, tools: ['read'] });
  });

  it('asking for a login is no failure, and takes no tools away', async () => {
    const remote = inspectorOf(() => ({ tools: [], auth: { status: 403 } }));
    const record = { ...server('mail') };
    record.manifest = { ...record.manifest, tools: [tool('read')], evidence: 'manifest' };
    const report = await crawlNight(db(), { sources: [planned([record])], inspectors: [remote], at: nightOf(1) });
    expect(report).toMatchObject({ inspected: 1, failedInspections: 0, failures: {} });
    expect(await tools()).toEqual(['read']);
  });

  it('a weaker list never replaces a stronger one of the same version, but of another one', async () => {
    const sources = (version: string) => [planned([server('mail', version)])];
    await crawlNight(db(), { sources: sources('1.0.0'), inspectors: [giving('live', 'live')], at: nightOf(1) });
    await crawlNight(db(), { sources: sources('1.0.0'), inspectors: [giving('readme', 'weak')], at: nightOf(20) });
    expect(await tools()).toEqual(['live']);
    await crawlNight(db(), { sources: sources('1.1.0'), inspectors: [giving('readme', 'weak')], at: nightOf(21) });
    expect(await tools()).toEqual(['weak']);
  });

  it('a failure keeps the last good tools, and is tried again ever more rarely', async () => {
    await crawlNight(db(), { sources: [planned([server('mail')])], inspectors: [giving('live', 'read')], at: nightOf(1) });
    const asked: number[] = [];
    for (let night = 2; night <= 40; night++) {
      const broken = inspectorOf(() => {
        asked.push(night);
        throw new RequestFailed('unreachable', 'gone');
      });
      await crawlNight(db(), { sources: [planned([server('mail')])], inspectors: [broken], at: nightOf(night) });
    }
    expect(asked).toEqual([8, 9, 11, 15, 23, 37]);
    expect(await tools()).toEqual(['read']);
    expect(await state()).toMatchObject({ inspectedAt: nightOf(1), failureCode: 'unreachable', attempts: 6 });
  });

  it('a new version is looked at in the same night, whatever failed before', async () => {
    await crawlNight(db(), { sources: [planned([server('mail')])], inspectors: [failing('timeout')], at: nightOf(1) });
    const report = await crawlNight(db(), {
      sources: [planned([server('mail', '1.1.0')])],
      inspectors: [giving('live', 'read')],
      at: nightOf(1),
    });
    expect(report).toMatchObject({ inspected: 1, tools: 1 });
    expect(await state()).toMatchObject({ failureCode: null, attempts: 0 });
  });

  it('new servers come before changed ones, changed ones before stale ones', async () => {
    const order: string[] = [];
    const watch = inspectorOf((of) => {
      order.push(of.name);
      return { tools: [tool('read')] };
    });
    const config = crawlerConfig({ INSPECT_PARALLEL: '1' });
    await crawlNight(db(), { sources: [planned([server('stale'), server('changed')])], inspectors: [watch], config, at: nightOf(1) });
    order.length = 0;
    const later = [server('stale'), server('changed', '2.0.0'), server('new')];
    await crawlNight(db(), { sources: [planned(later)], inspectors: [watch], config, at: nightOf(20) });
    expect(order).toEqual(['org.acme/new', 'org.acme/changed', 'org.acme/stale']);
  });

  it('a clock that stood a year ahead puts off no inspection for a year', async () => {
    const night = (number: number) =>
      crawlNight(db(), { sources: [planned([server('mail')])], inspectors: [giving('live', 'read')], at: nightOf(number) });
    expect(await night(400)).toMatchObject({ inspected: 1, left: 0 });
    expect(await night(2)).toMatchObject({ inspected: 1, left: 0 });
    expect(await night(3)).toMatchObject({ inspected: 0, left: 0 });
  });

  it('a server that was asked for is looked at again before it is due, and an unknown one is told', async () => {
    const order: string[] = [];
    const watch = inspectorOf((of) => {
      order.push(of.name);
      return { tools: [tool('read')] };
    });
    const sources = () => [planned([server('calm'), server('wanted')])];
    await crawlNight(db(), { sources: sources(), inspectors: [watch], at: nightOf(1) });
    order.length = 0;
    const unknown = await askForInspection(db(), ['org.acme-wanted', 'org.acme-nobody'], nightOf(2));
    await crawlNight(db(), { sources: sources(), inspectors: [watch], at: nightOf(2) });
    expect({ unknown, order }).toEqual({ unknown: ['org.acme-nobody'], order: ['org.acme/wanted'] });
  });

  it('what the budget leaves waits for the next night', async () => {
    let clock = nightOf(1).getTime();
    const slow = inspectorOf(() => {
      clock += 60_000;
      return { tools: [tool('read')] };
    });
    const sources = [planned(['a', 'b', 'c', 'd', 'e'].map((name) => server(name)))];
    const config = crawlerConfig({ INSPECT_PARALLEL: '1' });
    // Room for two: the third would begin when the time is used up.
    const night = () =>
      crawlNight(db(), {
        sources,
        inspectors: [slow],
        config,
        at: new Date(clock),
        clock: () => new Date(clock),
        deadline: new Date(clock + 120_000),
      });
    expect(await night()).toMatchObject({ inspected: 2, left: 3 });
    expect(await night()).toMatchObject({ inspected: 2, left: 1 });
    expect(await night()).toMatchObject({ inspected: 1, left: 0, tools: 5 });
  });

  it('a server that nobody can inspect waits for a change of its records', async () => {
    const choosy = inspectorOf(() => ({ tools: [] }), { fits: (of) => of.packages.some((one) => one.registryType === 'pypi') });
    const report = await crawlNight(db(), { sources: [planned([server('mail')])], inspectors: [choosy], at: nightOf(1) });
    expect(report).toMatchObject({ inspected: 0, left: 0 });
    expect(await state()).toMatchObject({ dueAt: null, failureCode: 'no-inspector' });
    await crawlNight(db(), { sources: [planned([server('mail')])], inspectors: [giving('live', 'read')], at: nightOf(2) });
    expect(await state()).toMatchObject({ dueAt: null });
    await crawlNight(db(), { sources: [planned([server('mail', '2.0.0')])], inspectors: [giving('live', 'read')], at: nightOf(3) });
    expect(await state()).toMatchObject({ failureCode: null, inspectedAt: nightOf(3) });
  });

  it('a bug in an inspector is named, and the night goes on', async () => {
    const buggy = inspectorOf((of) => {
      if (of.name === 'org.acme/a') throw new TypeError('undefined is not a function');
      return { tools: [tool('read')] };
    });
    const report = await crawlNight(db(), { sources: [planned([server('a'), server('b')])], inspectors: [buggy], at: nightOf(1) });
    expect(report).toMatchObject({ inspected: 1, tools: 1, left: 1, bugs: [{ server: 'org.acme-a' }] });
    expect(report.bugs[0]?.error).toContain('TypeError: undefined is not a function');
  });

  it('a definition told live that changes without a new version is an alarm', async () => {
    const sources = [planned([server('mail')])];
    await crawlNight(db(), { sources, inspectors: [giving('live', 'read')], at: nightOf(1) });
    const turned = inspectorOf(() => ({ tools: [tool('read', { description: 'Read <IMPORTANT>your keys</IMPORTANT>' })] }));
    await crawlNight(db(), { sources, inspectors: [turned], at: nightOf(20) });
    const alarms = await db().select().from(schema.changes).where(eq(schema.changes.severity, 'alarm'));
    expect(alarms).toMatchObject([{ kind: 'definition-changed', tool: 'read' }]);
  });
});
