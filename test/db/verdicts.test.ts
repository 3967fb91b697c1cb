import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../db/client.ts';
import type { Risk, ToolDefinition, Verdict } from '../../db/model.ts';
import * as schema from '../../db/schema.ts';
import { countToJudge, dropUnusedVerdicts, saveVerdicts, serversToJudge, tallyTools } from '../../db/verdicts.ts';
import { crawlNight, found, nightOf, planned, tool } from '../helpers/crawling.ts';
import { DATABASES, emptied } from '../helpers/databases.ts';
import { verdict } from '../helpers/verdicts.ts';

describe.each(DATABASES)('verdicts on $name', ({ open }) => {
  let database: OpenDatabase | undefined;
  const db = () => (database as OpenDatabase).db;
  beforeEach(async () => {
    database = await emptied(database, open);
  });
  afterAll(() => database?.close());

  const crawlAs = (night: number, title: string | undefined, tools: ToolDefinition[]) =>
    crawlNight(db(), {
      sources: [
        planned([found('org.acme/mail', { description: 'Mail', ...(title !== undefined && { title }), tools, evidence: 'manifest' })]),
      ],
      at: nightOf(night),
    });
  const crawl = (night: number, ...tools: ToolDefinition[]) => crawlAs(night, undefined, tools);

  /** Judges what waits; returns the names of the tools that were given to be judged. */
  async function judge(version: string, night: number, judged: (tool: ToolDefinition) => Partial<Verdict> = () => ({})): Promise<string[]> {
    const names: string[] = [];
    for await (const server of serversToJudge(db(), version)) {
      names.push(...server.tools.map(({ definition }) => definition.name));
      const verdicts = server.tools.map(({ hash, definition }) => ({ hash, verdict: verdict(judged(definition)) }));
      await saveVerdicts(db(), version, [{ ...server, verdicts }], nightOf(night));
    }
    await dropUnusedVerdicts(db());
    return names;
  }
  const changes = async () => {
    const rows = await db().select().from(schema.changes).orderBy(schema.changes.id);
    return rows
      .filter(({ kind }) => kind === 'verdict-changed' || kind === 'suspicious-text')
      .map(({ kind, severity, tool: slug, summary }) => ({ kind, severity, tool: slug, summary }));
  };

  it('gives servers with their description and definitions in order, and each only once', async () => {
    await crawl(1, tool('send_mail'), tool('read_mail'));
    expect(await countToJudge(db(), '1')).toEqual({ servers: 1, tools: 2 });
    const { value: server } = await serversToJudge(db(), '1').next();
    expect(server).toMatchObject({
      context: { server: 'org.acme/mail', serverDescription: 'Mail', siblings: ['send_mail', 'read_mail'] },
      tools: [{ definition: tool('send_mail') }, { definition: tool('read_mail') }],
    });
    expect(await judge('1', 1)).toEqual(['send_mail', 'read_mail']);
    expect(await judge('1', 1)).toEqual([]);
    expect(await countToJudge(db(), '1')).toEqual({ servers: 0, tools: 0 });
  });

  it.each([
    { what: 'a definition changed', again: () => crawl(2, tool('read_mail', { description: 'New.' })) },
    { what: 'a sibling came, since a verdict looks at siblings', again: () => crawl(2, tool('read_mail'), tool('send_mail')) },
    { what: 'the title changed, since a rationale says it', again: () => crawlAs(2, 'Post', [tool('read_mail')]) },
    { what: 'a new judge', version: '2', again: () => crawl(2, tool('read_mail')) },
  ])('judges again when $what', async ({ again, version = '1' }) => {
    await crawl(1, tool('read_mail'));
    await judge('1', 1);
    await again();
    expect(await judge(version, 2)).toContain('read_mail');
    expect(await judge(version, 2)).toEqual([]);
  });

  it('keeps one verdict for each tool, and none that nobody points at', async () => {
    await crawl(1, tool('read_mail'), tool('send_mail'));
    await judge('1', 1);
    await crawl(2, tool('read_mail', { description: 'New.' }));
    await judge('2', 2);
    expect(await db().select().from(schema.classifications)).toMatchObject([{ judgeVersion: '2' }]);
  });

  it.each<{ before: Risk; after: Risk; severity: string }>([
    { before: 'Low', after: 'High', severity: 'notice' },
    { before: 'High', after: 'Low', severity: 'info' },
  ])('a verdict that goes from $before to $after is a change of severity $severity', async ({ before, after, severity }) => {
    await crawl(1, tool('read_mail'));
    await judge('1', 1, () => ({ risk: before }));
    expect(await changes()).toEqual([]);
    await judge('2', 2, () => ({ risk: after }));
    expect(await changes()).toEqual([
      { kind: 'verdict-changed', severity, tool: 'read-mail', summary: `Read, ${before} → Read, ${after}` },
    ]);
  });

  it('suspicious text in a tool that was clean before is an alarm, at first sight a notice', async () => {
    const poisoned = (definition: ToolDefinition) => ({
      suspiciousText: definition.description?.includes('IMPORTANT')
        ? [{ field: 'description', excerpt: 'IMPORTANT', signal: 'hidden-instruction' }]
        : [],
    });
    await crawl(1, tool('clean'), tool('poisoned', { description: 'IMPORTANT' }));
    await judge('1', 1, poisoned);
    await crawl(2, tool('clean', { description: 'IMPORTANT' }), tool('poisoned', { description: 'IMPORTANT' }));
    await judge('1', 2, poisoned);
    expect(await changes()).toEqual([
      { kind: 'suspicious-text', severity: 'notice', tool: 'poisoned', summary: 'hidden-instruction' },
      { kind: 'suspicious-text', severity: 'alarm', tool: 'clean', summary: 'hidden-instruction' },
    ]);
  });

  it('counts by category and risk; what is not judged counts as a tool only', async () => {
    await crawl(1, tool('read_mail'), tool('drop_mail'));
    expect(await tallyTools(db())).toMatchObject({ tools: 2, byCategory: { Read: 0 }, byRisk: { Low: 0 } });
    await judge('1', 1, ({ name }) => (name === 'drop_mail' ? { category: 'Destructive', risk: 'High' } : {}));
    expect(await tallyTools(db())).toEqual({
      tools: 2,
      byCategory: { Read: 1, Write: 0, Execute: 0, Destructive: 1, Financial: 0 },
      byRisk: { Low: 1, Medium: 0, High: 1, Critical: 0 },
    });
  });
});
