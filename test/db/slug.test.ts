import { describe, expect, it } from 'vitest';
import { slugify, toolSlugs } from '../../db/slug.ts';

describe('slugify', () => {
  it.each([
    ['send_email', 'send-email'],
    ['getWeather', 'getweather'],
    ['files.read', 'files.read'],
    ['a b/c:d', 'a-b-c-d'],
    ['io.github.acme/mail-server', 'io.github.acme-mail-server'],
    ['_private', '-private'],
    ['2fa', '2fa'],
  ])('%s → %s', (name, slug) => {
    expect(slugify(name, 'tool')).toBe(slug);
  });

  it.each(['', '.', '..', '...', '__', '获取天气', '🙂', '-'])('a name without a Latin letter or digit has a hash: %j', (name) => {
    expect(slugify(name, 'tool')).toMatch(/^tool-[0-9a-f]{8}$/);
    expect(slugify(name, 'server')).toMatch(/^server-[0-9a-f]{8}$/);
  });

  it.each(['con', 'NUL', 'aux.txt', 'com1', 'LPT9.log', 'prn'])('is no device of Windows: %s', (name) => {
    expect(slugify(name, 'tool')).toMatch(/^tool-/);
  });

  it.each(['policy.json', 'feed.xml', 'index.html', 'policy.cedar', 'a.tar.gz', 'x.YAML'])(
    'is no file that may lie beside it: %s',
    (name) => {
      expect(slugify(name, 'tool')).toMatch(/-tool$/);
    },
  );

  it.each(['.env', '../../etc/passwd', 'a\\..\\b', 'x'.repeat(5_000), `${'é'.repeat(90)}a`, 'a\0b', '\u202eabc', `${'x'.repeat(79)}.y`])(
    'is one safe folder name of at most 80 characters: %j',
    (name) => {
      expect(slugify(name, 'tool')).toMatch(/^(?!\.)[a-z0-9.-]{1,80}(?<!\.)$/);
    },
  );

  it('keeps long names apart that begin alike', () => {
    expect(slugify(`${'x'.repeat(200)}a`, 'tool')).not.toBe(slugify(`${'x'.repeat(200)}b`, 'tool'));
  });
});

describe('toolSlugs', () => {
  const none = new Map<string, string>();

  it('gives a collision the suffix -2 in definition order', () => {
    expect([...toolSlugs(['send_email', 'send-email', 'SEND_EMAIL'], none).values()]).toEqual([
      'send-email',
      'send-email-2',
      'send-email-3',
    ]);
  });

  it('a numbered slug never collides with a name that is numbered itself', () => {
    expect([...toolSlugs(['a-2', 'a', 'A'], none).values()]).toEqual(['a-2', 'a', 'a-3']);
  });

  it('an address once given stays with its tool, whatever comes before it later', () => {
    const first = toolSlugs(['send-email'], none);
    expect(toolSlugs(['send_email', 'send-email'], first)).toEqual(
      new Map([
        ['send-email', 'send-email'],
        ['send_email', 'send-email-2'],
      ]),
    );
  });
});
