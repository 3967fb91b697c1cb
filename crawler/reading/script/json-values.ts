/** Between JSON and the program's values. */
import type { Json, JsonObject } from '../../../db/model.ts';
import { parseJson } from '../json.ts';
import { invoke } from './calls.ts';
import type { Machine } from './machine.ts';
import { get, ownKeys } from './properties.ts';
import {
  alternatives,
  type Choice,
  isChoice,
  isFunction,
  isObj,
  isUnknown,
  newSlot,
  object,
  type Place,
  type Primitive,
  unknown,
  usual,
  type Value,
} from './values.ts';

const MAX_DEPTH = 64;
const MAX_NODES = 200_000;
const MAX_TEXT = 200_000;

/** The value of a JSON text of the package. Objects remember the file they stand in. */
export function fromJson(machine: Machine, text: string, file: string): Value {
  const parsed = parseJson(text);
  return parsed === undefined ? unknown(`json ${file}`) : fromHost(machine, parsed as Json, { file, offset: 0 });
}

export function fromHost(machine: Machine, value: Json | undefined, at?: Place): Value {
  if (Array.isArray(value)) return { ...object(machine.protos.array, at), items: value.map((each) => fromHost(machine, each, at)) };
  if (typeof value !== 'object' || value === null) return value;
  const made = object(machine.protos.object, at);
  for (const [key, each] of Object.entries(value)) made.slots.set(key, newSlot(fromHost(machine, each, at)));
  return made;
}

/** What was lost on the way to JSON. */
export interface Losses {
  unknown: number;
  cyclic: boolean;
  tooLarge: boolean;
}

export function noLosses(): Losses {
  return { unknown: 0, cyclic: false, tooLarge: false };
}

/** The JSON that a value stands for, as far as it is known. Of a choice the usual one; what is only perhaps there is left out. */
export function toJson(machine: Machine, value: Value, losses: Losses = noLosses()): Json | undefined {
  let nodes = 0;
  const open = new Set<object>();
  function convert(given: Value, depth: number): Json | undefined {
    nodes += 1;
    const one = isChoice(given) ? usualJson(given) : given;
    if (nodes > MAX_NODES || depth > MAX_DEPTH) {
      losses.tooLarge = true;
      return undefined;
    }
    if (isUnknown(one)) {
      losses.unknown += 1;
      return one.text;
    }
    if (!isObj(one)) return ofPrimitive(one, losses);
    if (isFunction(one)) return undefined;
    if (open.has(one)) {
      losses.cyclic = true;
      return undefined;
    }
    open.add(one);
    try {
      return ofObject(one, depth);
    } finally {
      open.delete(one);
    }
  }
  function ofObject(one: Exclude<Value, null | undefined | string>, depth: number): Json | undefined {
    if (!isObj(one)) return undefined;
    if (one.items) return one.items.map((each) => convert(each, depth + 1) ?? null);
    const custom = get(machine, one, 'toJSON');
    if (isFunction(custom)) return convert(invoke(machine, custom, one, []), depth + 1);
    const made: JsonObject = {};
    if (one.open) losses.unknown += 1;
    for (const key of ownKeys(one)) {
      if (one.slots.get(key)?.maybe) continue;
      const json = convert(get(machine, one, key), depth + 1);
      if (json !== undefined) Object.defineProperty(made, key, { value: json, enumerable: true, configurable: true, writable: true });
    }
    return made;
  }
  return convert(value, 0);
}

/** Of several, the usual one that is known in full; an object rather than a gap. */
function usualJson(value: Value): Exclude<Value, Choice> {
  return alternatives(value).find((each) => isObj(each) && !isFunction(each) && !each.open) ?? usual(value);
}

function ofPrimitive(value: Primitive, losses: Losses): Json | undefined {
  if (typeof value === 'string') {
    if (value.length <= MAX_TEXT) return value;
    losses.tooLarge = true;
    return value.slice(0, MAX_TEXT);
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean' || value === null) return value;
  return undefined;
}
