/** Making built-in functions. */
import type { Machine } from '../machine.ts';
import { isArray, type Native, newSlot, type Obj, object, type Value } from '../values.ts';

export function nativeFunction(machine: Machine, name: string, run: Native, keeps = false): Obj & { fn: { type: 'native'; run: Native } } {
  const made = object(machine.protos.function);
  made.slots.set('name', newSlot(name, true));
  return Object.assign(made, { fn: keeps ? { type: 'native' as const, run, keeps } : { type: 'native' as const, run } });
}

/** Puts functions into an object, hidden as built-in methods are. Names in `keeping` store their arguments as they are. */
export function install(machine: Machine, target: Obj, table: Record<string, Native>, keeping: readonly string[] = []): Obj {
  for (const [name, run] of Object.entries(table))
    target.slots.set(name, newSlot(nativeFunction(machine, name, run, keeping.includes(name)), true));
  return target;
}

/** A constructor with its prototype and static functions. */
export function constructor(
  machine: Machine,
  name: string,
  prototype: Obj,
  run: Native,
  statics: Record<string, Native> = {},
  keeps = false,
): Obj {
  const made = nativeFunction(machine, name, run, keeps);
  made.slots.set('prototype', newSlot(prototype, true));
  if (!prototype.slots.has('constructor')) prototype.slots.set('constructor', newSlot(made, true));
  return install(machine, made, statics);
}

export function list(machine: Machine, items: Value[], open = false, perhaps?: ReadonlySet<Value>): Obj & { items: Value[] } {
  const made: Obj & { items: Value[] } = { ...object(machine.protos.array), items };
  if (open) made.open = true;
  if (perhaps && perhaps.size > 0) made.perhaps = new Set(perhaps);
  return made;
}

/** The elements of an array value, or none. */
export function itemsOf(value: Value): Value[] {
  return isArray(value) ? value.items : [];
}

/** The prototype that a constructor call asks for. */
export function prototypeFor(newTarget: Obj | undefined, fallback: Obj): Obj {
  const asked = newTarget?.slots.get('prototype')?.value;
  return typeof asked === 'object' && asked?.kind === 'object' ? asked : fallback;
}
