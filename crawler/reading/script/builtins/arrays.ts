/** `Array` and its methods. */
import { addedPerhaps, bothWays } from '../branches.ts';
import { invoke } from '../calls.ts';
import { type Elements, elements, iteratorOver } from '../iterate.ts';
import { type Machine, step } from '../machine.ts';
import { binary, textOf } from '../operators.ts';
import { settle } from '../promises.ts';
import { get } from '../properties.ts';
import {
  choose,
  isArray,
  isChoice,
  isFunction,
  isObj,
  isUnknown,
  type Native,
  type NativeCall,
  newSlot,
  type Obj,
  partlyKnown,
  truth,
  unknown,
  usually,
  type Value,
} from '../values.ts';
import { constructor, install, itemsOf, list } from './native.ts';

const MAX_LENGTH = 100_000;

export function installArrays(machine: Machine): Record<string, Obj> {
  install(machine, machine.protos.array, METHODS, ['push', 'unshift', 'fill', 'concat', 'splice', 'includes', 'indexOf']);
  machine.protos.array.slots.set(Symbol.iterator, newSlot(machine.protos.array.slots.get('values')?.value, true));
  const make: Native = ({ machine: owner, args }) =>
    args.length === 1 && typeof args[0] === 'number'
      ? list(owner, new Array(Math.min(args[0] | 0, 10_000)).fill(undefined))
      : list(owner, [...args]);
  return {
    Array: constructor(machine, 'Array', machine.protos.array, make, {
      isArray: ({ args: [value] }) => (isUnknown(value) ? unknown('isArray') : isArray(value)),
      of: ({ machine: owner, args }) => list(owner, [...args]),
      from: (call) => from(call),
    }),
  };
}

function from({ machine, args: [source, transform] }: NativeCall): Value {
  let found: Elements = elements(machine, source);
  if (isObj(source) && !source.items && !source.entries) {
    const length = get(machine, source, 'length');
    if (typeof length === 'number')
      found = { items: Array.from({ length: Math.min(length, 10_000) }, (_, index) => get(machine, source, String(index))), open: false };
  }
  if (!isFunction(transform)) return list(machine, found.items, found.open, found.perhaps);
  const items = found.items.map((each, index) => invoke(machine, transform, undefined, [each, index]));
  return list(machine, items, found.open);
}

function openOf(self: Value): boolean {
  return !isObj(self) || self.open === true || !self.items;
}

function perhapsOf(self: Value): Set<Value> | undefined {
  return isObj(self) ? self.perhaps : undefined;
}

/** Calls back for every element, and once for those that are not known. */
function forEach({ machine, self, args: [callback, bound] }: NativeCall, take: (result: Value, item: Value, index: number) => void): void {
  const items = itemsOf(self);
  for (let index = 0; index < items.length && index < MAX_LENGTH; index += 1) {
    step(machine);
    const run = (): Value => invoke(machine, callback, bound, [items[index], index, self]);
    if (perhapsOf(self)?.has(items[index])) {
      const { other } = bothWays<Value>(machine, () => undefined, run);
      if ('value' in other) take(other.value, items[index], index);
    } else take(run(), items[index], index);
  }
  if (!openOf(self)) return;
  bothWays(
    machine,
    () => undefined,
    () => invoke(machine, callback, bound, [unknown('element'), unknown('index'), self]),
  );
}

function find(call: NativeCall, fromEnd: boolean, give: (item: Value, index: number) => Value): Value {
  const {
    machine,
    self,
    args: [callback],
  } = call;
  const perhaps: Value[] = [];
  const items = itemsOf(self).map((item, index) => ({ item, index }));
  for (const { item, index } of fromEnd ? items.reverse() : items) {
    step(machine);
    const test = truth(invoke(machine, callback, undefined, [item, index, self]));
    if (test === true && !perhapsOf(self)?.has(item)) return choose([give(item, index), ...perhaps]);
    if (test !== false) perhaps.push(give(item, index));
  }
  const none = give(undefined, -1);
  if (openOf(self)) return choose([none, ...perhaps, unknown('found')]);
  return choose(perhaps.length > 6 ? [unknown('found')] : [none, ...perhaps]);
}

function every(call: NativeCall, wanted: boolean): Value {
  const results: Value[] = [];
  forEach(call, (result) => results.push(result));
  const tests = results.map((each) => truth(each));
  if (tests.some((each) => each === !wanted)) return !wanted;
  return openOf(call.self) || tests.some((each) => typeof each !== 'boolean')
    ? unknown(
        'every',
        tests.every((each) => usually(each)),
      )
    : wanted;
}

function reduce({ machine, self, args }: NativeCall, fromEnd: boolean): Value {
  const items = fromEnd ? itemsOf(self).toReversed() : itemsOf(self);
  const [callback] = args;
  let [result, start] = args.length > 1 ? [args[1], 0] : [items[0], 1];
  for (let index = start; index < items.length; index += 1) {
    step(machine);
    result = invoke(machine, callback, undefined, [result, items[index], index, self]);
  }
  if (start === 1 && items.length === 0) start = 0;
  return openOf(self) ? choose([result, unknown('reduce')]) : result;
}

/** Elements of elements, down to a depth; also of one that may be one of several lists. */
function flattened(machine: Machine, items: Value[], depth: number, open: boolean): Value {
  const perhaps = new Set<Value>();
  const flat = (all: Value[], down: number): Value[] =>
    all.flatMap((each) => {
      const one = settle(each);
      const isList = isArray(one) || (isChoice(one) && one.of.some((alternative) => isArray(alternative)));
      if (!isList || down <= 0) return [one];
      const found = elements(machine, one);
      for (const value of found.perhaps ?? []) perhaps.add(value);
      return flat(found.items, down - 1);
    });
  return list(machine, flat(items, depth), open, perhaps);
}

function joined(self: Value, separator: Value): Value {
  const between = separator === undefined ? ',' : textOf(separator);
  const parts = itemsOf(self).map((each) => (each === undefined || each === null ? '' : isUnknown(each) ? each.text : textOf(each)));
  if (openOf(self) || between === undefined || parts.some((each) => each === undefined))
    return partlyKnown(parts.map((each) => each ?? '\u2026').join(between ?? ','));
  return parts.join(between);
}

const asText: Native = ({ self }) => joined(self, ',');

const METHODS: Record<string, Native> = {
  push: ({ machine, self, args }) => {
    if (isArray(self) && self.items.length < MAX_LENGTH) {
      self.items.push(...args);
      addedPerhaps(machine, self, args);
    }
    return itemsOf(self).length;
  },
  unshift: ({ self, args }) => {
    if (isArray(self) && self.items.length < MAX_LENGTH) self.items.unshift(...args);
    return itemsOf(self).length;
  },
  pop: ({ machine, self }) => (machine.speculating ? itemsOf(self).at(-1) : itemsOf(self).pop()),
  shift: ({ machine, self }) =>
    openOf(self) && itemsOf(self).length === 0
      ? choose([undefined, unknown('element')])
      : machine.speculating
        ? itemsOf(self)[0]
        : itemsOf(self).shift(),
  slice: ({ machine, self, args: [start, end] }) =>
    list(
      machine,
      itemsOf(self).slice(...([start, end].map((each) => (typeof each === 'number' ? each : undefined)) as [number?, number?])),
      openOf(self),
      perhapsOf(self),
    ),
  splice: ({ machine, self, args: [start, count, ...added] }) =>
    list(
      machine,
      isArray(self) && typeof start === 'number'
        ? self.items.splice(start, typeof count === 'number' ? count : self.items.length, ...added)
        : [],
      openOf(self),
    ),
  concat: ({ machine, self, args }) => {
    const parts: Elements[] = [self, ...args].map((each) =>
      typeof each === 'object' && each !== null && (isArray(each) || each.kind !== 'object')
        ? elements(machine, each)
        : { items: [each], open: false },
    );
    return list(
      machine,
      parts.flatMap((each) => each.items),
      parts.some((each) => each.open),
      new Set(parts.flatMap((each) => [...(each.perhaps ?? [])])),
    );
  },
  join: ({ self, args: [separator] }) => joined(self, separator),
  toString: asText,
  reverse: ({ self }) => {
    itemsOf(self).reverse();
    return self;
  },
  toReversed: ({ machine, self }) => list(machine, itemsOf(self).toReversed(), openOf(self)),
  sort: ({ machine, self, args: [compare] }) => {
    if (isArray(self)) sort(machine, self.items, compare);
    return self;
  },
  toSorted: ({ machine, self, args: [compare] }) => {
    const items = [...itemsOf(self)];
    sort(machine, items, compare);
    return list(machine, items, openOf(self));
  },
  indexOf: ({ self, args: [value] }) => (openOf(self) || isUnknown(value) ? unknown('indexOf') : itemsOf(self).indexOf(value)),
  lastIndexOf: ({ self, args: [value] }) => (openOf(self) || isUnknown(value) ? unknown('indexOf') : itemsOf(self).lastIndexOf(value)),
  includes: ({ machine, self, args: [value] }) => {
    if (isUnknown(value)) return unknown('includes', false);
    const tests = itemsOf(self).map((each) => truth(binary(machine, '===', each, value)));
    if (itemsOf(self).some((each, index) => tests[index] === true && !perhapsOf(self)?.has(each))) return true;
    if (tests.includes(true)) return choose([true, false]);
    return openOf(self) || tests.some((each) => typeof each !== 'boolean') ? unknown('includes', false) : false;
  },
  find: (call) => find(call, false, (item) => item),
  findLast: (call) => find(call, true, (item) => item),
  findIndex: (call) => find(call, false, (_, index) => index),
  findLastIndex: (call) => find(call, true, (_, index) => index),
  filter: (call) => {
    const kept: Value[] = [];
    const perhaps = new Set(perhapsOf(call.self));
    forEach(call, (result, item) => {
      const passes = truth(result);
      if (passes === false) return;
      kept.push(item);
      if (passes !== true && !passes.usually) perhaps.add(item);
    });
    return list(call.machine, kept, openOf(call.self), perhaps);
  },
  map: (call) => {
    const made: Value[] = [];
    const perhaps = new Set<Value>();
    forEach(call, (result, item) => {
      made.push(result);
      if (perhapsOf(call.self)?.has(item)) perhaps.add(result);
    });
    return list(call.machine, made, openOf(call.self), perhaps);
  },
  flatMap: (call) => {
    const made: Value[] = [];
    forEach(call, (result) => made.push(result));
    return flattened(call.machine, made, 1, openOf(call.self));
  },
  flat: ({ machine, self, args: [depth] }) =>
    flattened(machine, itemsOf(self), typeof depth === 'number' ? Math.min(depth, 10) : 1, openOf(self)),
  forEach: (call) => {
    forEach(call, () => undefined);
    return undefined;
  },
  some: (call) => every(call, false),
  every: (call) => every(call, true),
  reduce: (call) => reduce(call, false),
  reduceRight: (call) => reduce(call, true),
  at: ({ self, args: [index] }) => (typeof index === 'number' ? itemsOf(self).at(index) : unknown('at')),
  fill: ({ self, args: [value] }) => {
    itemsOf(self).fill(value);
    return self;
  },
  keys: ({ machine, self }) => iteratorOver(machine, { items: itemsOf(self).map((_, index) => index), open: openOf(self) }),
  values: ({ machine, self }) => iteratorOver(machine, { items: [...itemsOf(self)], open: openOf(self), perhaps: perhapsOf(self) }),
  entries: ({ machine, self }) =>
    iteratorOver(machine, { items: itemsOf(self).map((each, index) => list(machine, [index, each])), open: openOf(self) }),
};

/** Sorts by the program's own comparison where its answers are known, else leaves the order. */
function sort(machine: Machine, items: Value[], compare: Value): void {
  if (isFunction(compare)) {
    items.sort((left, right) => {
      const order = invoke(machine, compare, undefined, [left, right]);
      return typeof order === 'number' && !Number.isNaN(order) ? order : 0;
    });
  } else if (items.every((each) => typeof each === 'string' || typeof each === 'number')) items.sort();
}
