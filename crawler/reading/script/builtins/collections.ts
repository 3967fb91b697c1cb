/** `Map`, `Set` and their weak kin. */
import { addedPerhaps, bothWays } from '../branches.ts';
import { invoke } from '../calls.ts';
import { elements, iteratorOver, pairOf } from '../iterate.ts';
import type { Machine } from '../machine.ts';
import { get } from '../properties.ts';
import {
  choose,
  isChoice,
  isObj,
  isUnknown,
  type Native,
  type NativeCall,
  newSlot,
  type Obj,
  object,
  unknown,
  type Value,
} from '../values.ts';
import { constructor, install, list, prototypeFor } from './native.ts';

export function installCollections(machine: Machine): Record<string, Obj> {
  const { map, set } = machine.protos;
  install(machine, map, MAP_METHODS, ['set', 'get', 'has']);
  map.slots.set(Symbol.iterator, newSlot(map.slots.get('entries')?.value, true));
  install(machine, set, SET_METHODS, ['add', 'has']);
  set.slots.set(Symbol.iterator, newSlot(set.slots.get('values')?.value, true));
  const makeMap = constructor(machine, 'Map', map, (call) => newMap(call), { groupBy: () => unknown('groupBy()') });
  const makeSet = constructor(machine, 'Set', set, (call) => newSet(call));
  return { Map: makeMap, WeakMap: makeMap, Set: makeSet, WeakSet: makeSet };
}

function newMap({ machine, args: [pairs], newTarget }: NativeCall): Value {
  const made = object(prototypeFor(newTarget, machine.protos.map));
  made.entries = new Map();
  const found = elements(machine, pairs);
  for (const pair of found.items) setEntry(made, get(machine, pair, '0'), get(machine, pair, '1'));
  if (found.open) made.open = true;
  return made;
}

function newSet({ machine, args: [values], newTarget }: NativeCall): Value {
  const made = object(prototypeFor(newTarget, machine.protos.set));
  made.slots.set('#set', newSlot(true, true));
  made.entries = new Map();
  const found = elements(machine, values);
  for (const value of found.items) made.entries.set(value, value);
  if (found.open) made.open = true;
  if (found.perhaps) made.perhaps = new Set(found.perhaps);
  return made;
}

/** A key that is not known is one of its own; on a way taken back, an older value is kept beside. */
function setEntry(target: Obj, key: Value, value: Value, machine?: Machine): void {
  const own = isUnknown(key) ? unknown(key.path) : isChoice(key) ? key.of[0] : key;
  const before = target.entries?.get(own);
  if (machine && before === undefined) addedPerhaps(machine, target, [own]);
  target.entries?.set(own, machine?.speculating && before !== undefined ? choose([before, value]) : value);
}

function lookUp(self: Value, key: Value): Value {
  if (!isObj(self) || !self.entries) return unknown('get()');
  if (isUnknown(key)) return self.entries.size > 8 ? unknown('entry') : choose([...self.entries.values(), unknown('entry')]);
  if (isChoice(key)) return choose(key.of.map((each) => lookUp(self, each)));
  if (self.entries.has(key)) return self.entries.get(key);
  return self.open ? choose([undefined, unknown('entry')]) : undefined;
}

function contains(self: Value, key: Value): Value {
  if (!isObj(self) || !self.entries || isUnknown(key) || isChoice(key)) return unknown('has()', false);
  if (self.perhaps?.has(key)) return choose([true, false]);
  return self.entries.has(key) || (self.open ? unknown('has()', false) : false);
}

function eachEntry({ machine, self, args: [callback] }: NativeCall): Value {
  if (!isObj(self)) return undefined;
  for (const [key, value] of [...(self.entries ?? [])]) {
    const run = (): Value => invoke(machine, callback, undefined, [value, key, self]);
    if (self.perhaps?.has(key)) bothWays<Value>(machine, () => undefined, run);
    else run();
  }
  if (self.open)
    bothWays(
      machine,
      () => undefined,
      () => invoke(machine, callback, undefined, [unknown('entry'), unknown('key'), self]),
    );
  return undefined;
}

function remove({ machine, self, args: [key] }: NativeCall): Value {
  if (isObj(self) && !machine.speculating) self.entries?.delete(key);
  return true;
}

function clear({ machine, self }: NativeCall): Value {
  if (isObj(self) && !machine.speculating) self.entries?.clear();
  return undefined;
}

function over({ machine, self }: NativeCall, pick: (pair: [Value, Value]) => Value): Value {
  if (!isObj(self)) return iteratorOver(machine, { items: [], open: true });
  const pairs = [...(self.entries ?? [])];
  const items = pairs.map(pick);
  const perhaps = self.perhaps && new Set(items.filter((_, index) => self.perhaps?.has(pairs[index]?.[0])));
  return iteratorOver(machine, { items, open: self.open === true, perhaps });
}

const MAP_METHODS: Record<string, Native> = {
  get: ({ self, args: [key] }) => lookUp(self, key),
  set: ({ machine, self, args: [key, value] }) => {
    if (isObj(self)) setEntry(self, key, value, machine);
    return self;
  },
  has: ({ self, args: [key] }) => contains(self, key),
  delete: remove,
  clear,
  forEach: eachEntry,
  keys: (call) => over(call, ([key]) => key),
  values: (call) => over(call, ([, value]) => value),
  entries: (call) => over(call, (pair) => pairOf(call.machine, pair)),
};

const SET_METHODS: Record<string, Native> = {
  add: ({ machine, self, args: [value] }) => {
    if (isObj(self)) {
      if (!self.entries?.has(value)) addedPerhaps(machine, self, [value]);
      self.entries?.set(value, value);
    }
    return self;
  },
  has: ({ self, args: [key] }) => contains(self, key),
  delete: remove,
  clear,
  forEach: eachEntry,
  keys: (call) => over(call, ([key]) => key),
  values: (call) => over(call, ([key]) => key),
  entries: (call) => over(call, ([key]) => list(call.machine, [key, key])),
};
