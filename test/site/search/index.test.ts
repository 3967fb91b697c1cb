import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CATEGORIES, EVIDENCE_LEVELS, RISKS } from '../../../db/model.ts';
import type { Filters } from '../../../site/search/engine.ts';
import type { SearchServer, SearchTool } from '../../../site/search/types.ts';
import { serverWords } from '../../../site/search/vocabulary.ts';
import { nameWords, otherNumbers, textWords } from '../../../site/search/words.ts';
import { type Built, built, inventedServers, server, tool } from './catalogue.ts';

const servers = inventedServers(350, 10);
let index: Built;

beforeAll(async () => {
  index = await built(servers);
});

type Hit = { server: string; tool: string };
const names = (found: Awaited<ReturnType<Built['find']>>): string[] => found.tools.map(({ hits }) => hits[0]?.name ?? '');
const hits = (found: Awaited<ReturnType<Built['find']>>): Hit[] =>
  found.tools.flatMap(({ hits: all }) => all.map((hit) => ({ server: hit.server.slug, tool: hit.slug })));

function total(found: Awaited<ReturnType<Built['find']>>): number {
  return found.tools.reduce((sum, { total: count }) => sum + count, 0);
}

/** How many tools have all words, in either number, in their name, server or summary, and pass the filters: by looking at each. */
function expected(words: string[], filters: Partial<Filters> = {}): number {
  const has = (one: SearchServer, each: SearchTool): boolean => {
    const all = new Set([...nameWords(each.name), ...serverWords(one), ...textWords(each.summary)]);
    return words.every((word) => [word, ...otherNumbers(word)].some((one) => all.has(one)));
  };
  const passes = (one: SearchServer, each: SearchTool): boolean =>
    (!filters.categories?.length || filters.categories.includes(each.category)) &&
    (!filters.risks?.length || filters.risks.includes(each.risk)) &&
    (!filters.evidence?.length || filters.evidence.includes(each.evidence)) &&
    (filters.server === undefined || filters.server === one.slug);
  return servers.reduce((sum, one) => sum + one.tools.filter((each) => passes(one, each) && has(one, each)).length, 0);
}

describe('an answer', () => {
  it.each(['delete_file', 'deleteFile', 'delete-file', 'Delete File', 'DELETE_FILE', 'deletefile', '  delete   file '])(
    'to %j begins with the tool of this very name',
    async (text) => {
      expect(nameWords(names(await index.find(text))[0] ?? '')).toEqual(['delete', 'file']);
    },
  );

  it('puts the exact name before names that contain it, whatever is more frequent', async () => {
    const many = Array.from({ length: 40 }, (_, i) => server(`many-${i}`, [tool('get_issues'), tool('get_issue_report')]));
    const small = await built([...many, server('one', [tool('get_issue')]), server('other', [tool('search_get_issue_x')])]);
    expect(names(await small.find('get_issue'))[0]).toBe('get_issue');
    expect(names(await small.find('get issues'))[0]).toBe('get_issues');
  });

  it('puts the server that more sources know first among tools of one name, and a vanished one last', async () => {
    const small = await built([
      server('gone', [tool('ping')], { sources: 9, vanished: true }),
      server('known', [tool('ping')], { sources: 3 }),
      server('new', [tool('ping')]),
    ]);
    expect((await small.find('ping')).tools[0]?.hits.map((hit) => hit.server.slug)).toEqual(['known', 'new', 'gone']);
  });

  it('prefers words in the name to words in the server to words in the summary', async () => {
    const small = await built([
      server('c', [tool('run', { summary: 'about a volcano' })]),
      server('b', [tool('run')], { title: 'Volcano' }),
      server('a', [tool('volcano_run')]),
    ]);
    expect(hits(await small.find('volcano', {}, 20, true)).map((hit) => hit.server)).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['gihtub', 'github'],
    ['reposiotry', 'repository'],
    ['invioce', 'invoice'],
    ['calender', 'calendar'],
  ])('to the mistyped %j is that to %j, and says so', async (typed, meant) => {
    const found = await index.find(`${typed} `);
    expect(found.read).toContainEqual({ said: typed, meant: expect.arrayContaining([meant]) });
    const text = JSON.stringify([found.servers, found.tools]).toLowerCase();
    expect(text).toContain(meant);
  });

  it('comes while the last word is still being typed', async () => {
    for (const typed of ['rep', 'repo', 'reposi', 'delete rep']) expect(names(await index.find(typed)).join(), typed).toMatch(/repo/i);
  });

  it('finds singular by plural and plural by singular', async () => {
    expect(names(await index.find('create messages')).join()).toMatch(/create.?message/i);
    expect(names(await index.find('delete branch ', {}, 200)).join()).toMatch(/delete.?branches/i);
  });

  it('finds servers by title, without regard to case', async () => {
    for (const text of ['github', 'GitHub', 'GITHUB']) expect((await index.find(text)).servers[0]?.title, text).toMatch(/^GitHub/);
  });

  it('leaves a word out that stands nowhere, and says so', async () => {
    const found = await index.find('qqqqqqqqqq delete file');
    expect(found.ignored).toEqual(['qqqqqqqqqq']);
    expect(found.tools.length).toBeGreaterThan(0);
  });

  it('to nothing, to separators and to a word that nobody uses is empty', async () => {
    for (const text of ['', ' _- ', 'qqqqqqqqqq', '""'])
      expect(await index.find(text), text).toMatchObject({ tools: [], servers: [], complete: true });
  });

  it('in quotation marks names every tool of this name and no other', async () => {
    const found = await index.find('"delete_file"', {}, 1000);
    const all = servers.flatMap(({ tools }) => tools.filter(({ name }) => nameWords(name).join(' ') === 'delete file'));
    expect(found.tools).toHaveLength(all.length);
    expect(new Set(names(found).map((name) => nameWords(name).join(' ')))).toEqual(new Set(['delete file']));
  });
});

describe('all answers together', () => {
  const FILTERS: [string, Partial<Filters>][] = [
    ['no filter', {}],
    ['a category', { categories: ['Destructive'] }],
    ['two risks', { risks: ['High', 'Critical'] }],
    ['category and risk', { categories: ['Financial'], risks: ['Critical'] }],
    ['evidence', { evidence: ['live'] }],
    ['everything', { categories: ['Read', 'Write'], risks: ['Low'], evidence: ['package', 'readme'] }],
    ['a server', { server: 'org.example-42' }],
  ];

  it.each(FILTERS)('are exactly the tools that match, with %s', async (_, filters) => {
    for (const words of [['delete'], ['delete', 'file'], ['github', 'issue'], ['workspace', 'send'], ['quarry']]) {
      // The space says that the last word is finished.
      const found = await index.find(`${words.join(' ')} `, filters, 10_000, true);
      const plain = found.tools.flatMap(({ hits: all }) => all);
      for (const hit of plain) {
        if (filters.categories) expect(filters.categories).toContain(hit.category);
        if (filters.risks) expect(filters.risks).toContain(hit.risk);
        if (filters.evidence) expect(filters.evidence).toContain(hit.evidence);
        if (filters.server) expect(hit.server.slug).toBe(filters.server);
      }
      expect(total(found), words.join()).toBe(expected(words, filters));
    }
  });

  it('of a filter without words are all tools with this label', async () => {
    for (const filters of [
      { risks: [RISKS[3]], categories: [CATEGORIES[4]] },
      { evidence: [EVIDENCE_LEVELS[0]], risks: [RISKS[0]] },
      { server: 'org.example-7' },
    ]) {
      expect(total(await index.find('', filters, 10_000))).toBe(expected([], filters));
    }
  });

  it('are none where the server is unknown', async () => {
    expect((await index.find('delete', { server: 'no-such-server' })).tools).toEqual([]);
  });

  it('are given once each, and the same beginning however many are asked for', async () => {
    const all = hits(await index.find('file ', {}, 10_000, true)).map((hit) => JSON.stringify(hit));
    expect(new Set(all).size).toBe(all.length);
    const few = hits(await index.find('file ', {}, 10)).map((hit) => JSON.stringify(hit));
    expect(all.slice(0, few.length)).toEqual(few);
  });
});

describe('the index', () => {
  const digest = (dir: string): string => {
    const hash = createHash('sha256');
    for (const file of globSync('**/*.*', { cwd: dir }).sort()) hash.update(file).update(readFileSync(join(dir, file)));
    return hash.digest('hex');
  };

  it('of the same servers has the same bytes', async () => {
    expect(digest((await built(servers)).dir)).toBe(digest(index.dir));
  });

  it('is many small files: none is large, and an answer needs few of them', async () => {
    const sizes = globSync('**/*.bin', { cwd: index.dir }).map((file) => statSync(join(index.dir, file)).size);
    expect(Math.max(...sizes)).toBeLessThan(16_000);
    const fresh = await built(servers);
    fresh.spent();
    await fresh.find('delete repository', { risks: ['Critical'] });
    expect(fresh.spent()).toBeLessThan(80_000);
  });

  it('gives strangers’ names back as they are, and finds them by what letters they have', async () => {
    const wild = [
      '__proto__',
      'constructor',
      '</script><img src=x>',
      '../../x',
      '‮evil_rtl',
      '🦄'.repeat(30),
      '.',
      'con',
      'delete\u0000file',
      '名前を変更',
    ];
    const small = await built([
      server(
        'evil',
        wild.map((name, i) => tool(name, { slug: `tool-${i}` })),
        { title: '<b>Evil</b>' },
      ),
    ]);
    const all = (await small.find('', { server: 'evil' }, 100)).tools.flatMap(({ hits: each }) => each.map(({ name }) => name));
    expect(all.toSorted()).toEqual(wild.toSorted());
    for (const [text, name] of [
      ['proto', '__proto__'],
      ['constructor', 'constructor'],
      ['img script', '</script><img src=x>'],
      ['evilrtl', '‮evil_rtl'],
      ['変更', '名前を変更'],
    ] as const) {
      expect(names(await small.find(text)), text).toContain(name);
    }
  });

  it('answers beyond the first stretch of ids as within it', async () => {
    const large = await built([
      ...Array.from({ length: 700 }, (_, i) =>
        server(
          `s${i}`,
          Array.from({ length: 100 }, (__, k) => tool(`verb${k}_thing${(i * 7 + k) % 9000}`)),
        ),
      ),
      server('last', [tool('a_b_c_d_e_f_zebra', { risk: 'Critical' })]),
    ]);
    expect(names(await large.find('zebra'))).toEqual(['a_b_c_d_e_f_zebra']);
    expect(names(await large.find('"verb5 thing5"'))).toEqual(['verb5_thing5']);
    expect(names(await large.find('', { risks: ['Critical'] }))).toEqual(['a_b_c_d_e_f_zebra']);
  });

  it('of no servers answers with nothing', async () => {
    const empty = await built([]);
    expect(await empty.find('anything')).toMatchObject({ tools: [], servers: [] });
  });
});
