/** `String`, its methods, and `RegExp`. */

import type { Json } from '../../../../db/model.ts';
import { invoke } from '../calls.ts';
import { iteratorOver } from '../iterate.ts';
import { fromHost } from '../json-values.ts';
import type { Machine } from '../machine.ts';
import { concat, textOf } from '../operators.ts';
import {
  isFunction,
  isObj,
  isUnknown,
  type Native,
  type NativeCall,
  newSlot,
  type Obj,
  object,
  type Primitive,
  unknown,
  type Value,
} from '../values.ts';
import { constructor, install, itemsOf, list, prototypeFor } from './native.ts';

/** Methods that are the engine's own, on text and arguments that are all known. */
const PLAIN =
  'at charAt charCodeAt codePointAt endsWith includes indexOf lastIndexOf localeCompare normalize padEnd padStart search slice split startsWith substring substr toLowerCase toUpperCase trim trimStart trimEnd match concat toLocaleLowerCase toLocaleUpperCase isWellFormed'.split(
    ' ',
  );
/** Methods whose result on a partly known text is still worth having. */
const KEEPS_PARTS = new Set(['trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'normalize']);
const MAX_REPEATED = 100_000;
/** A stranger's pattern on a long text may take for ever. */
const MAX_MATCHED = 200_000;

export function installStrings(machine: Machine): Record<string, Obj> {
  const { string, regexp } = machine.protos;
  install(machine, string, Object.fromEntries(PLAIN.map((name) => [name, plain(name)])));
  install(machine, string, METHODS);
  string.slots.set(Symbol.iterator, newSlot(string.slots.get('__iterate')?.value, true));
  install(machine, regexp, PATTERN_METHODS);
  return {
    String: constructor(machine, 'String', string, ({ args: [value] }) => (value === undefined ? '' : asText(value)), STATICS),
    RegExp: constructor(machine, 'RegExp', regexp, makePattern),
  };
}

function asText(value: Value): Value {
  return concat('', value);
}

/** The engine's value for an argument, `undefined` where there is none. */
function plainArgument(value: Value): { host: unknown } | undefined {
  if (isUnknown(value) || (isObj(value) && !(value.host instanceof RegExp))) return undefined;
  return { host: isObj(value) ? value.host : value };
}

function plain(name: string): Native {
  return ({ machine, self, args }) => {
    if (isUnknown(self) && self.text !== undefined && KEEPS_PARTS.has(name))
      return { ...self, text: callHost(self.text, name, []) as string };
    if (typeof self !== 'string') return unknown(`${name}()`);
    const hosts = args.map(plainArgument);
    if (hosts.some((each) => !each) || (hosts.some((each) => each?.host instanceof RegExp) && self.length > MAX_MATCHED))
      return unknown(`${name}()`);
    return fromHost(
      machine,
      callHost(
        self,
        name,
        hosts.map((each) => each?.host),
      ) as Json,
    );
  };
}

function callHost(text: string, name: string, args: unknown[]): unknown {
  try {
    const method = (text as unknown as Record<string, (...args: unknown[]) => unknown>)[name];
    const result = method?.apply(text, args);
    return Array.isArray(result) ? [...result] : result;
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

const itself: Native = ({ self }) => self;

const METHODS: Record<string, Native> = {
  __iterate: ({ machine, self }) =>
    iteratorOver(machine, { items: typeof self === 'string' ? [...self] : [], open: typeof self !== 'string' }),
  toString: itself,
  valueOf: itself,
  repeat: ({ self, args: [count] }) =>
    typeof self === 'string' && typeof count === 'number' && count >= 0 && self.length * count <= MAX_REPEATED
      ? self.repeat(count)
      : unknown('repeat()'),
  replace: (call) => replace(call, false),
  replaceAll: (call) => replace(call, true),
  matchAll: ({ machine, self, args: [pattern] }) => {
    if (
      typeof self !== 'string' ||
      self.length > MAX_MATCHED ||
      !isObj(pattern) ||
      !(pattern.host instanceof RegExp) ||
      !pattern.host.global
    )
      return unknown('matchAll()');
    const matches = [...self.matchAll(pattern.host)].slice(0, 10_000);
    return iteratorOver(machine, { items: matches.map((match) => matchOf(machine, match)), open: false });
  },
};

function replace({ machine, self, args: [pattern, by] }: NativeCall, all: boolean): Value {
  const text = typeof self === 'string' ? self : isUnknown(self) ? self.text : undefined;
  const search = typeof pattern === 'string' ? pattern : isObj(pattern) && pattern.host instanceof RegExp ? pattern.host : undefined;
  if (text === undefined || search === undefined || text.length > MAX_MATCHED || (all && search instanceof RegExp && !search.global))
    return isUnknown(self) ? self : unknown('replace()');
  let known = true;
  const replacer = (...found: unknown[]): string => {
    const result = invoke(machine, by, undefined, found.filter((each) => typeof each !== 'object') as Primitive[]);
    const piece = textOf(result);
    if (piece === undefined) known = false;
    return piece ?? '\u2026';
  };
  const replacement = isFunction(by) ? replacer : (textOf(by) ?? undefined);
  if (replacement === undefined) return unknown('replace()');
  const result = all ? text.replaceAll(search, replacement as string) : text.replace(search, replacement as string);
  return known && typeof self === 'string' ? result : { ...unknown('replace()'), text: result };
}

const STATICS: Record<string, Native> = {
  fromCharCode: ({ args }) =>
    args.every((each) => typeof each === 'number') ? String.fromCharCode(...(args as number[])) : unknown('fromCharCode()'),
  fromCodePoint: ({ args }) =>
    args.every((each) => typeof each === 'number' && each >= 0 && each <= 0x10ffff)
      ? String.fromCodePoint(...(args as number[]))
      : unknown('fromCodePoint()'),
  raw: ({ args: [strings, ...values] }) => {
    const raw = isObj(strings) ? itemsOf(strings.slots.get('raw')?.value ?? strings) : [];
    return raw.reduce<Value>((text, piece, index) => concat(concat(text, piece), index < raw.length - 1 ? (values[index] ?? '') : ''), '');
  },
};

const makePattern: Native = ({ machine, args: [source, flags], newTarget }) => {
  const made = object(prototypeFor(newTarget, machine.protos.regexp));
  const given = isObj(source) && source.host instanceof RegExp ? source.host.source : source;
  if (typeof given !== 'string' || given.length > 20_000) return unknown('RegExp()');
  try {
    const pattern = new RegExp(
      given,
      typeof flags === 'string' ? flags : isObj(source) && source.host instanceof RegExp ? source.host.flags : '',
    );
    made.host = pattern;
    for (const [name, value] of [
      ['source', pattern.source],
      ['flags', pattern.flags],
      ['global', pattern.global],
      ['lastIndex', 0],
    ] as const)
      made.slots.set(name, newSlot(value, true));
    return made;
  } catch (error) {
    if (error instanceof SyntaxError) return unknown('RegExp()');
    throw error;
  }
};

function matchOf(machine: Machine, match: RegExpExecArray | RegExpMatchArray): Obj {
  const made = list(machine, [...match]);
  made.slots.set('index', newSlot(match.index));
  made.slots.set('groups', newSlot(match.groups ? fromHost(machine, { ...match.groups }) : undefined));
  return made;
}

const patternText: Native = ({ self }) => (isObj(self) && self.host instanceof RegExp ? String(self.host) : unknown('toString()'));

const PATTERN_METHODS: Record<string, Native> = {
  test: ({ self, args: [text] }) =>
    isObj(self) && self.host instanceof RegExp && typeof text === 'string' && text.length <= MAX_MATCHED
      ? new RegExp(self.host).test(text)
      : unknown('test()'),
  exec: ({ machine, self, args: [text] }) => {
    if (!isObj(self) || !(self.host instanceof RegExp) || typeof text !== 'string' || text.length > MAX_MATCHED) return unknown('exec()');
    const match = self.host.exec(text);
    return match ? matchOf(machine, match) : null;
  },
  toString: patternText,
};
