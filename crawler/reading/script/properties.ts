/** Reading and writing properties of values. */
import { add, write } from './branches.ts';
import { invoke } from './calls.ts';
import { schemaMember } from './libraries/schema-values.ts';
import { giveAway, type Machine } from './machine.ts';
import {
  choose,
  isArray,
  isChoice,
  isObj,
  isPrimitive,
  isUnknown,
  type Key,
  lift,
  newSlot,
  type Obj,
  object,
  type Slot,
  type Unknown,
  unknown,
  type Value,
} from './values.ts';

const MAX_PROTOTYPES = 64;
const MAX_KNOWN_CHILDREN = 500;

/** The property of a name; of a choice, the choice among theirs. What is not known has unknown properties. */
export function get(machine: Machine, target: Value, key: Key, self: Value = target): Value {
  if (isChoice(target)) return lift(target, (one) => get(machine, one, key));
  if (isUnknown(target)) return ofUnknown(target, key);
  if (isPrimitive(target)) return ofPrimitive(machine, target, key);
  return ofObject(machine, target, key, self);
}

function ofUnknown(target: Unknown, key: Key): Value {
  const known = target.slots?.get(key);
  if (known) return known.value;
  const child = unknown(`${target.path}.${String(key)}`);
  target.slots ??= new Map();
  if (target.slots.size < MAX_KNOWN_CHILDREN) target.slots.set(key, newSlot(child));
  return child;
}

function ofPrimitive(machine: Machine, target: Value, key: Key): Value {
  if (typeof target === 'string') {
    if (key === 'length') return target.length;
    if (typeof key === 'string' && /^\d+$/.test(key)) return target[Number(key)];
    return ofObject(machine, machine.protos.string, key, target);
  }
  if (typeof target === 'number' || typeof target === 'bigint') return ofObject(machine, machine.protos.number, key, target);
  if (typeof target === 'boolean') return ofObject(machine, machine.protos.boolean, key, target);
  if (typeof target === 'symbol') return ofObject(machine, machine.protos.symbol, key, target);
  // The program would throw here; more often it is us who know too little.
  return unknown(`nothing.${String(key)}`);
}

function ofObject(machine: Machine, target: Obj, key: Key, self: Value): Value {
  let at: Obj | Unknown | null = target;
  for (let hops = 0; at && hops < MAX_PROTOTYPES; hops += 1) {
    if (at.kind === 'unknown') return ofUnknown(at, key);
    if (at.proxy) return ofProxy(machine, at.proxy, key);
    const slot: Slot | undefined = at.slots.get(key) ?? special(machine, at, key);
    if (slot) {
      if ('get' in slot || 'set' in slot) return slot.get === undefined ? undefined : invoke(machine, slot.get, self, []);
      return slot.maybe ? choose([undefined, slot.value]) : slot.value;
    }
    at = at.proto;
  }
  if (target.open) return unknown(`open.${String(key)}`, false);
  return undefined;
}

function ofProxy(machine: Machine, proxy: NonNullable<Obj['proxy']>, key: Key): Value {
  const trap = get(machine, proxy.handler, 'get');
  return trap === undefined ? get(machine, proxy.target, key) : invoke(machine, trap, proxy.handler, [proxy.target, key, proxy.target]);
}

/** Properties that are not kept in slots: of arrays, functions and schemas. */
function special(machine: Machine, target: Obj, key: Key): Slot | undefined {
  if (target.items) {
    if (key === 'length') return newSlot(countOf(target, target.items.length, 'length'));
    if (typeof key === 'string' && /^\d+$/.test(key)) {
      const index = Number(key);
      if (index < target.items.length) return newSlot(target.items[index]);
      return target.open ? newSlot(choose([undefined, unknown('open element')])) : undefined;
    }
  }
  if (target.fn && key === 'prototype' && target.fn.type !== 'bound' && target.fn.type !== 'native') {
    if (target.fn.type === 'closure' && target.fn.node.type === 'ArrowFunctionExpression') return undefined;
    const prototype = object(machine.protos.object);
    prototype.slots.set('constructor', newSlot(target, true));
    const slot = newSlot(prototype, true);
    target.slots.set('prototype', slot);
    return slot;
  }
  if (target.fn && key === 'name') return newSlot(functionName(target));
  if (target.fn && key === 'length')
    return newSlot(target.fn.type === 'closure' ? target.fn.node.params.filter((each) => each.type === 'Identifier').length : 0);
  if (target.entries && key === 'size') return newSlot(countOf(target, target.entries.size, 'size'));
  return target.host === undefined ? undefined : schemaMember(machine, target, key);
}

/** How many there are: usually without those that were added only in some mode. */
function countOf(target: Obj, all: number, what: string): Value {
  if (target.open) return unknown(what);
  return target.perhaps ? choose([Math.max(0, all - target.perhaps.size), all]) : all;
}

function functionName(target: Obj): string {
  if (target.fn?.type === 'closure' && target.fn.node.type !== 'ArrowFunctionExpression') return target.fn.node.id?.name ?? '';
  return target.fn?.type === 'class' ? (target.fn.node.id?.name ?? '') : '';
}

/** Writes a property, through a setter where there is one. */
export function set(machine: Machine, target: Value, key: Key, value: Value): void {
  if (isChoice(target)) {
    for (const one of target.of) set(machine, one, key, value);
    return;
  }
  if (isUnknown(target)) {
    giveAway(machine, value, 0);
    target.slots ??= new Map();
    const slot = target.slots.get(key);
    if (slot) write(machine, slot, value);
    else target.slots.set(key, newSlot(value));
    return;
  }
  if (!isObj(target)) return;
  if (target.proxy) return set(machine, target.proxy.target, key, value);
  if (isArray(target) && setElement(target, key, value)) return;
  const own = target.slots.get(key);
  if (own && !('get' in own || 'set' in own)) {
    if (own.maybe && !machine.speculating) delete own.maybe;
    return write(machine, own, value);
  }
  const inherited = own ?? inheritedSlot(target, key);
  if (inherited && ('get' in inherited || 'set' in inherited)) {
    if (inherited.set !== undefined) invoke(machine, inherited.set, target, [value]);
    return;
  }
  add(machine, target, key, newSlot(value));
}

function setElement(target: Obj & { items: Value[] }, key: Key, value: Value): boolean {
  if (key === 'length') {
    if (typeof value === 'number' && value < target.items.length) target.items.length = Math.max(0, value);
    return true;
  }
  if (typeof key !== 'string' || !/^\d{1,6}$/.test(key)) return false;
  target.items[Number(key)] = value;
  return true;
}

function inheritedSlot(target: Obj, key: Key): Slot | undefined {
  let at: Obj | Unknown | null = target.proto;
  for (let hops = 0; at?.kind === 'object' && hops < MAX_PROTOTYPES; hops += 1) {
    const slot = at.slots.get(key);
    if (slot) return slot;
    at = at.proto;
  }
  return undefined;
}

/** Defines an own property as it is, past setters. */
export function define(machine: Machine, target: Obj, key: Key, value: Value, hidden = false): void {
  if (isArray(target) && setElement(target, key, value)) return;
  const own = target.slots.get(key);
  if (own && !('get' in own || 'set' in own)) write(machine, own, value);
  else add(machine, target, key, newSlot(value, hidden));
}

/** Defines one half of an accessor. */
export function defineAccessor(target: Obj, key: Key, half: 'get' | 'set', fn: Value, hidden: boolean): void {
  const own = target.slots.get(key);
  const slot: Slot = own && ('get' in own || 'set' in own) ? own : newSlot(undefined, hidden);
  slot[half] = fn;
  target.slots.set(key, slot);
}

/** Names of the own properties that a loop would see, in order. Private ones begin with `#` and are hidden. */
export function ownKeys(target: Value, hiddenToo = false): string[] {
  if (typeof target === 'string') return [...target].map((_, index) => String(index));
  if (!isObj(target)) return [];
  if (target.proxy) return ownKeys(target.proxy.target, hiddenToo);
  const keys = (target.items ?? []).map((_, index) => String(index));
  const integers: string[] = [];
  for (const [key, slot] of target.slots) {
    if (typeof key !== 'string' || (slot.hidden && !hiddenToo) || key.startsWith('#')) continue;
    if (/^\d{1,9}$/.test(key)) integers.push(key);
    else keys.push(key);
  }
  return integers.length === 0 ? keys : [...integers.sort((a, b) => Number(a) - Number(b)), ...keys];
}

/** Whether the key is there: in the object itself or, if asked, in what it inherits from. */
export function has(machine: Machine, target: Value, key: Key, inherited = true): Value {
  if (!isObj(target)) return isUnknown(target) ? unknown(`${String(key)} in ${target.path}`) : unknown('in');
  let at: Obj | Unknown | null = target;
  for (let hops = 0; at && hops < MAX_PROTOTYPES; hops += 1) {
    if (at.kind === 'unknown') return unknown(`${String(key)} in ${at.path}`);
    if (at.proxy) return has(machine, at.proxy.target, key, inherited);
    const slot: Slot | undefined = at.slots.get(key) ?? special(machine, at, key);
    if (slot) return slot.maybe ? choose([false, true]) : true;
    if (!inherited) break;
    at = at.proto;
  }
  return target.open ? unknown('open') : false;
}

/** Copies own visible properties, as a spread or `Object.assign` does. What is only perhaps there stays so. */
export function copyInto(machine: Machine, target: Obj, source: Value): void {
  if (isChoice(source)) {
    const [first, ...rest] = source.of;
    copyInto(machine, target, first);
    for (const each of rest) copyAsMaybe(machine, target, each);
    return;
  }
  if (isUnknown(source)) {
    if (!source.path.startsWith('nothing')) target.open = true;
    for (const [key, slot] of source.slots ?? []) if (!isUnknown(slot.value)) set(machine, target, key, slot.value);
    return;
  }
  if (isObj(source) && source.open && !source.items) target.open = true;
  for (const key of ownKeys(source)) {
    const slot = isObj(source) ? source.slots.get(key) : undefined;
    if (slot?.maybe) {
      if (!target.slots.has(key)) add(machine, target, key, { ...newSlot(slot.value), maybe: true });
    } else set(machine, target, key, get(machine, source, key));
  }
  if (isObj(source))
    for (const [key, slot] of source.slots) if (typeof key === 'symbol' && !slot.hidden) set(machine, target, key, slot.value);
}

function copyAsMaybe(machine: Machine, target: Obj, source: Value): void {
  for (const key of ownKeys(source)) {
    const present = target.slots.get(key);
    if (!present) add(machine, target, key, { ...newSlot(get(machine, source, key)), maybe: true });
  }
}
