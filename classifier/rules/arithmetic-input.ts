import { among, hasLemma, set } from '../reading/look.ts';
import { quoteLead } from '../reading/quote.ts';
import type { Reading } from '../reading/types.ts';
import { type Finding, NOTHING, type Rule } from '../types.ts';

const ARITHMETIC = set('add sum subtract multiply divide plus minus round square power sub mul div modulo count');
const NUMBERS = set('number value num array item list');
/** What they must be called where no schema tells their type: items and lists are added to as well. */
const CALLED_NUMBERS = set('number num');
const THINGS = set('node item row column page task event user tool');
/** `power-off-droplet`: a switch. */
const SWITCHED = set('on off cycle');

const ADDING = set('add sum');

/** `add` and nothing more, neither described nor given a schema: on whatever is added something would be named. */
function isBare({ name, silent, hasSchema, params }: Reading): boolean {
  return name.words.length === 1 && among(name.words[0], ADDING) && silent && !hasSchema && params.length === 0;
}

/** "Adds two numbers", where no schema tells of any. */
function tellsOfNumbers({ hasSchema, lead }: Reading): boolean {
  const told = lead?.words ?? [];
  return !hasSchema && among(told[0], ARITHMETIC) && hasLemma(told.slice(1, 6), CALLED_NUMBERS) !== undefined;
}

/** A verb of arithmetic, and nothing but numbers to apply it to. */
function takesNumbers({ name, params, server }: Reading): boolean {
  const words = name.bare;
  if (!among(words[0], ARITHMETIC) || words.length > 3 || params.length === 0 || params.length > 4) return false;
  const numeric = params.every(
    (param) =>
      param.type === 'number' ||
      param.type === 'integer' ||
      (param.type === 'array' && among(param.words[0], NUMBERS)) ||
      param.name.length === 1,
  );
  if (!numeric && !(server.domains[0] === 'compute' && words.length === 1)) return false;
  return !hasLemma(words, THINGS) && !hasLemma(words, SWITCHED) && !words.some(({ text }) => text === 'to');
}

export const arithmeticInput: Rule = {
  id: 'arithmetic-input',
  title: 'Numbers in, a number out',
  text: 'Every parameter is a number, a list of numbers or an expression, and the verb is one of arithmetic: add, subtract, multiply, count, round. The word "add" here changes nothing.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    if (!isBare(reading) && !tellsOfNumbers(reading) && !takesNumbers(reading)) return NOTHING;
    return [
      {
        rule: 'arithmetic-input',
        force: 'exception',
        saw: 'it computes with numbers',
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'base',
        level: 'Low',
      },
    ];
  },
};
