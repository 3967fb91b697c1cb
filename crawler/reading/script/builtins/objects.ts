/** `Object`, `Reflect` and what every object inherits. */
import { invoke } from '../calls.ts';
import { instantiate } from '../classes.ts';
import { elements } from '../iterate.ts';
import type { Machine } from '../machine.ts';
import { keyFrom } from '../operators.ts';
import { copyInto, define, defineAccessor, get, has, ownKeys, set } from '../properties.ts';
import { isFunction, isObj, isUnknown, type Key, type Native, newSlot, type Obj, object, unknown, type Value } from '../values.ts';
import { constructor, install, list } from './native.ts';

export function installObjects(machine: Machine): Record<string, Obj> {
  install(machine, machine.protos.object, OBJECT_METHODS);
  const made = constructor(
    machine,
    'Object',
    machine.protos.object,
    ({ args: [value] }) => (value === undefined || value === null ? object(machine.protos.object) : value),
    STATICS,
  );
  const reflect = install(machine, object(machine.protos.object), REFLECT);
  return { Object: made, Reflect: reflect };
}

const itself: Native = ({ self }) => self;
const ownProperty: Native = ({ machine, self, args }) => hasOwn(machine, self, args[0]);
const isPrototypeOf: Native = ({ self, args: [value] }) => isObj(value) && value.proto === self;
const asText: Native = ({ self }) => {
  if (isUnknown(self)) return unknown('toString()');
  return isObj(self) ? `[object ${self.items ? 'Array' : self.fn ? 'Function' : 'Object'}]` : String(self);
};
const OBJECT_METHODS: Record<string, Native> = {
  hasOwnProperty: ownProperty,
  propertyIsEnumerable: ownProperty,
  isPrototypeOf,
  toString: asText,
  toLocaleString: asText,
  valueOf: itself,
};

function hasOwn(machine: Machine, target: Value, name: Value): Value {
  const key = keyFrom(name);
  return key === undefined ? unknown('hasOwn') : has(machine, target, key, false);
}

/** The values under all visible keys; an unknown object has unknown ones. */
function eachOf(machine: Machine, target: Value, make: (key: string) => Value): Value {
  if (isUnknown(target)) return list(machine, [], true);
  return list(
    machine,
    ownKeys(target).map((key) => make(key)),
    isObj(target) && target.open === true,
  );
}

/** Reads a value even if it is there only in some mode: a registry's entries all count. */
function present(machine: Machine, target: Value, key: string): Value {
  const slot = isObj(target) ? target.slots.get(key) : undefined;
  return slot && !('get' in slot) ? slot.value : get(machine, target, key);
}

const STATICS: Record<string, Native> = {
  assign: ({ machine, args: [target, ...sources] }) => {
    for (const source of sources) if (isObj(target)) copyInto(machine, target, source);
    return target;
  },
  keys: ({ machine, args: [target] }) => eachOf(machine, target, (key) => key.replace(/^\?\d+$/, '')),
  values: ({ machine, args: [target] }) => eachOf(machine, target, (key) => present(machine, target, key)),
  entries: ({ machine, args: [target] }) =>
    eachOf(machine, target, (key) => list(machine, [/^\?\d+$/.test(key) ? unknown('key') : key, present(machine, target, key)])),
  fromEntries: ({ machine, args: [pairs] }) => {
    const made = object(machine.protos.object);
    const found = elements(machine, pairs);
    for (const pair of found.items) {
      const key = keyFrom(get(machine, pair, '0'));
      if (key !== undefined) define(machine, made, key, get(machine, pair, '1'));
      else made.open = true;
    }
    if (found.open) made.open = true;
    return made;
  },
  freeze: ({ args: [target] }) => target,
  seal: ({ args: [target] }) => target,
  preventExtensions: ({ args: [target] }) => target,
  isFrozen: () => false,
  isSealed: () => false,
  isExtensible: () => true,
  is: ({ args: [left, right] }) => (isUnknown(left) || isUnknown(right) ? unknown('Object.is') : Object.is(left, right)),
  hasOwn: ({ machine, args: [target, name] }) => hasOwn(machine, target, name),
  getPrototypeOf: ({ machine, args: [target] }) =>
    isObj(target) ? target.proto : isUnknown(target) ? unknown('prototype') : machine.protos.object,
  setPrototypeOf: ({ args: [target, proto] }) => {
    if (isObj(target) && target !== proto && (proto === null || isObj(proto) || isUnknown(proto))) target.proto = proto;
    return target;
  },
  create: ({ machine, args: [proto, properties] }) => {
    const made = object(proto === null || isObj(proto) || isUnknown(proto) ? proto : machine.protos.object);
    defineAll(machine, made, properties);
    return made;
  },
  defineProperty: ({ machine, args: [target, name, descriptor] }) => {
    const key = keyFrom(name);
    if (isObj(target) && key !== undefined) defineOne(machine, target, key, descriptor);
    return target;
  },
  defineProperties: ({ machine, args: [target, properties] }) => {
    if (isObj(target)) defineAll(machine, target, properties);
    return target;
  },
  getOwnPropertyNames: ({ machine, args: [target] }) => list(machine, ownKeys(target, true)),
  getOwnPropertySymbols: ({ machine, args: [target] }) =>
    list(machine, isObj(target) ? [...target.slots.keys()].filter((key) => typeof key === 'symbol') : []),
  getOwnPropertyDescriptor: ({ machine, args: [target, name] }) => {
    const key = keyFrom(name);
    return key === undefined ? unknown('descriptor') : descriptorOf(machine, target, key);
  },
  getOwnPropertyDescriptors: ({ machine, args: [target] }) => {
    const made = object(machine.protos.object);
    for (const key of ownKeys(target, true)) made.slots.set(key, newSlot(descriptorOf(machine, target, key)));
    return made;
  },
};

function defineAll(machine: Machine, target: Obj, properties: Value): void {
  for (const key of ownKeys(properties)) defineOne(machine, target, key, get(machine, properties, key));
}

function defineOne(machine: Machine, target: Obj, key: Key, descriptor: Value): void {
  if (!isObj(descriptor)) return;
  const shown = get(machine, descriptor, 'enumerable');
  // What a descriptor leaves out stays as it is.
  const hidden = shown === undefined ? (target.slots.get(key)?.hidden ?? !target.slots.has(key)) : shown !== true;
  const [getter, setter] = [get(machine, descriptor, 'get'), get(machine, descriptor, 'set')];
  if (isFunction(getter) || isFunction(setter)) {
    target.slots.delete(key);
    if (getter !== undefined) defineAccessor(target, key, 'get', getter, hidden);
    if (setter !== undefined) defineAccessor(target, key, 'set', setter, hidden);
  } else if (descriptor.slots.has('value')) {
    target.slots.delete(key);
    define(machine, target, key, get(machine, descriptor, 'value'), hidden);
  }
}

function descriptorOf(machine: Machine, target: Value, key: Key): Value {
  if (!isObj(target)) return undefined;
  const slot = target.slots.get(key);
  if (!slot && has(machine, target, key, false) !== true) return undefined;
  const made = object(machine.protos.object);
  if (slot && ('get' in slot || 'set' in slot)) {
    made.slots.set('get', newSlot(slot.get));
    made.slots.set('set', newSlot(slot.set));
  } else {
    made.slots.set('value', newSlot(get(machine, target, key)));
    made.slots.set('writable', newSlot(true));
  }
  made.slots.set('enumerable', newSlot(!slot?.hidden));
  made.slots.set('configurable', newSlot(true));
  return made;
}

const REFLECT: Record<string, Native> = {
  get: ({ machine, args: [target, name, self] }) => {
    const key = keyFrom(name);
    return key === undefined ? unknown('Reflect.get') : get(machine, target, key, self ?? target);
  },
  set: ({ machine, args: [target, name, value] }) => {
    const key = keyFrom(name);
    if (key !== undefined) set(machine, target, key, value);
    return true;
  },
  has: ({ machine, args: [target, name] }) => {
    const key = keyFrom(name);
    return key === undefined ? unknown('Reflect.has') : has(machine, target, key);
  },
  apply: ({ machine, args: [callee, self, args], at }) => invoke(machine, callee, self, elements(machine, args).items, at),
  construct: ({ machine, args: [callee, args, newTarget], at }) =>
    instantiate(machine, callee, elements(machine, args).items, isObj(newTarget) ? newTarget : undefined, at),
  ownKeys: ({ machine, args: [target] }) => list(machine, ownKeys(target, true)),
  getPrototypeOf: (call) => (STATICS.getPrototypeOf as Native)(call),
  setPrototypeOf: (call) => (STATICS.setPrototypeOf as Native)(call),
  defineProperty: (call) => (STATICS.defineProperty as Native)(call),
  getOwnPropertyDescriptor: (call) => (STATICS.getOwnPropertyDescriptor as Native)(call),
  deleteProperty: () => true,
};
