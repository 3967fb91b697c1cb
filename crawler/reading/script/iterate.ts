/** What a loop or a spread goes through. */
import { invoke } from './calls.ts';
import type { Machine } from './machine.ts';
import { get } from './properties.ts';
import { choose, isChoice, isFunction, isObj, type Key, object, type Obj, truth, unknown, usually, type Value, newSlot } from './values.ts';

const MAX_ELEMENTS = 20_000;

/** Elements of an iterable; `open`: there may be more that are not known. A choice gives the elements of all it may be. */
export function elements(machine: Machine, value: Value): { items: Value[]; open: boolean } {
  if (isChoice(value)) {
    const all = value.of.filter((each) => each !== undefined && each !== null).map((each) => elements(machine, each));
    return { items: [...new Set(all.flatMap((each) => each.items))], open: all.some((each) => each.open) };
  }
  if (typeof value === 'string') return { items: [...value].slice(0, MAX_ELEMENTS), open: false };
  if (!isObj(value)) return { items: [], open: value !== undefined && value !== null };
  if (value.items) return { items: [...value.items], open: value.open === true };
  if (value.entries) return { items: ofEntries(machine, value), open: value.open === true };
  return ofIterator(machine, value);
}

function ofEntries(machine: Machine, value: Obj): Value[] {
  const pairs = [...(value.entries ?? [])];
  return value.proto === machine.protos.set || value.slots.has('#set') ? pairs.map(([key]) => key) : pairs.map((pair) => pairOf(machine, pair));
}

export function pairOf(machine: Machine, [key, value]: [Value, Value]): Obj {
  return { ...object(machine.protos.array), items: [key, value] };
}

/** The program's own iterators, followed step by step. */
function ofIterator(machine: Machine, value: Obj): { items: Value[]; open: boolean } {
  const start = [Symbol.iterator as Key, Symbol.asyncIterator as Key].map((key) => get(machine, value, key)).find((each) => isFunction(each));
  if (!start) return { items: [], open: true };
  const iterator = invoke(machine, start, value, []);
  if (isObj(iterator) && (iterator.items || iterator.entries)) return elements(machine, iterator);
  const next = get(machine, iterator, 'next');
  const items: Value[] = [];
  while (isFunction(next) && items.length < MAX_ELEMENTS) {
    const result = invoke(machine, next, iterator, []);
    const done = truth(get(machine, result, 'done'));
    if (typeof done !== 'boolean' || usually(done)) return { items, open: typeof done !== 'boolean' };
    items.push(get(machine, result, 'value'));
  }
  return { items, open: true };
}

/** An iterator over what is already there, as `map.values()` gives it: an array that also answers `next()`. */
export function iteratorOver(machine: Machine, items: Value[], open: boolean, last: Value = undefined): Obj {
  const made: Obj = { ...object(machine.protos.generator), items };
  if (open) made.open = true;
  let at = 0;
  const next: Obj = object(machine.protos.function);
  next.fn = {
    type: 'native',
    run: ({ args }) => {
      void args;
      const result = object(machine.protos.object);
      const done = at >= items.length;
      result.slots.set('value', newSlot(done ? (open ? choose([last, unknown('element')]) : last) : items[at]));
      result.slots.set('done', newSlot(done));
      at += 1;
      return result;
    },
  };
  made.slots.set('next', newSlot(next, true));
  return made;
}
