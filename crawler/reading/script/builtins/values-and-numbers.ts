/** `JSON`, `Math`, `Number`, `Date` and the global functions on plain values. */
import type { Json } from '../../../../db/model.ts';
import { parseJson } from '../../json.ts';
import { fromHost, noLosses, toJson } from '../json-values.ts';
import type { Machine } from '../machine.ts';
import {
  isPrimitive,
  isUnknown,
  lift,
  type Native,
  newSlot,
  type Obj,
  object,
  type Primitive,
  partlyKnown,
  truth,
  unknown,
  type Value,
} from '../values.ts';
import { constructor, install, nativeFunction, prototypeFor } from './native.ts';

const MATH = 'abs ceil floor round trunc max min sqrt pow log log2 log10 sign hypot exp cbrt sin cos tan atan atan2'.split(' ');
const NUMBER = 'toFixed toString toLocaleString toPrecision'.split(' ');
const PLAIN_FUNCTIONS: Record<string, (...args: never[]) => unknown> = {
  parseInt: Number.parseInt,
  parseFloat: Number.parseFloat,
  isNaN: (value: number) => Number.isNaN(Number(value)),
  isFinite: (value: number) => Number.isFinite(Number(value)),
  encodeURIComponent,
  encodeURI,
  decodeURI,
  decodeURIComponent,
};

export function installPlainValues(machine: Machine): Record<string, Value> {
  const { number, boolean, date, object: proto } = machine.protos;
  const math = object(proto);
  for (const name of MATH)
    install(machine, math, {
      [name]: onPlain((...args) => (Math as unknown as Record<string, (...args: number[]) => number>)[name]?.(...(args as number[]))),
    });
  install(machine, math, { random: () => unknown('Math.random()') });
  for (const name of ['PI', 'E', 'LN2', 'LN10', 'SQRT2'] as const) math.slots.set(name, newSlot(Math[name], true));
  for (const name of NUMBER) install(machine, number, { [name]: numberMethod(name) });
  install(machine, boolean, { toString: booleanText });
  const made: Record<string, Value> = {
    Math: math,
    JSON: install(machine, object(proto), JSON_FUNCTIONS),
    Number: constructor(
      machine,
      'Number',
      number,
      ({ args: [value = 0] }) => lift(value, (one) => (isPrimitive(one) && typeof one !== 'symbol' ? Number(one) : unknown('Number()'))),
      {
        isInteger: onPlain((value) => Number.isInteger(value)),
        isFinite: onPlain((value) => Number.isFinite(value)),
        isNaN: onPlain((value) => Number.isNaN(value)),
        isSafeInteger: onPlain((value) => Number.isSafeInteger(value)),
        parseInt: onPlain((value, radix) => Number.parseInt(String(value), radix as number | undefined)),
        parseFloat: onPlain((value) => Number.parseFloat(String(value))),
      },
    ),
    Boolean: constructor(machine, 'Boolean', boolean, ({ args: [value] }) => {
      const test = truth(value);
      return typeof test === 'boolean' ? test : unknown('Boolean()', test.usually);
    }),
    BigInt: nativeFunction(machine, 'BigInt', ({ args: [value] }) =>
      typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : unknown('BigInt()'),
    ),
    Date: constructor(machine, 'Date', date, newDate, { now: () => unknown('Date.now()'), parse: () => unknown('Date.parse()') }),
  };
  for (const name of [
    'MAX_SAFE_INTEGER',
    'MIN_SAFE_INTEGER',
    'MAX_VALUE',
    'MIN_VALUE',
    'EPSILON',
    'POSITIVE_INFINITY',
    'NEGATIVE_INFINITY',
    'NaN',
  ] as const)
    (made.Number as Obj).slots.set(name, newSlot(Number[name], true));
  for (const [name, run] of Object.entries(PLAIN_FUNCTIONS))
    made[name] = nativeFunction(machine, name, onPlain(run as (...args: Primitive[]) => unknown));
  made.structuredClone = nativeFunction(machine, 'structuredClone', ({ machine: owner, args: [value] }) =>
    fromHost(owner, toJson(owner, value)),
  );
  return made;
}

const booleanText: Native = ({ self }) => (isPrimitive(self) ? String(self) : unknown('toString()'));

/** A function of the engine, where all arguments are plain and known. */
function onPlain(run: (...args: Primitive[]) => unknown): Native {
  return ({ args }) => {
    if (!args.every((each) => isPrimitive(each) && typeof each !== 'symbol')) return unknown('plain()');
    try {
      return run(...(args as Primitive[])) as Primitive;
    } catch (error) {
      if (error instanceof URIError || error instanceof RangeError || error instanceof TypeError) return unknown('plain()');
      throw error;
    }
  };
}

function numberMethod(name: string): Native {
  return ({ self, args: [digits] }) => {
    if (typeof self !== 'number' || (digits !== undefined && (typeof digits !== 'number' || digits < 0 || digits > 36)))
      return unknown(`${name}()`);
    // In the language of most machines, not of ours.
    if (name === 'toLocaleString') return self.toLocaleString('en-US');
    return name === 'toFixed'
      ? self.toFixed(digits as number | undefined)
      : name === 'toPrecision'
        ? self.toPrecision(digits as number | undefined)
        : self.toString(digits ? Math.max(2, digits as number) : 10);
  };
}

const JSON_FUNCTIONS: Record<string, Native> = {
  parse: ({ machine, args: [text] }) => {
    if (typeof text !== 'string') return unknown('JSON.parse()');
    const value = parseJson(text);
    return value === undefined ? unknown('JSON.parse()') : fromHost(machine, value as Json);
  },
  stringify: ({ machine, args: [value, , indent] }) => {
    if (isUnknown(value)) return unknown('JSON.stringify()');
    const losses = noLosses();
    const json = toJson(machine, value, losses);
    const text =
      json === undefined
        ? undefined
        : JSON.stringify(json, null, typeof indent === 'number' || typeof indent === 'string' ? indent : undefined);
    return text !== undefined && (losses.unknown > 0 || losses.cyclic || losses.tooLarge) ? partlyKnown(text) : text;
  },
};

/** Times are not known, unless the program names one. */
const newDate: Native = ({ machine, args: [value], newTarget }) => {
  if (!newTarget || (typeof value !== 'string' && typeof value !== 'number')) return unknown('Date()', true);
  const made = object(prototypeFor(newTarget, machine.protos.date));
  made.host = new Date(value);
  return made;
};
