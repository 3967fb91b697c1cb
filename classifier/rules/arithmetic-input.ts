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

export const arithmeticInput: Rule = {
  id: 'arithmetic-input',
  title: 'Numbers in, a number out',
  text: 'Every parameter is a number, a list of numbers or an expression, and the verb is one of arithmetic: add, subtract, multiply, count, round. The word "add" here changes nothing.',
  rubric: ['base'],
  check(reading): readonly Finding[] {
    const { params, name } = reading;
    const words = name.bare;
    const verb = words[0];
    const told = reading.lead?.words ?? [];
    if (isBare(reading) || (!reading.hasSchema && among(told[0], ARITHMETIC) && hasLemma(told.slice(1, 6), CALLED_NUMBERS))) {
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
    }
    if (!verb || words.length > 3 || !among(verb, ARITHMETIC) || params.length === 0 || params.length > 4) return NOTHING;
    const numeric = params.every(
      (param) =>
        param.type === 'number' ||
        param.type === 'integer' ||
        (param.type === 'array' && among(param.words[0], NUMBERS)) ||
        param.name.length === 1,
    );
    if (!numeric && !(reading.server.domains[0] === 'compute' && words.length === 1)) return NOTHING;
    if (hasLemma(words, THINGS) || hasLemma(words, SWITCHED) || words.some(({ text }) => text === 'to')) return NOTHING;
    return [
      {
        rule: 'arithmetic-input',
        force: 'exception',
        lifts: [],
        saw: 'it computes with numbers',
        quote: quoteLead(reading),
        category: 'Read',
        basis: 'base',
        level: 'Low',
      },
    ];
  },
};
