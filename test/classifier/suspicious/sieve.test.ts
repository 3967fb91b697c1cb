import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needed } from '../../../classifier/suspicious/needed.ts';
import { sieveOf } from '../../../classifier/suspicious/sieve.ts';
import { SIGNALS } from '../../../classifier/suspicious/signals/index.ts';
import { reading } from '../../../classifier/suspicious/unicode.ts';
import { runs } from '../../helpers/runs.ts';
import { DESCRIPTIONS } from './attacks.ts';

const PATTERNS = SIGNALS.flatMap(({ patterns, otherLanguages = [] }) => [...patterns, ...otherLanguages]);

describe('what a pattern needs', () => {
  it.each([
    [/\bcalls? (?:it|this)\b/i, [[['call it', 'call this', 'calls it', 'calls this']]]],
    [/\b(?:hide|conceal)\s+the\s+log\b/, [[['hide the log', 'conceal the']]]],
    [/\bnever\b(?! mind)(?<=r)\s*(?:say)?/, [[['never']]]],
    [/first|second/, [[['first']], [['second']]]],
    [/(?:note\s+to|mind\s+the)\s/, [[['note to', 'mind the']]]],
    [
      /(?:hide\s+\w+|keep\s+(?:it|this)\s+[a-z]+)\s+from\b/,
      [
        [['hide'], ['from']],
        [['keep it', 'keep this'], ['from']],
      ],
    ],
    [/read[- ]?only|#1|so/, [[['readonly', 'read only']], [['#1']], []]],
    [/a[bc]d|[a-z]+|\d{3,}x/, [[['abd', 'acd']], [], []]],
    [/(?:abc){2,}de{0,4}f/, [[['abc']]]],
    [/\x41b\u0063(\w)\1/, [[['abc']]]],
    [/消息|à/, [[['消息']], [['à']]]],
    [/unicode/u, [[]]],
  ])('of %s is read off the pattern', (pattern, clauses) => {
    expect(needed(pattern)).toEqual(clauses);
  });

  it('is not guessed where a pattern is written in a way that is not known', () => {
    expect(() => needed(/(?i:word)/)).toThrow('cannot read the pattern');
  });
});

describe('the sieve', () => {
  const sieve = sieveOf(PATTERNS);

  function held(text: string): RegExp[] {
    const through = new Set(sieve.candidates(text));
    return PATTERNS.filter((pattern, place) => pattern.test(text) && !through.has(place));
  }

  it('lets every pattern through that matches, whatever stands around it and however it is written', () => {
    for (const [, text] of DESCRIPTIONS)
      for (const form of [reading(text), text, text.toUpperCase(), text.toLowerCase(), `é ${text} é`]) expect(held(form)).toEqual([]);
  });

  it('lets every pattern through that matches pieces put together at random', () => {
    const pieces = DESCRIPTIONS.flatMap(([, text]) => reading(text).split(/(?<=[ .])/)).slice(0, 400);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 30 }), (some) => {
        expect(held(some.join(''))).toEqual([]);
      }),
      runs(200),
    );
  });

  it('reads a name as the words that it joins', () => {
    const joined = DESCRIPTIONS.map(([, text]) => reading(text).replace(/[ -]/g, '_'));
    for (const text of joined) {
      const through = new Set(sieve.candidates(text));
      const said = text.replaceAll('_', ' ');
      expect(PATTERNS.filter((pattern, place) => pattern.test(said) && !through.has(place))).toEqual([]);
    }
  });

  it('takes any white space between two words for a blank', () => {
    for (const [, text] of DESCRIPTIONS)
      for (const blank of ['  ', '\n\t', '\u00a0', ' \u3000\u2028']) expect(held(reading(text).replaceAll(' ', blank))).toEqual([]);
  });

  it('gives the places in their order', () => {
    for (const [, text] of DESCRIPTIONS) {
      const places = [...sieve.candidates(reading(text))];
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    }
  });

  it('holds nearly all patterns back from an ordinary description', () => {
    const ordinary = 'Lists all open invoices of a customer. Use the id that find_customer returns, and the page to go on.';
    expect(sieve.candidates(ordinary).length).toBeLessThan(PATTERNS.length / 20);
  });
});
