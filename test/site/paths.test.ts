import { describe, expect, it } from 'vitest';
import { setOptions } from '../../site/options.ts';
import { absolute, href, listPath, safeUrl } from '../../site/paths.ts';
import { OPTIONS } from './options.ts';

describe('addresses', () => {
  it('carry the base once, and the host where it is known', () => {
    setOptions({ ...OPTIONS, base: '/x/', url: 'https://example.org' });
    expect([href('/'), href('/tools/'), absolute('/tools/')]).toEqual(['/x/', '/x/tools/', 'https://example.org/x/tools/']);
    setOptions(OPTIONS);
    expect([href('/'), absolute('/')]).toEqual(['/', undefined]);
  });

  it('of further pages can be no server', () =>
    expect([listPath('/servers/', 1), listPath('/servers/', 2)]).toEqual(['/servers/', '/servers/~2/']));

  it.each([
    ['https://example.org/a?b=<c>', 'https://example.org/a?b=%3Cc%3E'],
    ['http://example.org', 'http://example.org/'],
    ['javascript:alert(1)', undefined],
    [' JaVaScRiPt:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['https://user:pass@example.org/', undefined],
    ['//example.org', undefined],
    ['git@github.com:a/b.git', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of a server are followed only if a browser may: %j', (url, safe) => expect(safeUrl(url)).toBe(safe));
});
