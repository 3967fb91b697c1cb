import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPENNESS, senseOf, servicesOf, thingsOf } from '../../../classifier/model/senses.ts';
import { wordOf } from '../../../classifier/reading/lexicon.ts';

const words = (text: string) => text.split(' ').map(wordOf);
const file: Record<'things' | 'servers', Record<string, string>> = JSON.parse(
  readFileSync(new URL('../../../classifier/model/senses.json', import.meta.url), 'utf8'),
);

describe('the senses of words', () => {
  it('of several words the strongest of each question count together', () => {
    const [weather, password, email] = ['weather', 'password', 'email'].map((text) => thingsOf(words(text)));
    expect(thingsOf(words('weather password')) & OPENNESS).toBe((password ?? 0) & OPENNESS);
    expect(thingsOf(words('weather email')) & OPENNESS).toBe((email ?? 0) & OPENNESS);
    expect((weather ?? 0) & OPENNESS).not.toBe((password ?? 0) & OPENNESS);
  });

  it('a phrase has its own, its last word alone another', () => {
    const [pull, request] = words('pull request');
    expect(senseOf(request as never, pull).things).not.toBe(senseOf(request as never).things);
    expect(senseOf(request as never, wordOf('banana')).things).toBe(senseOf(request as never).things);
  });

  it('are none of a word that nobody told of', () => {
    expect(thingsOf(words('xyzzyqux'))).toBe(0);
    expect(servicesOf(words('xyzzyqux'), 5)).toEqual([]);
  });

  it('name the services of products, each once, of the first words', () => {
    expect(servicesOf(words('slack slack'), 5)).toHaveLength(1);
    expect(servicesOf(words('slack stripe'), 5)).toHaveLength(2);
    expect(servicesOf(words('slack stripe'), 1)).toEqual(servicesOf(words('slack'), 1));
  });

  it('answer each question once for a word', () => {
    const questions = [
      ['open', 'setting', 'private', 'secret'],
      ['sometimes foreign', 'foreign'],
      ['within the team', 'outward'],
      ['workspace', 'infrastructure'],
      ['worthless', 'item', 'container'],
      ['prepared', 'written by the caller'],
      ['obligation', 'money'],
      ['steering'],
      ['physical'],
    ];
    expect(questions.flat().toSorted()).toEqual(Object.keys(file.things).toSorted());
    for (const question of [...questions.map((senses) => senses.map((sense) => file.things[sense] ?? '')), Object.values(file.servers)]) {
      const told = question.flatMap((list) => list.split(' '));
      expect(told.filter((word, at) => told.indexOf(word) !== at)).toEqual([]);
    }
  });
});
