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
