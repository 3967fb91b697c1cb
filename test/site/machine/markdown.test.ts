import { describe, expect, it } from 'vitest';
import { fence, prose, span } from '../../../site/machine/markdown.ts';

const STRANGERS = [
  'plain',
  '`',
  '``` js',
  'a`b``c',
  '` `',
  '',
  '  ',
  '[x](javascript:alert(1))',
  '<img src=x onerror=alert(1)>',
  '# head\n* item',
  'a|b',
  '\u202Eabc',
  '~~~',
  '```\nend',
];

describe('Markdown twins', () => {
  it.each(STRANGERS)('a code span of %j is one line that nothing inside ends', (text) => {
    const made = span(text);
    const ticks = /^`+/.exec(made)?.[0] ?? '';
    const inner = made.slice(ticks.length, -ticks.length);
    expect(made).not.toContain('\n');
    expect(made.endsWith(ticks)).toBe(true);
    expect(inner.match(/`+/g)?.map((run) => run.length) ?? []).not.toContain(ticks.length);
    expect(inner.trim()).toBe(text.replace(/\s+/g, ' ').trim());
  });

  it.each(STRANGERS)('a code block of %j is ended by no line inside', (text) => {
    const lines = fence(text).split('\n');
    const ticks = lines.at(-1) ?? '';
    expect(lines[0]).toBe(`${ticks}text`);
    expect(lines.slice(1, -1).some((line) => line.trim().startsWith(ticks))).toBe(false);
    expect(lines.slice(1, -1).join('\n')).toBe(text);
  });

  it('prose has no markup left: every mark of Markdown and HTML is escaped', () => {
    for (const text of STRANGERS) expect(prose(text).replace(/\\[\\`*_{}[\]<>#|~&!]/g, '')).not.toMatch(/[`*_{}[\]<>#|~&!\n]/);
  });
});
