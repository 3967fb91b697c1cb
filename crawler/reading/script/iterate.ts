/** What a loop or a spread goes through. */
import { invoke } from './calls.ts';
import type { Machine } from './machine.ts';
import { get } from './properties.ts';
import { choose, isChoice, isFunction, isObj, type Key, newSlot, type Obj, object, truth, unknown, usually, type Value } from './values.ts';

const MAX_ELEMENTS = 20_000;

/** What is gone through. `open`: there may be more that is not known; `perhaps`: those that are there only in some mode. */
export interface Elements {
  items: Value[];
  open: boolean;
  perhaps?: ReadonlySet<Value> | undefined;
}

/** Elements of an iterable. A choice gives the elements of all it may be, the usual one's first. */
export function elements(machine: Machine, value: Value): Elements {
  if (isChoice(value))
    return ofChoice(value.of.filter((each) => each !== undefined && each !== null).map((each) => elements(machine, each)));
  if (typeof value === 'string') return { items: [...value].slice(0, MAX_ELEMENTS), open: false };
  if (!isObj(value)) return { items: [], open: value !== undefined && value !== null };
  if (value.items) return { items: [...value.items], open: value.open === true, perhaps: value.perhaps };
  return value.entries ? ofEntries(machine, value) : ofIterator(machine, value);
}

function ofChoice(all: Elements[]): Elements {
  const items = new Set(all.flatMap((each) => each.items));
  const perhaps = new Set(all.flatMap((each) => [...(each.perhaps ?? [])]));
  const first = new Set(all[0]?.items);
  for (const item of items) if (!first.has(item)) perhaps.add(item);
  return { items: [...items], open: all.some((each) => each.open), perhaps: perhaps.size > 0 ? perhaps : undefined };
}

function ofEntries(machine: Machine, value: Obj): Elements {
  const open = value.open === true;
  const pairs = [...(value.entries ?? [])];
  if (value.proto === machine.protos.set || value.slots.has('#set'))
    return { items: pairs.map(([key]) => key), open, perhaps: value.perhaps };
  const items = pairs.map((pair) => pairOf(machine, pair));
  return { items, open, perhaps: value.perhaps && new Set(items.filter((_, index) => value.perhaps?.has(pairs[index]?.[0]))) };
}

export function pairOf(machine: Machine, [key, value]: [Value, Value]): Obj {
  return { ...object(machine.protos.array), items: [key, value] };
}

/** The program's own iterators, followed step by step. */
function ofIterator(machine: Machine, value: Obj): Elements {
  const start = [Symbol.iterator as Key, Symbol.asyncIterator as Key]
    .map((key) => get(machine, value, key))
    .find((each) => isFunction(each));
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
export function iteratorOver(machine: Machine, { items, open, perhaps }: Elements, last: Value = undefined): Obj {
  const made: Obj = { ...object(machine.protos.generator), items };
  if (open) made.open = true;
  if (perhaps) made.perhaps = new Set(perhaps);
  let at = 0;
  const next: Obj = object(machine.protos.function);
  next.fn = {
    type: 'native',
    run: () => {
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
