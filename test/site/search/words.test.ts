import { describe, expect, it } from 'vitest';
import { splitWord } from '../../../site/search/compounds.ts';
import { allowedErrors, errorsBetween } from '../../../site/search/typing.ts';
import { nameWords, otherNumbers, textWords } from '../../../site/search/words.ts';

describe('words', () => {
  it.each([
    ['delete_file', ['delete', 'file']],
    ['delete-file', ['delete', 'file']],
    ['deleteFile', ['delete', 'file']],
    ['DeleteFile', ['delete', 'file']],
    ['DELETE_FILE', ['delete', 'file']],
    ['ns.delete/file', ['delete', 'file'].toSpliced(0, 0, 'ns')],
    ['getURLPath', ['get', 'url', 'path']],
    ['s3PutObject', ['s3', 'put', 'object']],
    ['créer_réunion', ['creer', 'reunion']],
    ['ｆｅｔｃｈ', ['fetch']],
    ['搜索文件', ['搜索', '索文', '文件']],
    ['搜', ['搜']],
    ['🦄🦄', []],
    ['', []],
  ])('of the name %j are %j', (name, words) => {
    expect(nameWords(name)).toEqual(words);
  });

  it('of a text are not parted where the case changes', () => {
    expect(textWords('GitHub, OpenAI & Co.')).toEqual(['github', 'openai', 'co']);
  });

  it('are bounded, whatever a server calls its tools', () => {
    const words = nameWords(`${'x'.repeat(10_000)} ${'word_'.repeat(10_000)}`);
    expect(words.length).toBeLessThanOrEqual(24);
    expect(Math.max(...words.map((word) => word.length))).toBeLessThanOrEqual(32);
  });

  it.each([
    ['issue', 'issues'],
    ['query', 'queries'],
    ['branch', 'branches'],
    ['box', 'boxes'],
    ['key', 'keys'],
    ['cookie', 'cookies'],
  ])('%j and %j lead to each other', (one, many) => {
    expect(otherNumbers(one)).toContain(many);
    expect(otherNumbers(many)).toContain(one);
  });

  it.each(['status', 'analysis', 'access', 's3', 'ok'])('%j is no plural of anything shorter', (word) => {
    expect(otherNumbers(word).every((other) => other.length > word.length)).toBe(true);
  });
});

describe('a word written together', () => {
  const frequent = (counts: Record<string, number>) => (word: string) => counts[word] ?? 0;

  it('is two where each half is far more frequent', () => {
    expect(splitWord('deletefile', frequent({ delete: 500, file: 900, deletefile: 2 }))).toEqual(['delete', 'file']);
  });

  it('stays one where it is a word of its own', () => {
    expect(splitWord('database', frequent({ data: 900, base: 300, database: 400 }))).toEqual([]);
  });
});

describe('typing errors', () => {
  it.each([
    ['github', 'github', 0],
    ['gihtub', 'github', 1],
    ['gthub', 'github', 1],
    ['githhub', 'github', 1],
    ['gitjub', 'github', 1],
    ['gtihbu', 'github', 2],
    ['stripe', 'github', 3],
  ])('between %j and %j are %i, counted to 2', (typed, word, errors) => {
    expect(errorsBetween(typed, word, 2)).toBe(errors);
  });

  it('are counted against the beginning of a word that is still being typed', () => {
    expect(errorsBetween('kuebr', 'kubernetes', 1, true)).toBe(1);
    expect(errorsBetween('kuebr', 'kubernetes', 1)).toBe(2);
  });

  it('are never guessed in words of three letters', () => {
    expect(allowedErrors(3)).toBe(0);
  });
});
