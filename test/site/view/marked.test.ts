import { describe, expect, it } from 'vitest';
import { markQuotes } from '../../../site/view/marked.ts';

const mark = (text: string, ...quotes: string[]): string =>
  markQuotes(
    text,
    'description',
    quotes.map((quote) => ({ field: 'description', quote })),
  )
    .map((passage) => (passage.marked ? `[${passage.text}]` : passage.text))
    .join('');

describe('marked quotes', () => {
  it.each([
    ['one two three', ['two'], 'one [two] three'],
    ['one two three', ['one two', 'two three'], '[one two three]'],
    ['one two three', ['three', 'one'], '[one] two [three]'],
    ['one two three', ['absent', ''], 'one two three'],
    ['one', ['one', 'one'], '[one]'],
    ['abc', ['ab', 'bc', 'c'], '[abc]'],
  ])('%j with %j is %j', (text, quotes, marked) => expect(mark(text, ...quotes)).toBe(marked));

  it('quotes of other fields are not marked', () => {
    expect(markQuotes('text', 'description', [{ field: 'name', quote: 'text' }])).toEqual([{ text: 'text', marked: false }]);
  });
});
