import { describe, expect, it } from 'vitest';
import { robotsAllow } from '../../crawler/robots.ts';

const TEXT = `
# a comment
User-agent: other
Disallow: /

User-Agent: mcp-risk-index
User-agent: friend
Disallow: /private   # and below
Allow: /private/open
Disallow: /*.pdf$
Disallow: /search*sort=
Allow: /tie
Disallow: /tie

User-agent: *
Disallow: /everybody
`;

describe('robots.txt', () => {
  it.each([
    ['/', true],
    ['/private', false],
    ['/private/x', false],
    ['/private/open/x', true],
    ['/file.pdf', false],
    ['/file.pdf?x', true],
    ['/search?a=1&sort=up', false],
    ['/search?a=1', true],
    ['/tie', true],
    ['/everybody', true],
  ])('%s: %s', (path, allowed) => expect(robotsAllow(TEXT, 'mcp-risk-index', path)).toBe(allowed));

  it('without a group of our own speaks to everybody', () => {
    expect(robotsAllow(TEXT, 'somebody', '/everybody')).toBe(false);
    expect(robotsAllow(TEXT, 'somebody', '/private')).toBe(true);
  });

  it.each(['', '<html>', 'Disallow: /', 'User-agent: *\nDisallow:'])('that says nothing allows all: %j', (text) =>
    expect(robotsAllow(text, 'mcp-risk-index', '/x')).toBe(true),
  );

  it('costs no more than its length, whatever the pattern', () => {
    const text = `User-agent: *\nDisallow: /${'*a'.repeat(5_000)}b$`;
    expect(robotsAllow(text, 'x', `/${'a'.repeat(20_000)}`)).toBe(true);
  });
});
