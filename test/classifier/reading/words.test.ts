import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRoom, packed, wordOf, wordSet } from '../../../classifier/reading/lexicon.ts';
import { hasLemma, phraseAt, set } from '../../../classifier/reading/look.ts';
import { nameWords, textWords } from '../../../classifier/reading/words.ts';
import { runs } from '../../helpers/runs.ts';

function spelled(text: string): string[] {
  return textWords(text, 0, text.length).map((word) => word.text);
}

describe('words', () => {
  it('are forgotten where they are too many, between two tools only, and those of names with them', () => {
    const before = nameWords('pause_service');
    for (let many = 0; many < 70_000; many++) wordOf(`zq${many}`);
    expect(wordOf('pause')).toBe(before[0]);
    makeRoom();
    expect(wordOf('pause')).not.toBe(before[0]);
    expect(nameWords('pause_service')).toEqual([wordOf('pause'), wordOf('service')]);
    expect(nameWords('pause_service')[0]).toBe(wordOf('pause'));
  });

  it('of a language without spaces are those we know, and what stands between them in Latin letters', () => {
    expect(spelled('执行SQL查询。')).toEqual(['run', 'sql', 'search']);
    expect(spelled('SQLを実行')).toEqual(['sql', 'run']);
  });

  it('of a text are its runs of letters and digits in lower case, each the same object wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aAbBzZ09 _-.é', 'Delete', 'FILE') }), (text) => {
        expect(spelled(text)).toEqual(text.toLowerCase().match(/[a-z0-9é]+/g) ?? []);
        for (const word of textWords(text, 0, text.length)) expect(wordOf(word.text)).toBe(word);
      }),
      runs(300),
    );
  });

  it('are told apart where they are long and packed alike', () => {
    const [one, other] = packedAlike();
    expect(spelled(`${one} ${other} ${one}`)).toEqual([one, other, one]);
  });

  it.each([
    ['getHTTPResponse_v2', 'get http response v2'],
    ['delete-file.now', 'delete file now'],
    ['getwallethistory', 'get wallethistory'],
    ['文件删除', 'file delete'],
  ])('of the name %s are %s, the second time as well', (name, words) => {
    for (const time of [1, 2]) expect([time, nameWords(name).map((word) => word.text)]).toEqual([time, words.split(' ')]);
  });

  it('stay as they are however many there are', () => {
    const before = wordOf('invoice');
    for (let number = 100_000; number < 170_000; number++) textWords(`w${number}`, 0, 7);
    expect({ ...wordOf('invoice') }).toEqual({ ...before });
    expect(spelled('An invoice')).toEqual(['an', 'invoice']);
  });
});

/** Two words of twenty letters with the same head and the same tail. */
function packedAlike(): [string, string] {
  const met = new Map<number, string>();
  for (let number = 1; ; number++) {
    let tail = 0;
    let word = 'abcdef';
    for (let at = 0, bits = number; at < 14; at++) {
      bits = Math.imul(bits, 0x41c64e6d) + 12345;
      const letter = 1 + ((bits >>> 16) % 26);
      tail = packed(tail, letter);
      word += String.fromCharCode(96 + letter);
    }
    const before = met.get(tail);
    if (before !== undefined && before !== word) return [before, word];
    met.set(tail, word);
  }
}

describe('a set of words', () => {
  const [first] = textWords('quagmires', 0, 9);
  const late = wordSet(['quagmire']);

  it('knows words that were met before it', () => {
    expect(hasLemma(textWords('of Quagmires', 0, 12), late)?.text).toBe('quagmires');
    expect(first && hasLemma([first], late)).toBe(first);
  });

  it.each([
    ['reset the api key', 2],
    ['reset the api and its key', 2],
    ['reset the api of this and its key', -1],
    ['reset the key', -1],
  ])('stands in a phrase: %s', (text, at) => {
    expect(phraseAt(textWords(text, 0, text.length), [set('api ssh'), set('key')])).toBe(at);
  });
});

it('a set that holds a word which is never met is refused, since nobody would notice', () => {
  expect(() => set('file folders')).toThrow('"folders" is met as "folder"');
  expect(() => set('folder folders')).not.toThrow();
});
