import { beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../../db/model.ts';
import { atomFeed, xml } from '../../../site/machine/feed.ts';
import { setOptions } from '../../../site/options.ts';
import { OPTIONS } from '../options.ts';

beforeAll(() => setOptions({ ...OPTIONS, base: '/x/', url: 'https://index.example.org' }));

const change = (summary: string, at = '2026-11-20T03:12:00.000Z'): Change => ({
  at,
  kind: 'definition-changed',
  severity: 'alarm',
  server: 'a',
  tool: 'b',
  summary,
});

describe('feeds', () => {
  it.each([
    ['<b>&"\'', '&#60;b&#62;&#38;&#34;&#39;'],
    ['bell\u0007 and null\u0000', 'bell\ufffd and null\ufffd'],
    ['half \ud83e pair', 'half \ufffd pair'],
    ['whole 🦄 pair', 'whole 🦄 pair'],
    ['ends ]]> here', 'ends ]]&#62; here'],
  ])('%j stands in XML as text', (text, escaped) => expect(xml(text)).toBe(escaped));

  it('a first night is one entry a kind, and what a server added one entry; an alarm stands for itself', () => {
    const many = (kind: Change['kind'], server: string, tool?: string): Change => ({
      ...change('first seen'),
      severity: 'info',
      kind,
      server,
      tool,
    });
    const servers = Array.from({ length: 300 }, (_, index) => many('server-appeared', `s${index}`));
    const tools = [many('tool-added', 'a', 'x'), many('tool-added', 'a', 'y'), many('tool-added', 'b', 'x')];
    const feed = atomFeed('All', '/changes/feed.xml', '/changes/', [...servers, ...tools, change('one'), change('two')], 'never');
    const titles = [...feed.matchAll(/<entry><title>(.*?)<\/title>/g)].map(([, title]) => title);
    expect(titles).toEqual([
      '300 servers appeared',
      '2 tools added',
      'x on b: Tool first seen',
      'ALARM: b on a: One',
      'ALARM: b on a: Two',
    ]);
    expect(feed).toContain(', s19 and 280 others.</summary>');
    expect(new Set(feed.match(/<id>.*?<\/id>/g)).size).toBe(5);
  });

  it('addresses are whole, an alarm says so, and the newest entry dates the feed', () => {
    const feed = atomFeed(
      'All <of> it',
      '/changes/feed.xml',
      '/changes/',
      [change('Now <i>x'), change('Before', '2026-01-01T00:00:00.000Z')],
      'never',
    );
    expect(feed).toContain('<updated>2026-11-20T03:12:00.000Z</updated>');
    expect(feed).toContain('href="https://index.example.org/x/changes/feed.xml"');
    expect(feed).toContain('<title>ALARM: b on a: Now &#60;i&#62;x</title>');
    expect(feed.match(/<entry>/g)).toHaveLength(2);
    expect(feed).not.toContain('<i>');
  });
});
